#include "app/stored_air.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "methods/hourly_mean.h"
#include "series/codec.h"
#include "series/day_sums.h"
#include "store/merged_readings.h"

namespace chuangmo::app {

namespace {

bool is_before(const StationYear& a, const StationYear& b) {
  return std::tie(a.parameter, a.station, a.year) < std::tie(b.parameter, b.station, b.year);
}

// Takes blocks as they come from the store and makes days of them.
class DaysReader {
 public:
  DaysReader(store::Store& store, const StoredAirSource& source, const store::ReadingsQuery& query,
             Diagnostics& diagnostics)
      : store_(store), source_(source), query_(query), diagnostics_(diagnostics) {}

  // Blocks of one span come side by side, oldest import first.
  Result<void> take(const store::StoredBlock& block) {
    if (!makes_days(block.series.step)) return {};
    const bool is_same = !held_.empty() && block.first == first_ && block.series == series_;
    if (!is_same) {
      CHUANGMO_CHECK(finish());
      if (block.series.parameter != series_.parameter || block.series.station != series_.station)
        last_ = nullptr;
      series_ = block.series;
      first_ = block.first;
    }
    held_.push_back({block.import, std::string(block.bytes)});
    return {};
  }

  Result<void> finish() {
    if (held_.empty()) return {};
    auto done = series_.step == PeriodKind::day      ? enter_values()
                : series_.step == PeriodKind::minute ? enter_minutes()
                : held_.size() == 1                  ? enter_sums()
                                                     : enter_hours();
    held_.clear();
    return done;
  }

  std::vector<StationYear> take_years() {
    std::vector<StationYear> years;
    for (auto& [key, year] : years_) years.push_back(std::move(year));
    return years;
  }

 private:
  struct Held {
    std::int64_t import;
    std::string bytes;
  };

  bool makes_days(PeriodKind step) const {
    return step == PeriodKind::hour || step == PeriodKind::day ||
           (step == PeriodKind::minute && source_.least_minutes > 0);
  }

  WindowRule windows() const {
    const auto found = source_.windows.find(series_.parameter);
    return found == source_.windows.end() ? WindowRule{} : found->second;
  }

  StationYear& year_of(Date day) {
    if (last_ != nullptr && day.days >= last_->first_day() &&
        day.days < last_->first_day() + static_cast<std::int32_t>(last_->day_count()))
      return *last_;
    const int year = day.year();
    last_ = &years_
                 .try_emplace({series_.parameter, series_.station, year}, series_.station, series_.parameter,
                              year, windows().is_wanted())
                 .first->second;
    return *last_;
  }

  void enter(Date day, const DaySum& sums) {
    StationYear& year = year_of(day);
    const auto place = static_cast<std::size_t>(day.days - year.first_day());
    // Hours come after days of the same series and say more; minutes come last and make hours where nothing
    // is stated.
    if (series_.step == PeriodKind::hour || !year.is_known(place)) year.set(place, sums);
  }

  Result<void> name_damage(const Held& held, const Failure& failure) {
    CHUANGMO_TRY(damage, store_.damage_of(query_, {series_, first_, held.import, held.bytes}, failure));
    if (damage) diagnostics_.push_back(std::move(*damage));
    return {};
  }

  Result<void> enter_sums() {
    std::array<DaySum, series::kMaxBlockDays> sums;
    const auto days = series::decode_days(held_.front().bytes, windows(), sums);
    if (!days) return name_damage(held_.front(), days.error());
    for (std::size_t i = 0; i < days->count; ++i) {
      const DaySum& sum = sums.at(i);
      if (sum.hours != 0) enter(days->first + static_cast<int>(i), sum);
    }
    return {};
  }

  Result<store::MergedReadings> merged() {
    const series::BlockSpan span = series::block_span(series_.step, first_);
    store::MergedReadings readings(first_, static_cast<std::size_t>(span.count));
    for (const Held& held : held_) {
      const auto block = series::decode_block(held.bytes);
      if (block) {
        readings.add(*block, 0);
      } else {
        CHUANGMO_CHECK(name_damage(held, block.error()));
      }
    }
    return readings;
  }

  static std::int32_t valid_value(const store::MergedReadings& readings, std::size_t position) {
    const store::MergedReadings::Holding holding = readings.at(position);
    return holding.flag == ReadingFlag::valid ? holding.value : kNoReading;
  }

  Result<void> enter_hours() {
    CHUANGMO_TRY(readings, merged());
    const auto count = static_cast<std::size_t>(series::block_span(series_.step, first_).count);
    std::array<std::int32_t, DaySum::kHours> hours;
    for (std::size_t at = 0; at < count; at += DaySum::kHours) {
      for (std::size_t hour = 0; hour < hours.size(); ++hour)
        hours.at(hour) = valid_value(readings, at + hour);
      const DaySum sum = series::day_sum(hours, windows());
      if (sum.hours != 0) enter(series::first_day(series_.step, first_ + static_cast<std::int64_t>(at)), sum);
    }
    return {};
  }

