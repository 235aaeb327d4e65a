#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "publish/chart.h"

namespace chuangmo::publish {

// One grid of months and days per year, a coloured cell per day; days that do not attain carry a dot, so that
// colour is not all that tells them apart. With the legend.
std::string calendar_html(const Chart& chart);

// Days per level and month.
std::string calendar_table(const Chart& chart);

// Position of a level in the chart's list; the list's size when there is no such level (no valid value).
std::size_t level_index(const Chart& chart, std::string_view key);

}  // namespace chuangmo::publish
