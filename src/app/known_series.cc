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

// Where a series has no gaps a position lies where it is counted to; with gaps, before.
std::vector<KnownPoint>::const_iterator KnownSeries::place_of(std::int64_t index) const {
  if (points.empty() || index <= points.front().index) return points.begin();
  const auto most = std::min<std::int64_t>(index - points.front().index, std::ssize(points));
  const auto counted = points.begin() + most;
  if (counted != points.end() && counted->index == index) return counted;
  return std::lower_bound(points.begin(), counted, index,
                          [](const KnownPoint& point, std::int64_t wanted) { return point.index < wanted; });
}

std::span<const KnownPoint> KnownSeries::between(std::int64_t first, std::int64_t end) const {
  return {place_of(first), place_of(end)};
}

void KnownSeries::add(const store::KnownReading& reading) {
  KnownPoint point;
  point.index = reading.index;
  point.value = reading.value;
  point.flag = reading.flag;
  point.revision = static_cast<std::uint16_t>(reading.revision);
  if (!reading.as_given.empty()) {
    point.text = static_cast<std::uint32_t>(texts.size());
    texts.emplace_back(reading.as_given);
  }
  points.push_back(point);
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
    series->add(reading);
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