  Result<void> enter_minutes() {
    CHUANGMO_TRY(readings, merged());
    MinuteDay day(series::first_day(series_.step, first_).days);
    for (std::size_t minute = 0; minute < MinuteDay::kMinutes; ++minute) {
      const store::MergedReadings::Holding holding = readings.at(minute);
      if (holding.flag == ReadingFlag::missing) continue;
      day.said.set(minute);
      if (holding.flag == ReadingFlag::valid) day.values[minute] = holding.value;
    }
    const DayHourValues hours = methods::hours_of_minutes(day, source_.least_minutes);
    const DaySum sum = series::day_sum(hours, windows());
    if (sum.hours != 0) enter(Date{day.day}, sum);
    return {};
  }

  Result<void> enter_values() {
    CHUANGMO_TRY(readings, merged());
    const auto count = static_cast<std::size_t>(series::block_span(series_.step, first_).count);
    for (std::size_t at = 0; at < count; ++at) {
      const std::int32_t value = valid_value(readings, at);
      if (value != kNoReading)
        enter(series::first_day(series_.step, first_ + static_cast<std::int64_t>(at)),
              DaySum::of_whole_day(value, windows()));
    }
    return {};
  }

  store::Store& store_;
  const StoredAirSource& source_;
  const store::ReadingsQuery& query_;
  Diagnostics& diagnostics_;
  store::SeriesKey series_;
  std::int64_t first_ = 0;
  std::vector<Held> held_;
  StationYear* last_ = nullptr;  // of the series at hand, the year entered last
  std::map<std::tuple<std::string, std::string, int>, StationYear> years_;
};

store::ReadingsQuery query_of(const StoredAirSource& source) {
  store::ReadingsQuery query;
  query.programme = source.programme;
  query.known_at = source.known_at;
  query.sets = {source.set};
  return query;
}

Result<std::vector<StationYear>> days_of(store::Store& store, const StoredAirSource& source,
                                         const store::ReadingsQuery& query, Diagnostics& diagnostics) {
  DaysReader reader(store, source, query, diagnostics);
  CHUANGMO_TRY(damage, store.visit_readings(
                           query, [&](const store::StoredBlock& block) { return reader.take(block); }));
  CHUANGMO_CHECK(reader.finish());
  diagnostics.insert(diagnostics.end(), damage.begin(), damage.end());
  return reader.take_years();
}

}  // namespace

Result<std::vector<StationYear>> stored_days(store::Store& store, const StoredAirSource& source,
                                             const std::vector<std::string>& stations,
                                             std::optional<Date> from, std::optional<Date> until,
                                             Diagnostics& diagnostics) {
  store::ReadingsQuery query = query_of(source);
  query.stations = stations;
  query.from = from;
  query.until = until;
  return days_of(store, source, query, diagnostics);
}

Result<LiveCity> LiveCity::read(store::Store& store, const StoredAirSource& source,
                                const eval::AirJudge& judge, std::string city,
                                std::vector<const Station*> stations) {
  LiveCity live(source, judge, std::move(city), std::move(stations));
  std::vector<std::string> keys;
  for (const Station* station : live.stations_) keys.push_back(station->key);
  CHUANGMO_TRY(days, stored_days(store, source, keys, {}, {}, live.diagnostics_));
  live.days_ = std::move(days);
  CHUANGMO_TRY(years, judge.judge(live.city_, live.stations_, live.days_));
  live.years_ = std::move(years);
  return live;
}

Result<void> LiveCity::refresh(store::Store& store, const std::string& station, const std::string& parameter,
                               Date day, Instant known_at) {
  source_.known_at = known_at;
  const YearMonthDay civil = day.civil();
  const Period month = Period::of_month(civil.year, civil.month);
  store::ReadingsQuery query = query_of(source_);
  query.stations = {station};
  query.parameters = {parameter};
  query.from = month.begin;
  query.until = month.end;
  CHUANGMO_TRY(fresh, days_of(store, source_, query, diagnostics_));
  const auto windows = source_.windows.find(parameter);
  StationYear wanted(station, parameter, civil.year, windows != source_.windows.end());
  auto place = std::lower_bound(days_.begin(), days_.end(), wanted, is_before);
  if (place == days_.end() || is_before(wanted, *place)) place = days_.insert(place, std::move(wanted));
  const auto first = static_cast<std::size_t>(month.begin.days - place->first_day());
  for (std::size_t i = first; i < first + static_cast<std::size_t>(month.day_count()); ++i) place->forget(i);
  for (const StationYear& year : fresh)
    if (year.year == civil.year) place->add(year);
  return judge_year(civil.year);
}

Result<void> LiveCity::judge_year(int year) {
  CHUANGMO_TRY(judged, judge_->judge(city_, stations_, days_, year));
  std::erase_if(years_, [&](const methods::CityYear& each) { return each.air.rules->year == year; });
  years_.insert(years_.end(), std::make_move_iterator(judged.begin()), std::make_move_iterator(judged.end()));
  std::sort(years_.begin(), years_.end(), [](const methods::CityYear& a, const methods::CityYear& b) {
    return a.air.rules->year < b.air.rules->year;
  });
  return {};
}

}  // namespace chuangmo::app
