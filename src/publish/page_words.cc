#include "publish/page_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "publish/number_words.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::array<std::string_view, 4> kOutcomes{"Met", "Not met", "Undecided", "Not due"};
constexpr std::array<std::string_view, 5> kConfidences{
    "text of the standard", "two or more sources", "one source", "inferred from data", "from memory only"};
constexpr std::array<std::string_view, 11> kTaskKinds{
    "works",      "data supply", "publication", "governance", "survey",     "emergency",
    "monitoring", "enforcement", "education",   "assessment", "designation"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kLevels{
    {{"优", "excellent"},
     {"良", "good"},
     {"轻微污染", "slight pollution"},
     {"轻度污染", "light pollution"},
     {"中度污染", "moderate pollution"},
     {"中度重污染", "moderately heavy pollution"},
     {"重度污染", "heavy pollution"},
     {"重污染", "heavy pollution"},
     {"严重污染", "severe pollution"}}};

// What both() and both_svg() put around words.
struct Tag {
  std::string_view begin;
  std::string_view end;
  bool is_zh;
};
constexpr std::array<Tag, 4> kWordTags{{{"<span class=\"zh\" lang=\"zh-CN\">", "</span>", true},
                                        {"<span class=\"en\" lang=\"en\">", "</span>", false},
                                        {"<tspan class=\"zh\">", "</tspan>", true},
                                        {"<tspan class=\"en\">", "</tspan>", false}}};

}  // namespace

std::string both(std::string_view zh, std::string_view en) {
  if (zh == en) return escape_html(zh);
  return "<span class=\"zh\" lang=\"zh-CN\">" + escape_html(zh) + "</span><span class=\"en\" lang=\"en\">" +
         escape_html(en) + "</span>";
}

std::string both_svg(std::string_view zh, std::string_view en) {
  if (zh == en) return escape_html(zh);
  return "<tspan class=\"zh\">" + escape_html(zh) + "</tspan><tspan class=\"en\">" + escape_html(en) +
         "</tspan>";
}

std::string chinese(std::string_view zh) {
  return "<span lang=\"zh-CN\">" + escape_html(zh) + "</span>";
}

std::string one_language(std::string_view markup, Language language) {
  const bool zh = language == Language::zh;
  std::string result;
  result.reserve(markup.size());
  while (!markup.empty()) {
    // The next words in either language; they are escaped, so that the next '<' ends them.
    const Tag* next = nullptr;
    std::size_t at = markup.size();
    for (const Tag& tag : kWordTags) {
      const std::size_t found = markup.find(tag.begin);
      if (found < at) {
        at = found;
        next = &tag;
      }
    }
    result += markup.substr(0, at);
    if (next == nullptr) break;
    markup.remove_prefix(at + next->begin.size());
    const std::size_t length = markup.find('<');
    if (next->is_zh == zh) result += markup.substr(0, length);
    markup.remove_prefix(std::min(length, markup.size()));
    markup.remove_prefix(std::min(next->end.size(), markup.size()));
  }
  return result;
}

std::string_view outcome_name_en(Outcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}
std::string_view confidence_name_en(Confidence confidence) {
  return kConfidences[static_cast<std::size_t>(confidence)];
}
std::string_view task_kind_name_en(TaskKind kind) {
  return kTaskKinds[static_cast<std::size_t>(kind)];
}

std::string level_name_en(std::string_view level) {
  for (const auto& [zh, en] : kLevels) {
    if (level == zh) return std::string(en);
  }
  return std::string(level);
}

std::string sentence_en(const IndicatorVerdict& indicator) {
  std::string text(outcome_name_en(indicator.outcome));
  std::size_t deciding = 0;
  std::size_t met = 0;
  for (const CriterionVerdict& criterion : indicator.criteria) {
    if (!criterion.decides) continue;
    ++deciding;
    if (criterion.outcome == Outcome::met) ++met;
  }
  text += ": " + std::to_string(met) + " of " + std::to_string(deciding) +
          (deciding == 1 ? " criterion" : " criteria") + " met.";
  const CriterionVerdict* leading = leading_criterion(indicator);
  if (leading == nullptr) return text;
  const std::string numbers = value_against_limit(*leading, Language::en);
  if (!numbers.empty()) text += " Criterion " + leading->id + ": " + numbers + ".";
  if (leading->outcome == Outcome::undecided && !leading->missing.empty()) {
    text += " " + std::to_string(leading->missing.size()) +
            (leading->missing.size() == 1 ? " item is missing." : " items are missing.");
  }
  return text;
}

}  // namespace chuangmo::publish
