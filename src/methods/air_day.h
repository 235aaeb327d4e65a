#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "methods/daily_mean.h"
#include "methods/mda8.h"
#include "model/standard.h"

namespace chuangmo::methods {

// The averages of a day that a daily report is made of, as break points name them (daily_input).
inline constexpr std::string_view kDayMean = "24h";
inline constexpr std::string_view kDayHourMaximum = "1h_max";
inline constexpr std::string_view kDayMda8 = "max8h";

// When a station's day is valid.
struct StationDayRules {
  int least_hours = 0;            // of the 24 h mean; 0: nobody says, one hour is needed
  std::optional<Mda8Rules> mda8;  // none: no edition in force has such a mean
};
// From GB 3095 and HJ 663 (nullptr: none in force), with the limit of `grade` in `unit`.
StationDayRules station_day_rules(const Edition& quality, const Edition* evaluation,
                                  std::string_view parameter, std::string_view grade, std::string_view unit);

// One average of one station's day.
struct StationDay {
  std::optional<Rational> value;  // in the parameter's unit; none: not valid
  int hours = 0;                  // valid hours of the day
  int hours_needed = 0;           // of the 24 h mean
  int windows = 0;                // valid windows, of max8h
  int windows_needed = 0;
};
// in: the 24 hours of a day window, scaled by 10^decimals, kNoReading for gaps; `input` as above, another one
// has no value. Of 1h_max one hour is enough: HJ 633 asks for no more.
Result<StationDay> station_day(std::string_view input, std::span<const std::int32_t> hours, int decimals,
                               const StationDayRules& rules);

}  // namespace chuangmo::methods
