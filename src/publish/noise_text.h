#pragma once
#include <string>

#include "model/noise_report.h"

namespace chuangmo::publish {

// Means with their grades, attainment by zone class; the places where there is neither, or with `explain`,
// which adds each measurement with file and row.
std::string noise_text(const NoiseReport& report, bool explain);

}  // namespace chuangmo::publish
