#include "methods/daily_mean.h"

#include <algorithm>

#include "methods/exact.h"

namespace chuangmo::methods {

DayWindow day_window(Date day, int start_hour) {
  return {start_hour == 0 ? Hour::of(day, 0) : Hour::of(day - 1, start_hour)};
}

DailyMean daily_mean(std::span<const std::int32_t> hours, int least_hours) {
  DailyMean mean;
  mean.needed = least_hours;
  for (const std::int32_t hour : hours) {
    if (hour == kNoReading) continue;
    mean.sum += hour;
    mean.hours += 1;
  }
  return mean;
}

std::optional<Rational> mean_value(const DailyMean& mean, int decimals) {
  if (!mean.is_valid()) return std::nullopt;
  const auto total = unscaled(mean.sum, decimals);
  if (!total) return std::nullopt;
  const auto value = divide(*total, Rational(mean.hours));
  return value ? std::optional<Rational>(*value) : std::nullopt;
}

int least_hours(const Edition& edition, std::string_view parameter) {
  const ValidityRule* rule = edition.find_validity(parameter, "24h", "hour", "day");
  return rule == nullptr ? 0 : rule->least;
}

std::vector<DailyMean> daily_means(std::span<const std::int32_t> hours, Hour first, Date first_day,
                                   Date end_day, int start_hour, int least_hours) {
  std::vector<DailyMean> days;
  days.reserve(static_cast<std::size_t>(std::max(0, end_day - first_day)));
  const auto size = static_cast<std::int64_t>(hours.size());
  for (Date day = first_day; day < end_day; day = day + 1) {
    const std::int64_t offset = std::int64_t{day_window(day, start_hour).first.hours} - first.hours;
    const std::int64_t begin = std::clamp<std::int64_t>(offset, 0, size);
    const std::int64_t end = std::clamp<std::int64_t>(offset + DayWindow::kHours, 0, size);
    days.push_back(daily_mean(
        hours.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), least_hours));
  }
  return days;
}

}  // namespace chuangmo::methods
