#pragma once
#include <cstdint>

#include "model/fact.h"

namespace chuangmo {

// Which running means a day is searched for: those over `window_hours` consecutive hours that lie within the
// day (with 8 hours the 17 that end 08:00 .. 24:00), valid with at least `least_hours` hours. 0: none.
struct WindowRule {
  std::uint8_t window_hours = 0;  // 0..24
  std::uint8_t least_hours = 0;   // 1..window_hours
  bool is_wanted() const { return window_hours != 0; }
  friend bool operator==(const WindowRule&, const WindowRule&) = default;
};

// The hourly values of one parameter at one station in one natural day, condensed to what daily and annual
// methods ask for. Sums and maximum are in 10^-decimals of the parameter's unit, as the readings are; only
// valid hours count. A day that runs from noon to noon is the afternoon of one (sum - sum_before_noon) and
// the morning of the next.
struct DaySum {
  static constexpr int kHours = 24;
  static constexpr int kNoon = 12;  // hours 0..11 lie before it

  std::int64_t sum = 0;
  std::int64_t sum_before_noon = 0;
  std::int64_t window_sum = 0;         // of the window with the greatest mean; of equal ones the earliest
  std::int32_t maximum = kNoReading;   // the greatest hourly value; kNoReading without any
  std::uint8_t hours = 0;              // valid hours, 0..24
  std::uint8_t hours_before_noon = 0;  // 0..12
  std::uint8_t window_hours = 0;       // valid hours in that window; 0: no valid window, or none were wanted
  std::uint8_t windows = 0;            // valid windows, 0..24
  friend bool operator==(const DaySum&, const DaySum&) = default;

  // A value reported for the day as a whole, as if every hour had it; it says nothing of a greatest hour.
  static DaySum of_whole_day(std::int32_t value, const WindowRule& rule) {
    DaySum day;
    day.sum = std::int64_t{value} * kHours;
    day.sum_before_noon = std::int64_t{value} * kNoon;
    day.window_sum = std::int64_t{value} * rule.window_hours;
    day.hours = kHours;
    day.hours_before_noon = kNoon;
    day.window_hours = rule.window_hours;
    day.windows =
        rule.is_wanted() ? static_cast<std::uint8_t>(kHours + 1 - rule.window_hours) : std::uint8_t{0};
    return day;
  }
};

}  // namespace chuangmo
