#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "publish/chart.h"

namespace chuangmo::publish {

// Where values fall on a drawing, and how they are written on it.

inline constexpr double kChartWidth = 560;
inline constexpr double kChartHeight = 230;
inline constexpr double kChartLeft = 52;
inline constexpr double kChartRight = 18;
inline constexpr double kChartTop = 30;
inline constexpr double kChartBottom = 30;

struct Axis {
  double low = 0;
  double high = 1;
  double step = 1;
  double top = kChartTop;  // where `high` and `low` are drawn
  double bottom = kChartHeight - kChartBottom;
  double y(double value) const;
  int steps() const;
};
// From zero to a round number with room above the highest value.
Axis axis_from_zero(double high, double top, double bottom);
// A trend may leave zero out where the values are close together; bars never may.
Axis axis_of(const Chart& chart);

// What is drawn for a point: its value, or what it is of its limit or of the first year, in per cent.
std::optional<double> drawn_value(const Chart& chart, const ChartSeries& series, std::size_t point);
// The limit line that all points share; of a chart drawn in per cent of limits it is 100.
std::optional<double> drawn_limit(const Chart& chart);

// Few digits, as markup in both languages: "85.48", "11.85万" and "118,540".
std::string axis_number(double value);
std::string tick_number(double value, double step);

}  // namespace chuangmo::publish
