#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "publish/chart.h"
#include "publish/monitoring.h"

namespace chuangmo::publish {

// One grid of months and days per year with the days of each level beside it. A day is a coloured cell whose
// form tells the level as well: the best one is round, days that do not attain carry one pip more from level
// to level, a day without a valid value is an empty cell with a stroke. `good_days` adds how many days were
// good.
std::string calendar_html(const Chart& chart, const std::vector<GoodDays>& good_days = {});

// Days per level and month, then the index and the primary pollutants of every day.
std::string calendar_table(const Chart& chart);

// "优良 316 天 · 86.5753%", with the days nobody knows and those to come.
std::string good_days_words(const GoodDays& days);

// Position of a level in the chart's list; the list's size when there is no such level (no valid value).
std::size_t level_index(const Chart& chart, std::string_view key);

// The colour a level is drawn in: its own, else one by its place in the list.
std::string level_colour(const Chart& chart, std::size_t level);

}  // namespace chuangmo::publish
