#include "workflow/clock_13710.h"

#include <algorithm>
#include <array>

namespace chuangmo::workflow {
namespace {

constexpr int kMonthsOfYear = 12;

struct StageName {
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array<StageName, 4> kStages{
    {{"study", "研究"}, {"answer", "反馈"}, {"settle", "办结"}, {"closed", "已办结"}}};

Date months_after(Date date, int months) {
  const YearMonthDay at = date.civil();
  const int index = at.month - 1 + months;
  const int year = at.year + index / kMonthsOfYear;
  const int month = index % kMonthsOfYear + 1;
  return Date::of(year, month, std::min(at.day, days_in_month(year, month)));
}

MatterStage stage_of(const Matter& matter) {
  if (matter.settled_at) return MatterStage::closed;
  if (matter.answered_at) return MatterStage::settle;
  return matter.studied_at ? MatterStage::answer : MatterStage::study;
}

}  // namespace

std::string_view matter_stage_name(MatterStage stage) {
  return kStages.at(static_cast<std::size_t>(stage)).english;
}
std::string_view matter_stage_name_zh(MatterStage stage) {
  return kStages.at(static_cast<std::size_t>(stage)).chinese;
}

MatterClock clock_13710(const Matter& matter, const MatterTerms& terms, const WorkingCalendar& calendar,
                        Date as_of) {
  const Date opened = matter.opened_at.date();
  MatterClock clock;
  clock.study_by = calendar.after(opened, terms.study_working_days);
  clock.answer_by = calendar.after(opened, terms.answer_working_days);
  clock.settle_by = matter.is_hard ? calendar.after(months_after(opened, terms.hard_months), 0)
                                   : calendar.after(opened, terms.settle_working_days);
  clock.stage = stage_of(matter);
  clock.stage_by = clock.stage == MatterStage::study    ? clock.study_by
                   : clock.stage == MatterStage::answer ? clock.answer_by
                                                        : clock.settle_by;
  clock.is_overdue = clock.stage != MatterStage::closed && as_of > clock.stage_by;
  clock.overdue_working_days = clock.is_overdue ? calendar.between(clock.stage_by, as_of) : 0;
  return clock;
}

std::map<std::string, int> open_matters(const std::vector<Matter>& matters) {
  std::map<std::string, int> counts;
  for (const Matter& matter : matters)
    if (!matter.settled_at) ++counts[matter.unit];
  return counts;
}

}  // namespace chuangmo::workflow
