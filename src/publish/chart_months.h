#pragma once
#include <string>
#include <vector>

#include "publish/monitoring.h"

namespace chuangmo::publish {

// How the months of a pollutant went: a line of monthly means, the annual mean as a step over its year with
// its number above, the limit in force each year. A month of too few days is a hollow mark, one without any a
// gap.
std::string months_svg(const PollutantPanel& panel);
std::string months_legend();

// All pollutants side by side: months, and after December the year.
std::string months_table(const std::vector<PollutantPanel>& panels);

// "二氧化硫 SO2" and "SO2".
std::string pollutant_name(const PollutantPanel& panel);
// "2011 · 0.0618 mg/m³ ≤ 0.06 ▲ · 365 d": the number with what stands behind it, for a title.
std::string year_title(const MeasuredYear& year, const std::string& unit);

}  // namespace chuangmo::publish
