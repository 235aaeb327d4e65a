#pragma once
#include <string>
#include <vector>

#include "publish/scoreboard_html.h"

namespace chuangmo::publish {

// Who must act, on what, by when: one line per indicator that is not met or cannot be decided, the overdue
// first.
std::string actions_html(const ScoreboardPage& page);

// The units that lead tasks of an indicator, those with the most first; none without a plan.
std::vector<std::string> leading_units(const Plan* plan, int indicator);

}  // namespace chuangmo::publish
