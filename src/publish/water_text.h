#pragma once
#include <string>

#include "publish/water_report.h"

namespace chuangmo::publish {

// What `water class` prints: one line for each sample, then how many there are of each class; with `explain`
// the indicators of each with their limits, file and row.
std::string water_class_text(const WaterClassReport& report, bool explain);

// What `water annual` prints: one line for each section and year, then rivers and basins, function zones,
// lakes, trends.
std::string water_year_text(const WaterYearReport& report, bool explain);

}  // namespace chuangmo::publish
