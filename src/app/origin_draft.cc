#include "app/origin_draft.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::app {

void OriginDraft::take_value(const std::map<std::string, std::string>& written) {
  const auto found = written.find(binding_);
  if (found != written.end()) origin.value = found->second;
}

void OriginDraft::leave_out(std::string what, std::string why) {
  ++origin.left_out_count;
  if (origin.left_out.size() < kMostLeftOut) origin.left_out.push_back({std::move(what), std::move(why)});
}

NumberOrigin OriginDraft::done() {
  constexpr const char* kNothing = "—";
  if (origin.value.empty()) origin.value = kNothing;
  origin.fact_count = facts.count();
  origin.facts = facts.take();
  return std::move(origin);
}

std::string resting_on(const std::vector<const Citation*>& citations) {
  std::vector<std::string> words;
  for (const Citation* each : citations) {
    if (each == nullptr) continue;
    std::string text = publish::citation_words(*each);
    if (std::find(words.begin(), words.end(), text) == words.end()) words.push_back(std::move(text));
  }
  return words.empty() ? "" : "依据 " + join(words, "、");
}

std::string how_made(const TraceNode& node) {
  std::vector<std::string> parts{publish::node_words(node, nullptr)};
  for (const publish::ShownDetail& each : publish::shown_details(node))
    parts.push_back(fmt::format("{} {}", each.zh, each.value));
  if (node.citation) parts.push_back(resting_on({&*node.citation}));
  return join(parts, "；");
}

std::string how_judged(const CriterionVerdict& criterion, const publish::RuleGlossary& rules) {
  const publish::RuleWords* words = publish::words_of(rules, criterion.id);
  std::string how = words == nullptr ? criterion.rule : words->sentence;
  if (!criterion.editions.empty()) how += "（" + join(criterion.editions, "、") + "）";
  return how;
}

}  // namespace chuangmo::app
