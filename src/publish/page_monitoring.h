#pragma once
#include <string>

#include "publish/scoreboard_html.h"

namespace chuangmo::publish {

// The section 监测: calendar of days by level, months, stations, water classes, noise; a table behind every
// drawing.
// "" when nothing was measured.
std::string monitoring_html(const ScoreboardPage& page);

// Its drawings alone: the pollutants by month and by station, what the classes of water mean, the years of
// noise.
std::string months_panels(const AirMonitoring& air);
std::string stations_panels(const AirMonitoring& air);
std::string classes_legend(const WaterMonitoring& water);
std::string noise_table(const NoiseMonitoring& noise);

// The same in a few lines near the top, leading to it.
std::string monitoring_card(const ScoreboardPage& page);

}  // namespace chuangmo::publish
