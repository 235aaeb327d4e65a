#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/workflow_settings.h"
#include "model/working_calendar.h"
#include "workflow/duty.h"
#include "workflow/matter.h"
#include "workflow/request_standing.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

enum class SlipColour { blue, yellow, red };
std::string_view slip_colour_name(SlipColour colour);     // "blue" "yellow" "red"
std::string_view slip_colour_name_zh(SlipColour colour);  // "蓝色提醒" "黄色预警" "红色督办"
std::string_view escalation_level_name(EscalationLevel level);  // "unit" "unit_head" "office" "leader"
std::string_view escalation_level_name_zh(
    EscalationLevel level);  // "填报人" "单位负责人" "创模办" "分管领导"

// 三色催办单: that something is near its day, behind, or overdue.
struct Slip {
  std::string about;  // "request:市统计局|2010" "duty:10.7|市水务局" "matter:matter-3"
  std::string unit;   // who has to act now
  SlipColour colour = SlipColour::blue;
  Date due;
  int overdue_working_days = 0;                   // of red ones
  EscalationLevel level = EscalationLevel::unit;  // how far up it is told
  std::string title;
  std::string reason;  // 中文
  friend bool operator==(const Slip&, const Slip&) = default;
};
// What tells one state of a slip from another: "red:office:request:市统计局|2010".
std::string slip_key(const Slip& slip);

struct SlipSources {
  const WorkflowSettings& settings;
  const WorkingCalendar& calendar;
  const std::vector<UnitEdge>& edges;
  Date as_of;
};

// Requests that wait for their unit. Red: the day has passed, leave counted. Yellow: much of the window is
// gone, or it was returned and not handed in again (SlipThresholds). Blue: the day is near. A slip for each
// unit that answers for some of its items.
std::vector<Slip> request_slips(const std::vector<Request>& requests, const RequestStandings& standings,
                                const SlipSources& sources);
// Duties: red, yellow for tasks with a day of their own that are not done; yellow for recurring ones whose
// reports stay away.
std::vector<Slip> duty_slips(const std::vector<DutyStanding>& duties, const SlipSources& sources);
// 13710: red when it is not settled in time, yellow when studying or answering is late, blue before.
std::vector<Slip> matter_slips(const std::vector<Matter>& matters, const SlipSources& sources);

void sort_slips(std::vector<Slip>& slips);  // red first, then by day, unit, about
EscalationLevel escalation_level(const std::vector<EscalationStep>& steps, int overdue_working_days);

// The text of one slip, without date of issue: same slip, same bytes.
std::string slip_text(const Slip& slip);

}  // namespace chuangmo::workflow
