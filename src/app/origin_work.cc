#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/chasing.h"
#include "app/origin_draft.h"
#include "app/request_state.h"
#include "base/text.h"
#include "publish/documents/chasing_view.h"
#include "publish/documents/period_words.h"
#include "workflow/names.h"
#include "workflow/request_standing.h"

namespace chuangmo::app {

namespace {

using workflow::Request;
using workflow::Slip;
using workflow::Submission;
using workflow::UnitScore;

struct ScoreAspect {
  std::string_view aspect;
  std::string_view zh;
  std::string_view how;
};
constexpr std::array<ScoreAspect, 7> kScoreAspects{
    {{"complete", "数据完整", "已接受的数据项/应报的数据项"},
     {"complete_rate", "完整率", "已接受的数据项占应报数据项"},
     {"on_time", "按期报送", "首次报送不晚于期限的催报/已到期的催报，准予的延期不改期限"},
     {"on_time_rate", "按期率", "首次报送不晚于期限的催报占已到期的催报，准予的延期不改期限"},
     {"days_late", "平均逾期天数", "逾期的日历天数在全部已到期催报上的平均，按期的计 0，没有报送的计到当天"},
     {"returned", "退回次数", "报送被退回的次数"},
     {"corrected", "更正数", "接受以后又更正的数据"}}};

// A request with how it stands that day; every answer to it behind it.
void add_request(const DocumentNumber& number, const Request& request, OriginDraft& draft) {
  const workflow::Work& work = *number.basis.work;
  const RequestState state = request_state(work, request, number.basis.today());
  OriginFact fact;
  fact.kind = "request";
  fact.name = "催报 " + request.id;
  fact.period = request.period.text();
  fact.unit = request.unit;
  fact.value = fmt::format("{}，期限 {}，{} 项", request_state_name_zh(state),
                           workflow::effective_due(request).text(), request.items.size());
  draft.facts.add_counted(std::move(fact), "request:" + request.id);
  const auto answers = work.submissions.find(request.id);
  if (answers == work.submissions.end()) return;
  for (const Submission& answer : answers->second) {
    std::string words = fmt::format("报送 {}（{}）", answer.id, workflow::name_zh_of(answer.state));
    for (const workflow::ReturnReason& reason : answer.reasons) words += "；退回：" + reason.text;
    draft.facts.add(answer, words);
  }
}

std::string score_words(const UnitScore& score) {
  return fmt::format("完整 {}/{}，按期 {}/{}，退回 {}，更正 {}", score.complete.part, score.complete.whole,
                     score.on_time.part, score.on_time.whole, score.returned, score.corrected);
}

void leave_out_all(OriginDraft& draft, const std::vector<std::string>& all, const std::string& why) {
  for (const std::string& each : all) draft.leave_out(each, why);
}

// What told against the unit, of the aspect asked about.
void tell_against(OriginDraft& draft, const UnitScore& score, std::string_view aspect) {
  if (starts_with(aspect, "complete")) leave_out_all(draft, score.lacking, "没有接受的报送");
  if (starts_with(aspect, "on_time") || aspect == "days_late")
    leave_out_all(draft, score.late, "没有按期报送");
  if (aspect == "returned") leave_out_all(draft, score.returns, "被退回");
  if (aspect == "corrected") leave_out_all(draft, score.corrections, "接受以后更正");
}

Result<std::vector<UnitScore>> scores_of(const DocumentNumber& number, int year, OriginDraft& draft) {
  CHUANGMO_TRY(found, scores(number.office, *number.basis.work, year, number.basis.today()));
  draft.take_value(written_values(number.office, number.basis, Period::of_year(year),
                                  [&](ViewValue& view, publish::DocumentSources& sources) {
                                    sources.scores = found;
                                    publish::put_scores(view, sources);
                                  }));
  return found;
}

// Of the requests that count: due, not withdrawn, and the unit answers for something in them.
bool counts_for(const DocumentNumber& number, const Request& request, const UnitScore& score) {
  const Date today = number.basis.today();
  if (request.is_withdrawn || today <= request.due || request.period != score.period) return false;
  return workflow::items_by_unit(request, number.basis.work->edges, today).contains(score.unit);
}

// The period of a request that bindings write so.
std::optional<Period> marked_period(const workflow::Work& work, const std::string& mark) {
  for (const auto& [id, request] : work.requests) {
    if (publish::period_mark(request.period) == mark) return request.period;
  }
  return std::nullopt;
}

OriginFact score_fact(const UnitScore& score) {
  OriginFact fact;
  fact.kind = "score";
  fact.name = score.unit;
  fact.unit = score.unit;
  fact.period = score.period.text();
  fact.value = score_words(score);
  return fact;
}

// The requests that a unit is late with, of all units where none is named.
void add_overdue(const DocumentNumber& number, const std::string& unit, OriginDraft& draft) {
  const workflow::Work& work = *number.basis.work;
  const Date today = number.basis.today();
  for (const auto& [id, request] : work.requests) {
    if (!unit.empty() && request.unit != unit) continue;
    if (is_overdue(request_state(work, request, today), request, today)) add_request(number, request, draft);
  }
}

// Where a slip's matter stands in the log: a duty by the obligation to report it.
std::string object_of(const Slip& slip) {
  constexpr std::string_view kDuty = "duty:";
  if (!starts_with(slip.about, kDuty)) return slip.about;
  const std::vector<std::string> parts = split(slip.about.substr(kDuty.size()), "|");
  return parts.size() == 2 ? "obligation:" + parts[1] + "|report:" + parts[0] : slip.about;
}

void add_slips(const DocumentNumber& number, workflow::SlipColour colour, OriginDraft& draft) {
  for (const Slip& slip : number.basis.slips) {
    if (slip.colour != colour) continue;
    OriginFact fact;
    fact.kind = "slip";
    fact.name = slip.title;
    fact.unit = slip.unit;
    fact.value = fmt::format("{}，期限 {}", slip.reason, slip.due.text());
    fact.file = slip.about;
    draft.facts.add_counted(std::move(fact), object_of(slip));
  }
}

Result<bool> scores_count_origin(const DocumentNumber& number, OriginDraft& draft) {
  CHUANGMO_TRY(found, scores_of(number, number.year, draft));
  draft.origin.what = fmt::format("{}年考核单位数", number.year);
  draft.origin.how = "期限已过、没有撤销的催报，按单位和报送期各计一行";
  for (const UnitScore& score : found) draft.facts.add_counted(score_fact(score), "");
  return true;
}

}  // namespace

Result<bool> score_origin(const DocumentNumber& number, OriginDraft& draft) {
  const std::optional<Period> period = marked_period(*number.basis.work, number.binding.period);
  const auto aspect = std::find_if(kScoreAspects.begin(), kScoreAspects.end(), [&](const ScoreAspect& each) {
    return each.aspect == number.binding.aspect;
  });
  if (!period || aspect == kScoreAspects.end()) return false;
  CHUANGMO_TRY(found, scores_of(number, (period->end - 1).year(), draft));
  const auto score = std::find_if(found.begin(), found.end(), [&](const UnitScore& each) {
    return each.unit == number.binding.subject && each.period == *period;
  });
  if (score == found.end()) return false;
  draft.origin.what = fmt::format("{} {}{}", score->unit, period->text_zh(), aspect->zh);
  draft.origin.how = fmt::format("{}；截至 {}", aspect->how, number.basis.today().text());
  draft.origin.more = fmt::format("chuangmo document make assessment-notice --period {} -o 通报.docx",
                                  (period->end - 1).year());
  for (const auto& [id, request] : number.basis.work->requests) {
    if (counts_for(number, request, *score)) add_request(number, request, draft);
  }
  tell_against(draft, *score, aspect->aspect);
  return true;
}

Result<bool> overdue_origin(const DocumentNumber& number, OriginDraft& draft) {
  const std::string& unit = number.binding.subject;
  const bool is_of_requests = number.binding.period == "requests" && number.binding.aspect.empty();
  const auto& requests = number.basis.work->requests;
  const bool is_known = std::any_of(requests.begin(), requests.end(),
                                    [&](const auto& each) { return each.second.unit == unit; });
  if (!is_of_requests || !is_known) return false;
  draft.origin.what = unit + "逾期的催报件数";
  draft.origin.how =
      fmt::format("截至 {} 过了期限还没有报送，或退回后没有重报的催报", number.basis.today().text());
  draft.origin.more = fmt::format("chuangmo document make reminder --unit {} -o 催办单.docx", unit);
  add_overdue(number, unit, draft);
  draft.origin.value = "0";  // documents list those only who are late
  draft.take_value(number.basis.chasing);
  return true;
}

Result<bool> work_count_origin(const DocumentNumber& number, OriginDraft& draft) {
  const std::string& what = number.binding.subject;
  if (what == "scores") return scores_count_origin(number, draft);
  const auto take = [&] {
    draft.take_value(number.basis.chasing);
    draft.origin.more = "chuangmo document make monthly-bulletin -o 简报.docx";
  };
  if (what == "units.overdue") {
    draft.origin.what = "有逾期催报的单位数";
    draft.origin.how = fmt::format("截至 {} 有催报过了期限还没有报送、或退回后没有重报的单位，一个单位计一次",
                                   number.basis.today().text());
    add_overdue(number, "", draft);
    take();
    return true;
  }
  for (const workflow::SlipColour colour :
       {workflow::SlipColour::red, workflow::SlipColour::yellow, workflow::SlipColour::blue}) {
    if (what != fmt::format("slips.{}", workflow::slip_colour_name(colour))) continue;
    draft.origin.what = std::string(workflow::slip_colour_name_zh(colour)) + "件数";
    draft.origin.how = fmt::format("截至 {} 的催报、任务和督办事项", number.basis.today().text());
    add_slips(number, colour, draft);
    take();
    return true;
  }
  return indicator_count_origin(number, draft);
}

}  // namespace chuangmo::app
