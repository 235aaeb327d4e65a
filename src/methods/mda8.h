#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo::methods {

// Numbers of the daily maximum 8-hour mean of O3 (HJ 663-2013 6.1.2, GB 3095-2012 表4).
struct Mda8Rules {
  int window_hours = 0;   // constant mda8.window_hours
  int least_hours = 0;    // valid hours in a window: 8h hour/window
  int least_windows = 0;  // valid windows in a day: max8h window/day
  Rational limit;  // in the parameter's unit: a maximum above it is valid whatever the number of windows
};
// Window and hour numbers from `evaluation` (HJ 663) and `quality` (GB 3095), the limit from quality's grade.
// MTH001 names what they lack.
Result<Mda8Rules> mda8_rules(const Edition& evaluation, const Edition& quality, std::string_view parameter,
                             std::string_view grade, std::string_view unit);

struct Mda8 {
  std::optional<Rational> maximum;  // of the valid windows, in the parameter's unit; none without any
  int valid_windows = 0;
  int needed_windows = 0;
  bool exceeds_limit = false;  // strictly
  bool is_valid() const { return maximum && (valid_windows >= needed_windows || exceeds_limit); }
  std::optional<Rational> value() const { return is_valid() ? maximum : std::nullopt; }
};

// in: the 24 hourly means of a natural day, named by the hour they begin, scaled by 10^decimals, kNoReading
// for gaps. The windows are those that lie within the day: with 8 hours, 17 of them, ending 08:00 .. 24:00.
Result<Mda8> mda8(std::span<const std::int32_t> hours, int decimals, const Mda8Rules& rules);

}  // namespace chuangmo::methods
