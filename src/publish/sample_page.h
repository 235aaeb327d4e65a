#pragma once
#include <string>
#include <vector>

#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/chart.h"

// Invented verdicts for the tests of this room: 26 indicators with every outcome, long names, gaps and big
// traces.
namespace chuangmo::publish::sample {

Pack pack();
Plan plan();
Evaluation evaluation();
std::vector<Chart> charts();

// A tree of depth levels with `width` children each, with origins and a doubtful citation.
TraceNode tree(int levels, int width);

}  // namespace chuangmo::publish::sample
