#pragma once
#include <string>

#include "publish/chart.h"

namespace chuangmo::publish {

// Inline SVG without ids, scripts or fonts of its own. The drawing is hidden from screen readers:
// chart_table() is its text alternative.
std::string chart_svg(const Chart& chart);

// The chart's numbers as an HTML table (a calendar as days per level and month).
std::string chart_table(const Chart& chart);

}  // namespace chuangmo::publish
