#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "model/minute_day.h"
#include "model/standard.h"

namespace chuangmo::methods {

// The mean of the values of an hour, minutes or several minutes each. GB 3095-1996 and GB 3095-2012 小时平均.
struct HourlyMean {
  std::int64_t sum = 0;  // of the valid values, in 10^-decimals of the parameter's unit
  int values = 0;        // valid ones
  int needed = 0;        // for the hour to be valid
  bool is_valid() const { return values > 0 && values >= needed; }
  friend bool operator==(const HourlyMean&, const HourlyMean&) = default;
};

// in: the minutes of an hour, kNoReading for a gap; the step at which there are values, 1..30 min and a part
// of an hour; how many minute values an hour wants (GB 3095 表4: 45). With a longer step the same share of
// the values that are possible: 9 of 12 at 5 min.
HourlyMean hourly_mean(std::span<const std::int32_t> minutes, int step_min, int least_minutes);

// The mean as an hourly reading is kept: rounded once, by GB/T 8170, to the decimals of the parameter.
// kNoReading when invalid.
std::int32_t hour_value(const HourlyMean& mean);

// The step of the values of a day: what most often lies between one and the next, valid or not. 1 unless it
// is a part of an hour and was seen often enough not to be chance.
int minute_step(const MinuteDay& day);

// All hours of a day.
DayHourValues hours_of_minutes(const MinuteDay& day, int least_minutes);

// What the editions ask of an hour: 1h minute/hour of GB 3095, the greatest of all, for parameters of which
// none speaks too. 0 when none says anything: then there are no hours.
int least_minutes(const Standards& standards);

}  // namespace chuangmo::methods
