#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "publish/chart.h"

namespace chuangmo::publish {

// Inline SVG without ids, scripts or fonts of its own; colours come from the page's style by class. The
// drawing is hidden from screen readers: chart_table() is its text alternative.
std::string chart_svg(const Chart& chart);

// The chart's numbers as an HTML table (a calendar as days per level and month).
std::string chart_table(const Chart& chart);

// A line (trend), bars (bars) or the share of good days per month (calendar) as small as a word; "" with too
// few points.
std::string sparkline_svg(const Chart& chart);

// A number for drawing out of what people read: "1,234.5 t", "83.2%", "7/3"; nothing when it is not a number.
std::optional<double> drawn_number(std::string_view text);

// A coordinate with at most one decimal.
std::string px(double value);

// The fill of a calendar level: its own colour or one by its place.
std::string level_colour(const Chart& chart, std::size_t level);

}  // namespace chuangmo::publish
