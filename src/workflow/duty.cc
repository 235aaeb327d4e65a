#include "workflow/duty.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "workflow/rhythm.h"
#include "workflow/unit_edges.h"

namespace chuangmo::workflow {
namespace {

struct StateRow {
  std::string_view english;
  std::string_view chinese;
  int urgency;  // which of several leads speaks for the task
};
constexpr std::array<StateRow, 5> kStates{{{"not_due", "未到期", 1},
                                           {"waiting", "待报送", 3},
                                           {"under_way", "进行中", 2},
                                           {"done", "已完成", 0},
                                           {"overdue", "已超期", 4}}};
constexpr std::array<std::string_view, 2> kDoneWords{"已完成", "已办结"};

const StateRow& row_of(DutyState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

// What one unit owes about one task, and what it has told.
struct Reporting {
  const Obligation* obligation = nullptr;
  std::vector<const AcceptedReport*> reports;
};
using Reportings =
    std::map<std::pair<std::string, std::string>, Reporting>;  // by task and unit that answers now

Reportings reportings_of(const DutySources& sources) {
  Reportings reportings;
  for (const Obligation& obligation : sources.obligations) {
    if (obligation.item.kind != ItemKind::report || obligation.state == ObligationState::dropped) continue;
    const std::string unit =
        unit_at(sources.edges, obligation.unit, item_text(obligation.item), sources.as_of);
    reportings[{obligation.item.key, unit}].obligation = &obligation;
  }
  for (const AcceptedReport& report : sources.reports) {
    const Item item{ItemKind::report, report.task};
    const std::string unit = unit_at(sources.edges, report.unit, item_text(item), sources.as_of);
    reportings[{report.task, unit}].reports.push_back(&report);
  }
  return reportings;
}

const AcceptedReport* report_of(const Reporting& reporting, const Period& period) {
  const AcceptedReport* found = nullptr;  // the last one accepted counts
  for (const AcceptedReport* report : reporting.reports)
    if (report->period == period) found = report;
  return found;
}

void judge_once(DutyStanding& duty, const Reporting& reporting, const DutySources& sources,
                const Period& whole) {
  const bool has_day = reporting.obligation->due.fixed.has_value();
  duty.period = whole;
  duty.due = due_day(reporting.obligation->due, whole, sources.calendar);
  const AcceptedReport* report = reporting.reports.empty() ? nullptr : reporting.reports.back();
  if (report != nullptr && says_done(report->text))
    duty.state = DutyState::done;
  else if (sources.as_of > *duty.due)
    duty.state = DutyState::overdue;
  else if (report != nullptr)
    duty.state = DutyState::under_way;
  else
    duty.state = has_day || whole.end <= sources.as_of ? DutyState::waiting : DutyState::not_due;
}

void judge_recurring(DutyStanding& duty, const Reporting& reporting, const DutySources& sources) {
  for (const Period& period : periods_of(duty.rhythm, sources.years)) {
    if (period.end > sources.as_of) break;
    const Date due = due_day(reporting.obligation->due, period, sources.calendar);
    const AcceptedReport* report = report_of(reporting, period);
    const bool is_late = sources.as_of > due;
    duty.period = period;
    duty.due = due;
    if (report != nullptr)
      duty.state = says_done(report->text) ? DutyState::done : DutyState::under_way;
    else
      duty.state = is_late ? DutyState::overdue : DutyState::waiting;
    if (report != nullptr)
      duty.missed_periods = 0;
    else if (is_late)
      ++duty.missed_periods;
  }
}

DutyStanding standing_of(const DutySources& sources, const Reportings& reportings, const Task& task,
                         const DutyShare& share) {
  DutyStanding duty;
  duty.share = share;
  duty.share.unit =
      unit_at(sources.edges, share.unit, item_text({ItemKind::report, share.task}), sources.as_of);
  duty.text = task.text;
  const auto found = reportings.find({share.task, duty.share.unit});
  if (found == reportings.end() || found->second.obligation == nullptr) return duty;
  duty.rhythm = found->second.obligation->rhythm;
  const std::vector<Period> periods = periods_of(duty.rhythm, sources.years);
  if (periods.empty()) return duty;
  if (duty.rhythm == Rhythm::once)
    judge_once(duty, found->second, sources, periods.front());
  else
    judge_recurring(duty, found->second, sources);
  return duty;
}

}  // namespace

bool says_done(std::string_view report) {
  const std::string text = trim(report);
  return std::any_of(kDoneWords.begin(), kDoneWords.end(),
                     [&](std::string_view word) { return starts_with(text, word); });
}

std::string_view duty_state_name(DutyState state) {
  return row_of(state).english;
}
std::string_view duty_state_name_zh(DutyState state) {
  return row_of(state).chinese;
}

std::vector<DutyStanding> duty_standings(const DutySources& sources) {
  std::map<std::string, const Task*> tasks;
  for (const PlanIndicator& indicator : sources.plan.indicators)
    for (const Task& task : indicator.tasks) tasks.emplace(task.label, &task);
  const Reportings reportings = reportings_of(sources);
  std::vector<DutyStanding> duties;
  for (const DutyShare& share : duty_shares(sources.plan).shares)
    duties.push_back(standing_of(sources, reportings, *tasks.at(share.task), share));
  return duties;
}

std::vector<TaskStanding> task_standings(const std::vector<DutyStanding>& duties) {
  std::vector<TaskStanding> tasks;
  for (const DutyStanding& duty : duties) {
    if (duty.share.role != DutyRole::lead) continue;
    if (tasks.empty() || tasks.back().task != duty.share.task)
      tasks.push_back({duty.share.task, DutyState::done, {}});
    TaskStanding& task = tasks.back();
    if (row_of(duty.state).urgency > row_of(task.state).urgency) task.state = duty.state;
    if (duty.state != DutyState::done) task.waiting_for.push_back(duty.share.unit);
  }
  return tasks;
}

}  // namespace chuangmo::workflow
