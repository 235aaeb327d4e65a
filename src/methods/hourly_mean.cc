#include "methods/hourly_mean.h"

#include <algorithm>
#include <array>

#include "base/decimal.h"

namespace chuangmo::methods {
namespace {

constexpr int kHour_min = 60;
constexpr int kLongestStep_min = 30;
constexpr int kEnough = 4;  // equal distances

}  // namespace

HourlyMean hourly_mean(std::span<const std::int32_t> minutes, int step_min, int least_minutes) {
  HourlyMean mean;
  mean.needed = (least_minutes + step_min - 1) / step_min;
  for (const std::int32_t value : minutes) {
    if (value == kNoReading) continue;
    mean.sum += value;
    mean.values += 1;
  }
  return mean;
}

std::int32_t hour_value(const HourlyMean& mean) {
  if (!mean.is_valid()) return kNoReading;
  const auto exact = Rational::make(mean.sum, mean.values);
  const auto rounded = exact ? round_gbt8170(*exact, 0) : tl::unexpected(exact.error());
  return rounded ? static_cast<std::int32_t>(rounded->digits()) : kNoReading;
}

int minute_step(const MinuteDay& day) {
  std::array<int, kLongestStep_min + 1> seen{};
  int last = -1;
  for (int minute = 0; minute < static_cast<int>(MinuteDay::kMinutes); ++minute) {
    if (!day.said.test(static_cast<std::size_t>(minute))) continue;
    const int distance = minute - last;
    if (last >= 0 && distance <= kLongestStep_min) ++seen.at(static_cast<std::size_t>(distance));
    last = minute;
  }
  const auto most = std::max_element(seen.begin(), seen.end());
  const auto step = static_cast<int>(most - seen.begin());
  return *most >= kEnough && kHour_min % step == 0 ? step : 1;
}

DayHourValues hours_of_minutes(const MinuteDay& day, int least_minutes) {
  DayHourValues hours;
  hours.fill(kNoReading);
  if (least_minutes <= 0) return hours;
  const int step = minute_step(day);
  const std::span<const std::int32_t> values(day.values);
  for (std::size_t hour = 0; hour < hours.size(); ++hour)
    hours.at(hour) =
        hour_value(hourly_mean(values.subspan(hour * kHour_min, kHour_min), step, least_minutes));
  return hours;
}

int least_minutes(const Standards& standards) {
  int least = 0;
  for (const Edition& edition : standards.editions)
    for (const ValidityRule& rule : edition.validity)
      if (rule.averaging == "1h" && rule.of == "minute" && rule.within == "hour")
        least = std::max(least, rule.least);
  return least;
}

}  // namespace chuangmo::methods
