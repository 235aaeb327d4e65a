#pragma once
#include <string>

#include "publish/chart.h"

namespace chuangmo::publish {

// As small as a word: a line (trend), the places in ascending order (bars), the share of good days per month
// (calendar).
// "" with fewer than two values.
std::string sparkline_svg(const Chart& chart);

}  // namespace chuangmo::publish
