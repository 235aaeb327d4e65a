#include "publish/page_words.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::array<std::string_view, 4> kOutcomes{"Met", "Not met", "Undecided", "Not due"};
constexpr std::array<std::string_view, 5> kConfidences{
    "text of the standard", "two or more sources", "one source", "inferred from data", "from memory only"};
constexpr std::array<std::string_view, 11> kTaskKinds{
    "works",      "data supply", "publication", "governance", "survey",     "emergency",
    "monitoring", "enforcement", "education",   "assessment", "designation"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kGroups{
    {{"基本条件", "Basic conditions"},
     {"经济社会", "Economy"},
     {"环境质量", "Environment"},
     {"环境建设", "Infrastructure"},
     {"环境管理", "Management"}}};

// Units that are Chinese words.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kUnits{
    {{"天", "days"},
     {"d", "days"},
     {"个百分点", "percentage points"},
     {"个月", "months"},
     {"项", "items"},
     {"级", "classes"},
     {"起", "cases"},
     {"次", "times"},
     {"人", "persons"}}};

std::string english_unit(std::string_view unit) {
  for (const auto& [zh, en] : kUnits) {
    if (unit == zh) return std::string(en);
  }
  return std::string(unit);
}

std::string english_room(const Reachability& reachable) {
  if (reachable.room.empty()) return "";
  const bool is_short = reachable.room.front() == '-';
  const std::string number = written_number(is_short ? reachable.room.substr(1) : reachable.room);
  const std::string unit = english_unit(reachable.room_unit);
  const std::string amount = unit == "%" ? number + "%" : trim(number + " " + unit);
  return is_short ? "short by " + amount : "room left: " + amount;
}

}  // namespace

std::string both(std::string_view zh, std::string_view en) {
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

std::string_view outcome_name_en(Outcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}
std::string_view confidence_name_en(Confidence confidence) {
  return kConfidences[static_cast<std::size_t>(confidence)];
}
std::string_view task_kind_name_en(TaskKind kind) {
  return kTaskKinds[static_cast<std::size_t>(kind)];
}

std::string group_name_en(std::string_view group) {
  for (const auto& [zh, en] : kGroups) {
    if (starts_with(group, zh)) return std::string(en);
  }
  return std::string(group);
}

std::string reach_zh(const CriterionVerdict& criterion) {
  const Reachability& reachable = criterion.reachable;
  if (!reachable.applicable) return "";
  if (!reachable.reachable) return "已不可能达标";
  if (reachable.safe) return "达标已成定局";
  return criterion.outcome == Outcome::met ? "须保持到期末" : "仍来得及";
}

std::string reach_en(const CriterionVerdict& criterion) {
  const Reachability& reachable = criterion.reachable;
  if (!reachable.applicable) return "";
  std::string_view state = criterion.outcome == Outcome::met ? "to be kept up" : "still reachable";
  if (reachable.safe) state = "secured";
  if (!reachable.reachable) state = "can no longer be met";
  const std::string room = english_room(reachable);
  return room.empty() ? std::string(state) : std::string(state) + "; " + room;
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
  const std::string numbers = value_against_limit(*leading);
  if (!numbers.empty()) text += " Criterion " + leading->id + ": " + numbers + ".";
  if (leading->outcome == Outcome::undecided && !leading->missing.empty()) {
    text += " " + std::to_string(leading->missing.size()) +
            (leading->missing.size() == 1 ? " item is missing." : " items are missing.");
  }
  return text;
}

}  // namespace chuangmo::publish
