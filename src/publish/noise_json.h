#pragma once
#include <string>

#include "model/noise_report.h"

namespace chuangmo::publish {

// docs/formats/noise.md, "JSON". With `explain`, every place lists its measurements with file and row.
std::string noise_json(const NoiseReport& report, bool explain);

}  // namespace chuangmo::publish
