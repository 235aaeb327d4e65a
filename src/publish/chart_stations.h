#pragma once
#include <string>
#include <vector>

#include "publish/monitoring.h"

namespace chuangmo::publish {

// The stations of a pollutant against its limit and the city's mean: a row each with a bar per year (the last
// three), the last year's mean and its valid days. A mean of too few days is a dashed bar and stands in
// brackets.
std::string stations_html(const PollutantPanel& panel);
std::string stations_legend(const std::vector<PollutantPanel>& panels);

// Every pollutant, station and year with its valid days.
std::string stations_table(const std::vector<PollutantPanel>& panels);

}  // namespace chuangmo::publish
