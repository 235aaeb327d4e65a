#pragma once
#include <string>

#include "publish/chart.h"

namespace chuangmo::publish {

// As small as a word: a line (trend) or the places in ascending order (bars). "" with fewer than two values.
std::string sparkline_svg(const Chart& chart);

}  // namespace chuangmo::publish
