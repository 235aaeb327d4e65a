#include <array>
#include <fmt/format.h>

#include "app/origin_draft.h"
#include "base/text.h"
#include "publish/verdict_words.h"

namespace chuangmo::app {

namespace {

constexpr std::array<AspectName, 1> kVerdictAspects{{{"outcome", "判定"}}};
constexpr std::array<AspectName, 4> kCriterionAspects{
    {{"value", "实测值"}, {"limit", "要求"}, {"room", "余量"}, {"outcome", "判定"}}};

void explain(const DocumentNumber& number, const CriterionVerdict& criterion, OriginDraft& draft) {
  draft.origin.how += (draft.origin.how.empty() ? "" : "；") + how_judged(criterion, number.basis.rules);
  draft.facts.add(criterion.trace);
  for (const MissingItem& item : criterion.missing)
    draft.leave_out(fmt::format("{} {}", item.name, item.period), item.reason);
}

bool verdict_origin(const DocumentNumber& number, const IndicatorVerdict& indicator, OriginDraft& draft) {
  draft.origin.what = fmt::format("指标{} {}", indicator.number, indicator.name);
  for (const CriterionVerdict& criterion : indicator.criteria) explain(number, criterion, draft);
  return true;
}

OriginFact verdict_fact(const IndicatorVerdict& indicator) {
  OriginFact fact;
  fact.kind = "verdict";
  fact.name = fmt::format("指标{} {}", indicator.number, indicator.name);
  fact.value = std::string(outcome_name_zh(indicator.outcome)) +
               (indicator.sentence.empty() ? "" : "：" + indicator.sentence);
  return fact;
}

}  // namespace

Result<bool> standing_origin(const DocumentNumber& number, OriginDraft& draft) {
  // Of a form without a period its aspect stands in that place.
  const std::string& aspect = number.binding.period;
  const bool is_whole = number.binding.kind == "verdict";
  const std::string_view name =
      is_whole ? aspect_name(kVerdictAspects, aspect) : aspect_name(kCriterionAspects, aspect);
  if (name.empty()) return false;
  const Evaluation& judged = number.basis.judgement.evaluation;
  for (const IndicatorVerdict& indicator : judged.indicators) {
    bool is_found = is_whole && std::to_string(indicator.number) == number.binding.subject &&
                    verdict_origin(number, indicator, draft);
    for (const CriterionVerdict& criterion : indicator.criteria) {
      if (is_whole || criterion.id != number.binding.subject) continue;
      draft.origin.what = "判据" + criterion.id + " " + criterion.name;
      explain(number, criterion, draft);
      is_found = true;
    }
    if (!is_found) continue;
    draft.origin.what += fmt::format(" 截至{}的{}", judged.as_of.text(), name);
    draft.origin.more = fmt::format("chuangmo explain {}", indicator.number);
    draft.take_value(number.basis.standing);
    return true;
  }
  return false;
}

Result<bool> indicator_count_origin(const DocumentNumber& number, OriginDraft& draft) {
  constexpr std::string_view kEach = "indicators";
  const std::string& what = number.binding.subject;
  const Evaluation& judged = number.basis.judgement.evaluation;
  std::optional<Outcome> wanted;
  for (const Outcome outcome : {Outcome::met, Outcome::not_met, Outcome::undecided, Outcome::not_due}) {
    if (what == fmt::format("{}.{}", kEach, outcome_name(outcome))) wanted = outcome;
  }
  if (!wanted && what != kEach) return false;
  draft.origin.what = wanted ? std::string(outcome_name_zh(*wanted)) + "的指标数" : "考核指标数";
  draft.origin.how =
      wanted ? fmt::format("截至{}判定为“{}”的指标", judged.as_of.text(), outcome_name_zh(*wanted))
             : "指标包中的指标";
  draft.origin.more = "chuangmo evaluate";
  draft.take_value(number.basis.standing);
  for (const IndicatorVerdict& indicator : judged.indicators) {
    if (!wanted || indicator.outcome == *wanted) draft.facts.add_counted(verdict_fact(indicator), "");
  }
  return true;
}

}  // namespace chuangmo::app
