#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "methods/shortage.h"
#include "model/standard.h"

namespace chuangmo::methods {

// How many daily values a year, a month and February must have (GB 3095-2012 表4: 324, 27, 25; GB 3095-1996:
// 144, 12 or 60, 5). 0 asks for nothing; february 0: as any month.
struct YearRules {
  int year = 0;
  int month = 0;
  int february = 0;
};
YearRules year_rules(const Edition& edition, std::string_view parameter);

// Whether a year has enough days, and where not: the year first, then the months.
std::vector<Shortage> year_shortages(int year, std::span<const std::optional<Rational>> days,
                                     const YearRules& rules);

// Mean of the valid daily values of a calendar year (GB 3095-2012 3.12 年平均).
struct AnnualMean {
  std::optional<Rational> value;  // none when shortages is not empty or no day is valid
  std::vector<Shortage> shortages;
  Rational sum;  // of the valid days: with the counts, what bounds are made of
  int valid_days = 0;
  int missing_days = 0;
};

// in: one value per day of the year, [0] is 1 January, none for an invalid day. NUM002 when the sum does not
// fit.
Result<AnnualMean> annual_mean(int year, std::span<const std::optional<Rational>> days,
                               const YearRules& rules);

// Mean of the valid daily values of a calendar month (GB 3095-2012 3.11 月平均), which wants as many of them
// as a year wants of that month.
struct MonthlyMean {
  std::optional<Rational> value;  // none when valid_days is less than needed_days, or 0
  int valid_days = 0;
  int needed_days = 0;
};
// in: one value per day of the month, none for an invalid day. NUM002
Result<MonthlyMean> monthly_mean(int month, std::span<const std::optional<Rational>> days,
                                 const YearRules& rules);

// What a mean of `count` known values can become when between at_least and at_most of the missing ones arrive
// and each lies in [low, high]. None for a side that is unbounded, or when no value at all is certain.
struct Bounds {
  std::optional<Rational> low;
  std::optional<Rational> high;
};
Result<Bounds> mean_bounds(const Rational& sum, int count, int at_least, int at_most,
                           const std::optional<Rational>& low, const std::optional<Rational>& high);

}  // namespace chuangmo::methods
