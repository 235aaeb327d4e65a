#pragma once
#include <vector>

#include "app/office.h"
#include "workflow/coverage.h"
#include "workflow/duty.h"
#include "workflow/slip.h"

namespace chuangmo::app {

// The state of the work laid beside the plan and the pack, as of a day.
// Readings come as files, not in submissions: a request for nothing else is answered when an import of each
// of its sets came since its window opened.
bool are_readings_in(const workflow::Work& work, const workflow::Request& request);
workflow::RequestStandings request_standings(const workflow::Work& work);
Result<std::vector<workflow::CoverageRow>> coverage(Office& office, const workflow::Work& work, Date as_of);
Result<std::vector<workflow::DutyStanding>> duties(Office& office, const workflow::Work& work, Date as_of);
Result<std::vector<workflow::Slip>> slips(Office& office, const workflow::Work& work, Date as_of);

}  // namespace chuangmo::app
