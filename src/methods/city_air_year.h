#pragma once
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "methods/air_year.h"
#include "methods/reference_state.h"
#include "methods/shortage.h"
#include "methods/tally.h"
#include "model/standard.h"
#include "model/station_year.h"

namespace chuangmo::methods {

// The annual evaluation of a city's air out of condensed days: what daily_mean, mda8, city_day, annual_mean,
// percentile, air_year and air_index say, of all cities of a country in a second. Exact like them, by whole
// numbers on one common denominator instead of a fraction for every day; the tests hold it against them.

// Days of a gas put on one reference state: every value of a day is multiplied by times[day] / unit.
struct Conversion {
  Int128 unit = 1;
  std::vector<Int128> times;  // by day of the year; empty: as measured
};

// One pollutant of a year and how it is judged.
struct PollutantRules {
  const Parameter* parameter = nullptr;
  int least_hours = 0;    // of a station's day
  int least_windows = 0;  // of a station's day, where running means count; 0: means of the day do
  Int128 window_limit =
      0;           // a greatest running mean above it, in 10^-decimals, is valid whatever the windows
  YearRules year;  // days of a year
  std::optional<YearMetric> mean;  // annual mean against its limit
  std::optional<YearMetric> percentile;
  Conversion conversion;
  std::optional<YearMetric> composite;  // that of the two that enters the composite index
};

// What a break point table makes of the concentration of a day, level by level.
struct LevelTable {
  std::size_t pollutant = 0;
  enum class Input { mean, window, maximum } input = Input::mean;
  struct Threshold {  // the level's greatest concentration: numerator / denominator, in 10^-decimals
    Int128 numerator = 0;
    Int128 denominator = 1;
    bool is_inclusive = true;
  };
  std::vector<Threshold> thresholds;  // by level, without the last; may be fewer: no index above
  std::size_t beyond = 0;             // the level above the last threshold
  bool is_open = false;               // or at least that one: the table gives no index there
};

// How one calendar year is judged; the same for every city.
struct AirYearRules {
  int year = 0;
  const Edition* quality = nullptr;        // GB 3095
  const Edition* evaluation = nullptr;     // HJ 663; nullptr: none in force, no percentiles
  const Edition* index = nullptr;          // API or HJ 633; nullptr: none in force, no good days
  Rational quorum;                         // share of stations a city's day needs
  std::vector<PollutantRules> pollutants;  // in the order of the parameters
  std::vector<LevelTable> tables;          // of `index`
  std::size_t good_levels = 0;             // days of the first so many levels are good ones (index.good)
};
// Puts gases on one state, day by day from the state of the GB 3095 that was in force when they were
// measured.
struct ReferenceBasis {
  ReferenceState wanted;
  std::function<const Edition*(Date)> measured_by;
};
// grade: "II"; basis: none, values as measured. MTH001 when the editions lack what they should have.
Result<AirYearRules> air_year_rules(int year, const Edition& quality, const Edition* evaluation,
                                    const Edition* index, std::span<const Parameter> parameters,
                                    std::string_view grade, const std::optional<ReferenceBasis>& basis = {});

// One pollutant of a city and year. Values in the parameter's unit.
struct PollutantYear {
  const PollutantRules* rules = nullptr;
  std::optional<Rational> mean;  // of the valid days; none when the year is short of days
  std::optional<Rational> percentile;
  int valid_days = 0;
  std::vector<Shortage> shortages;
  std::vector<YearResult> results;  // of the metrics that have a limit, values in the limit's unit
  Truth attains;                    // all of them
};

struct CityAirYear {
  const AirYearRules* rules = nullptr;
  std::vector<PollutantYear> pollutants;  // parallel to rules->pollutants
  int judged_days = 0;                    // days whose index is known, or known to be above a good day's
  int good_days = 0;
  std::vector<int> days_by_level;  // of the judged ones, by level of the index edition
  std::optional<Rational> composite_index;
};

// A city's year with its name.
struct CityYear {
  std::string city;
  int stations = 0;  // that take part
  CityAirYear air;
};

// in: per pollutant of the rules and station of the city that takes part, the station's days of the year;
// nullptr where there are none. A day that was reported as a whole takes part with its value; it has no
// greatest hour, and a table that asks for one takes no part in its index.
using CityDays = std::vector<std::vector<const StationYear*>>;  // [pollutant][station]
// The days that decide a pollutant's year, as indices of the year: the highest, and the one or two between
// which the percentile lies. Nothing when the year is short of days.
struct DecidingDays {
  std::optional<std::size_t> highest;
  std::optional<std::size_t> below_percentile;  // at it, when only one is set
  std::optional<std::size_t> above_percentile;
};
Result<DecidingDays> deciding_days(const AirYearRules& rules, std::size_t pollutant, const CityDays& days);

// NUM002 when an exact result does not fit.
Result<CityAirYear> city_air_year(const AirYearRules& rules, const CityDays& days);

}  // namespace chuangmo::methods
