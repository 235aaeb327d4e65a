#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/civil.h"
#include "base/decimal.h"
#include "model/fact.h"
#include "model/standard.h"

namespace chuangmo::methods {

// The hours of a reporting day: 24 hours that begin at `first`.
// start_hour 0: the natural day (GB 3095-2012 3.9). start_hour h > 0: from hour h of the day before to hour h
// of the day (the API daily report of 12:00 to 12:00). It is the edition's constant day.start_hour.
struct DayWindow {
  Hour first;
  static constexpr int kHours = 24;
};
DayWindow day_window(Date day, int start_hour);

// Mean of the hourly means of one station, parameter and day. GB 3095-1996 and GB 3095-2012 "日平均".
struct DailyMean {
  std::int64_t sum = 0;  // of the hours that have a value, in 10^-decimals of the parameter's unit
  int hours = 0;         // hours that have a value
  int needed = 0;        // hours the edition asks for
  bool is_valid() const { return hours > 0 && hours >= needed; }
  friend bool operator==(const DailyMean&, const DailyMean&) = default;
};

// in: the hourly means of one day window, scaled integers, kNoReading for a gap; at most 24.
// All valid hours take part (GB 3095-2012 6.4 有效数据均应参加统计).
DailyMean daily_mean(std::span<const std::int32_t> hours, int least_hours);

// The exact mean in the parameter's unit; none when invalid.
std::optional<Rational> mean_value(const DailyMean& mean, int decimals);

// Hours an edition asks for in a day: 24h hour/day. 0 when it says nothing.
int least_hours(const Edition& edition, std::string_view parameter);

// Every day of [first_day, end_day) out of an hourly series. hours[0] is the hour `first`; hours outside the
// series are gaps.
std::vector<DailyMean> daily_means(std::span<const std::int32_t> hours, Hour first, Date first_day,
                                   Date end_day, int start_hour, int least_hours);

}  // namespace chuangmo::methods
