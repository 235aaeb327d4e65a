#pragma once
#include <string>
#include <vector>

#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/chart.h"
#include "publish/monitoring.h"

// Invented verdicts for the tests of this room: 26 indicators with every outcome, long names, gaps and big
// traces.
namespace chuangmo::publish::sample {

Pack pack();
Plan plan();
Evaluation evaluation();
std::vector<Chart> charts();
// Three years of air, sections, sources and noise, with all that can go wrong in them: days without a value,
// days to come, a year over its limit, a station of too few days, a control point, a section worse than its
// target.
Monitoring monitoring();

// A tree of depth levels with `width` children each, with origins and a doubtful citation.
TraceNode tree(int levels, int width);

// The annual mean of a year's SO2 against its limit: twelve months, three days of two stations with 24 hours
// each, one of them a gap. `mean` in ug/m3; the limit is 60.
TraceNode annual_mean_year(const std::string& year, int mean);
// Years of that, the first 2001; year `failing` (from 0) is beyond the limit.
TraceNode annual_mean_years(int years, int failing);

}  // namespace chuangmo::publish::sample
