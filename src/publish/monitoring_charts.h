#pragma once
#include <vector>

#include "publish/monitoring.h"

namespace chuangmo::publish {

// What was measured, of the station sets that an indicator asks about, as charts of one form: calendars, days
// of each level, months and stations of each pollutant, classes of sections, means of noise.
std::vector<Chart> monitoring_charts(const Monitoring& monitoring, int indicator);

}  // namespace chuangmo::publish
