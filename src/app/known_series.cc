#include "app/known_series.h"

#include <algorithm>

#include "methods/hourly_mean.h"
#include "series/block.h"

namespace chuangmo::app {

namespace {

constexpr std::int64_t kHour_min = 60;

DayHourValues hours_of_minutes(std::span<const KnownPoint> points, Date day, int least_minutes) {
  MinuteDay minutes(day.days);
  const std::int64_t first = first_index(PeriodKind::minute, day);
  for (const KnownPoint& point : points) {
    const auto minute = static_cast<std::size_t>(point.index - first);
    if (point.flag != ReadingFlag::missing) minutes.said.set(minute);
    if (point.is_valid()) minutes.values[minute] = point.value;
  }
  return methods::hours_of_minutes(minutes, least_minutes);
}

}  // namespace

std::span<const KnownPoint> KnownSeries::between(std::int64_t first, std::int64_t end) const {
  const auto is_before = [](const KnownPoint& point, std::int64_t index) { return point.index < index; };
  const auto begin = std::lower_bound(points.begin(), points.end(), first, is_before);
  return {begin, std::lower_bound(begin, points.end(), end, is_before)};
}

std::array<std::int32_t, DaySum::kHours> KnownSeries::hours_of_day(Date day, int least_minutes) const {
  const std::int64_t first = first_index(step, day);
  if (step == PeriodKind::minute)
    return hours_of_minutes(between(first, first + DaySum::kHours * kHour_min), day, least_minutes);
  std::array<std::int32_t, DaySum::kHours> hours;
  hours.fill(kNoReading);
  if (step != PeriodKind::hour) return hours;
  for (const KnownPoint& point : between(first, first + DaySum::kHours)) {
    if (point.is_valid()) hours.at(static_cast<std::size_t>(point.index - first)) = point.value;
  }
  return hours;
}

Result<KnownSteps> known_steps(store::Store& store, const store::ReadingsQuery& query) {
  KnownSteps known;
  KnownSeries* series = nullptr;
  const auto take = [&](const store::KnownReading& reading) -> Result<void> {
    if (series == nullptr || series->step != reading.series.step) {
      series = &known.steps[reading.series.step];
      series->step = reading.series.step;
    }
    KnownPoint point{reading.index, reading.value, reading.flag, reading.revision, 0};
    if (!reading.as_given.empty()) {
      point.text = series->texts.size();
      series->texts.emplace_back(reading.as_given);
    }
    series->points.push_back(point);
    return {};
  };
  CHUANGMO_TRY(damage, store.visit_known(query, take));
  known.damage = std::move(damage);
  return known;
}

PeriodKind step_of_interval(const std::string& interval) {
  if (interval == "hour") return PeriodKind::hour;
  if (interval == "day") return PeriodKind::day;
  return interval == "month" ? PeriodKind::month : PeriodKind::year;
}

std::int64_t first_index(PeriodKind step, Date day) {
  const YearMonthDay civil = day.civil();
  switch (step) {
    case PeriodKind::minute:
      return std::int64_t{day.days} * DaySum::kHours * kHour_min;
    case PeriodKind::hour:
      return std::int64_t{day.days} * DaySum::kHours;
    case PeriodKind::month:
      return series::index_of(Period::of_month(civil.year, civil.month));
    case PeriodKind::year:
      return civil.year;
    default:
      return day.days;
  }
}

bool is_over(const Period& period, Instant known_at) {
  const Date day =
      period.kind == PeriodKind::hour || period.kind == PeriodKind::minute ? period.begin : period.end;
  std::int64_t end = Instant::at(day).seconds;
  constexpr std::int64_t kHour_s = 3600;
  constexpr std::int64_t kMinute_s = 60;
  if (period.kind == PeriodKind::hour) end += (period.hour + 1) * kHour_s;
  if (period.kind == PeriodKind::minute) end += period.hour * kHour_s + (period.minute + 1) * kMinute_s;
  return end <= known_at.seconds + 1;  // the end of a day is written 23:59:59
}

}  // namespace chuangmo::app
