#include "methods/air_day.h"

#include <algorithm>

#include "methods/exact.h"

namespace chuangmo::methods {
namespace {

Result<StationDay> day_mean(std::span<const std::int32_t> hours, int decimals, int least) {
  const DailyMean mean = daily_mean(hours, std::max(1, least));
  return StationDay{mean_value(mean, decimals), mean.hours, mean.needed, 0, 0};
}

Result<StationDay> day_hour_maximum(std::span<const std::int32_t> hours, int decimals) {
  StationDay day;
  day.hours = daily_mean(hours, 0).hours;
  if (day.hours == 0) return day;
  // kNoReading is the smallest integer, so that a gap is never the maximum.
  CHUANGMO_TRY(value, unscaled(*std::max_element(hours.begin(), hours.end()), decimals));
  day.value = value;
  return day;
}

Result<StationDay> day_mda8(std::span<const std::int32_t> hours, int decimals,
                            const std::optional<Mda8Rules>& rules) {
  StationDay day;
  day.hours = daily_mean(hours, 0).hours;
  if (!rules) return day;
  CHUANGMO_TRY(maximum, mda8(hours, decimals, *rules));
  day.value = maximum.value();
  day.windows = maximum.valid_windows;
  day.windows_needed = maximum.needed_windows;
  return day;
}

}  // namespace

StationDayRules station_day_rules(const Edition& quality, const Edition* evaluation,
                                  std::string_view parameter, std::string_view grade, std::string_view unit) {
  StationDayRules rules;
  rules.least_hours = least_hours(quality, parameter);
  if (evaluation == nullptr) return rules;
  if (auto mda8 = mda8_rules(*evaluation, quality, parameter, grade, unit)) rules.mda8 = *mda8;
  return rules;
}

Result<StationDay> station_day(std::string_view input, std::span<const std::int32_t> hours, int decimals,
                               const StationDayRules& rules) {
  if (input == kDayMean) return day_mean(hours, decimals, rules.least_hours);
  if (input == kDayHourMaximum) return day_hour_maximum(hours, decimals);
  if (input == kDayMda8) return day_mda8(hours, decimals, rules.mda8);
  return StationDay{};
}

}  // namespace chuangmo::methods
