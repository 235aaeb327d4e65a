#pragma once
#include <string>

#include "publish/water_report.h"

namespace chuangmo::publish {

// docs/formats/water.md shows the keys. `explain` adds the indicators of each row with their readings.
std::string water_class_json(const WaterClassReport& report, bool explain);
std::string water_year_json(const WaterYearReport& report, bool explain);

}  // namespace chuangmo::publish
