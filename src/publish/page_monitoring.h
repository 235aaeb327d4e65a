#pragma once
#include <string>

#include "publish/scoreboard_html.h"

namespace chuangmo::publish {

// The section 监测: calendar of days by level, months, stations, water classes, noise; a table behind every
// drawing.
// "" when nothing was measured.
std::string monitoring_html(const ScoreboardPage& page);

// The same in a few lines near the top, leading to it.
std::string monitoring_card(const ScoreboardPage& page);

}  // namespace chuangmo::publish
