#pragma once
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "model/workflow_settings.h"
#include "model/working_calendar.h"
#include "workflow/obligation.h"

namespace chuangmo::workflow {

std::string_view rhythm_name_zh(Rhythm rhythm);  // "每年" "每季度" ... "一次性"
Rhythm rhythm_of(PeriodKind kind);               // year -> annual; kinds nobody reports in: annual
bool is_finer(Rhythm a, Rhythm b);  // monthly is finer than annual; none and on_event are coarsest

// The periods of a rhythm whose last day falls in one of `years`, ascending: a school year and a week belong
// to the year they end in, weeks run Monday to Sunday. `once` is one span from the first year's first day to
// the last year's last; `none` and `on_event` have no periods.
std::vector<Period> periods_of(Rhythm rhythm, const std::vector<int>& years);

// What a rhythm's settings say; all zeros where they say nothing.
DueRule default_due(const WorkflowSettings& settings, Rhythm rhythm);

// A fixed day stands as it is written, working day or not; for periods that recur it is the next such day
// from the period's last on: 15 March 2010 is 15 March 2011 for the year 2010. A counted day that falls on a
// day off moves to the next working day.
Date due_day(const DueRule& rule, const Period& period, const WorkingCalendar& calendar);

// From when to when something can be handed in without an exception: opens <= due <= closes, and not before
// its period begins.
struct HandInWindow {
  Date opens;
  Date due;
  Date closes;
  friend bool operator==(const HandInWindow&, const HandInWindow&) = default;
};
HandInWindow hand_in_window(const Period& period, Rhythm rhythm, const DueRule& rule,
                            const WorkflowSettings& settings, const WorkingCalendar& calendar);

}  // namespace chuangmo::workflow
