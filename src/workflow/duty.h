#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/workflow_settings.h"
#include "model/working_calendar.h"
#include "workflow/duty_share.h"
#include "workflow/obligation.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

// A 进展报告 that the office accepted.
struct AcceptedReport {
  std::string task;
  std::string unit;
  Period period;
  std::string text;
};
// A report says that its part is done by its first words: "已完成" or "已办结". Everything else tells of work
// going on.
bool says_done(std::string_view report);

enum class DutyState {
  not_due,    // no period of it has ended yet
  waiting,    // a period has ended, its report is not yet due
  under_way,  // reported, not done
  done,       // the report of the latest period that ended, of a task done once any report, says so
  overdue     // the report's day has passed; of a task done once: its day has passed and nobody said done
};
std::string_view duty_state_name(DutyState state);  // "not_due" ...
std::string_view duty_state_name_zh(DutyState state);  // "未到期" "待报送" "进行中" "已完成" "已超期"

// One unit's duty and how it stands.
struct DutyStanding {
  DutyShare share;   // its unit is the one that answers now
  std::string text;  // of the task
  Rhythm rhythm = Rhythm::none;
  std::optional<Period> period;  // that `state` speaks of
  std::optional<Date> due;       // of that period
  DutyState state = DutyState::not_due;
  int missed_periods = 0;  // in a row, up to the latest whose day has passed, without an accepted report
};

// A task is done when every lead has said so; cooperating units do not hold it up.
struct TaskStanding {
  std::string task;
  DutyState state = DutyState::not_due;  // the worst of its leads: overdue, waiting, under_way, not_due, done
  std::vector<std::string> waiting_for;  // leads that have not said done
};

struct DutySources {
  const Plan& plan;
  const std::vector<Obligation>&
      obligations;  // rhythm and due day of each report; of dropped ones nothing is owed
  const std::vector<int>& years;
  const std::vector<UnitEdge>& edges;
  const std::vector<AcceptedReport>& reports;
  const WorkflowSettings& settings;
  const WorkingCalendar& calendar;
  Date as_of;
};

std::vector<DutyStanding> duty_standings(const DutySources& sources);  // in the order of the plan
std::vector<TaskStanding> task_standings(const std::vector<DutyStanding>& duties);

}  // namespace chuangmo::workflow
