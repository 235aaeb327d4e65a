#pragma once
#include <map>
#include <string>

#include "model/day_sum.h"
#include "model/standard.h"

namespace chuangmo::app {

// For every parameter that an HJ 663 judges by a daily maximum of running means: their hours, and how many of
// them a valid one has. Where editions differ, those of the last; a day of another is found from its hours.
std::map<std::string, WindowRule> window_rules(const Standards& standards);

}  // namespace chuangmo::app
