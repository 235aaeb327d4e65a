#pragma once
#include <string>

#include "publish/chart.h"

namespace chuangmo::publish {

// Inline SVG without ids, scripts or fonts of its own. The drawing is hidden from screen readers:
// chart_table() is its text alternative.
std::string chart_svg(const Chart& chart);

// What is drawn of a trend or of bars, without the <svg> around it; marker and line of a series, for a
// legend.
std::string chart_drawing(const Chart& chart);
std::string series_sign(std::size_t series, double x, double y);

// The chart's numbers as an HTML table (a calendar as days per level and month).
std::string chart_table(const Chart& chart);

}  // namespace chuangmo::publish
