#pragma once
#include "app/water_files.h"
#include "methods/water_assessment.h"

namespace chuangmo::app {

// What every year of the files says (环办〔2011〕22号): of each section the means of the year, class, main
// pollutants, attainment of its function zone by month, the trophic index of lakes; rivers and basins; trends
// over five years and more. A month's value is the mean of its samples, the year's the mean of its months.
// Failures of read_water_files.
Result<publish::WaterYearReport> water_years(const Library& library, const WaterRequest& request);

// One section in one year on the way there.
struct WaterSectionYear {
  const WaterSection* section = nullptr;
  int year = 0;
  WaterRules rules;
  std::vector<std::string> required;      // indicators that take part and were measured
  std::map<std::string, Rational> means;  // of enough months
  methods::WaterClass water;              // by them, against the class exceedance is measured from
};

// Rivers and basins by their sections of one year; sections of lakes are not among them. Ordered: rivers,
// basins; by name, year.
std::vector<publish::WaterRiverRow> water_rivers(const Library& library,
                                                 const std::vector<WaterSectionYear>& years);

// Spearman's rank correlation of the means of each section and indicator with the years.
std::vector<publish::WaterTrendRow> water_trends(const Library& library,
                                                 const std::vector<WaterSectionYear>& years);

std::vector<publish::WaterPollutant> told(const Library& library,
                                          const std::vector<methods::MainPollutant>& pollutants);

}  // namespace chuangmo::app
