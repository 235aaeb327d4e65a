#include "series/day_condenser.h"

#include <algorithm>
#include <array>

#include "series/day_sums.h"

namespace chuangmo::series {
namespace {

struct DayHour {
  std::int32_t day;
  std::size_t hour;
};
DayHour day_hour(std::int64_t index) {
  std::int64_t day = index / DaySum::kHours;
  if (index % DaySum::kHours < 0) --day;  // before 1970
  return {static_cast<std::int32_t>(day), static_cast<std::size_t>(index - day * DaySum::kHours)};
}

}  // namespace

std::size_t DayCondenser::open(std::string_view station, const Parameter& parameter, PeriodKind step) {
  const auto [place, is_new] =
      handles_.try_emplace({parameter.key, std::string(station), step}, series_.size());
  if (is_new) {
    auto series = std::make_unique<Series>();
    series->station = std::string(station);
    series->parameter = parameter.key;
    series->step = step;
    const auto windows = rules_.find(parameter.key);
    if (windows != rules_.end()) series->windows = windows->second;
    series_.push_back(std::move(series));
    open_row(std::array{place->second});
  }
  return place->second;
}

std::size_t DayCondenser::open_row(std::span<const std::size_t> handles) {
  const std::size_t known = series_[handles.front()]->rows;
  if (known != kNoRows && std::ranges::equal(rows_[known].series, handles)) return known;
  OpenRows rows;
  rows.series.assign(handles.begin(), handles.end());
  rows.hours.assign(kHours * handles.size(), kNoReading);
  rows.voids.assign(handles.size(), 0);
  for (std::size_t i = 0; i < handles.size(); ++i) {
    Series& series = *series_[handles[i]];
    if (series.rows != kNoRows) move_open(rows_[series.rows], rows, i);
    series.rows = rows_.size();
    series.column = i;
  }
  rows_.push_back(std::move(rows));
  return rows_.size() - 1;
}

// The day at hand goes along when a series that stood alone comes to stand beside others.
void DayCondenser::move_open(OpenRows& from, OpenRows& to, std::size_t column) {
  const bool can_move = from.series.size() == 1 && (to.day == kNoDay || to.day == from.day);
  if (from.touched == 0 || !can_move) return close(from);
  to.day = from.day;
  to.touched |= from.touched;
  to.voids[column] = from.voids.front();
  for (std::size_t hour = 0; hour < kHours; ++hour)
    to.hours[hour * to.series.size() + column] = from.hours[hour];
  from.touched = 0;
  close(from);
  std::fill(from.hours.begin(), from.hours.end(), kNoReading);
  from.voids.front() = 0;
}

// --- readings in ---

namespace {

// A value where one was known before. kNoReading stands for something that is not valid: it contradicts a
// value, and nothing takes it away.
Placed put_again(std::int32_t& known, std::int32_t value) {
  if (known == value) return Placed::repeated;
  known = kNoReading;
  return Placed::conflicting;
}

}  // namespace

Placed DayCondenser::put_open(const Series& series, std::int32_t day, std::size_t hour, std::int32_t value) {
  OpenRows& rows = rows_[series.rows];
  if (rows.day != day) open_day(rows, day);
  const std::uint32_t bit = 1U << hour;
  std::int32_t& place = rows.hours[hour * rows.series.size() + series.column];
  std::uint32_t& voids = rows.voids[series.column];
  const bool is_known = place != kNoReading || (voids & bit) != 0;
  rows.touched |= bit;
  Placed placed = Placed::fresh;
  if (is_known) {
    placed = put_again(place, value);
  } else {
    place = value;
  }
  if (place == kNoReading) voids |= bit;
  return placed;
}

Placed DayCondenser::put_day(Series& series, std::int64_t day, std::int32_t value) {
  StationYear& year = year_of(series, static_cast<std::int32_t>(day));
  const auto place = static_cast<std::size_t>(day - year.first_day());
  const DaySum full = value == kNoReading ? DaySum{} : DaySum::of_whole_day(value, series.windows);
  if (!year.is_known(place)) {
    year.set(place, full);
    return Placed::fresh;
  }
  if (year.hours(place) == full.hours && year.sum(place) == full.sum) return Placed::repeated;
  year.set_void(place);
  return Placed::conflicting;
}

Placed DayCondenser::put_held(Series& series, std::int32_t day, std::size_t hour, std::int32_t value) {
  const int of_year = Date{day}.year();
  HeldYear& held = series.held[of_year];
  if (held.known.empty()) {
    held.known.assign(static_cast<std::size_t>(days_in_year(of_year)), 0);
    held.hours.assign(held.known.size() * kHours, kNoReading);
  }
  const auto place = static_cast<std::size_t>(day - Date::of(of_year, 1, 1).days);
  std::int32_t& known = held.hours[place * kHours + hour];
  const std::uint32_t bit = 1U << hour;
  if ((held.known[place] & bit) != 0) return put_again(known, value);
  held.known[place] |= bit;
  known = value;
  return Placed::fresh;
}

Placed DayCondenser::put(std::size_t handle, std::int64_t index, std::int32_t value, ReadingFlag flag,
                         std::uint32_t /*row*/, std::string_view /*as_given*/) {
  if (flag == ReadingFlag::missing) return Placed::fresh;
  if (flag != ReadingFlag::valid) value = kNoReading;
  Series& series = *series_[handle];
  if (series.step == PeriodKind::day) return put_day(series, index, value);
  if (series.step == PeriodKind::minute && hours_of_minutes_) return put_minute(series, index, value);
  if (series.step != PeriodKind::hour) {
    ++left_out_;
    return Placed::fresh;
  }
  const auto [day, hour] = day_hour(index);
  if (holding_ == Holding::everything) return put_held(series, day, hour, value);
  return put_open(series, day, hour, value);
}

Placed DayCondenser::put_minute(Series& series, std::int64_t index, std::int32_t value) {
  constexpr auto kMinutes = static_cast<std::int64_t>(MinuteDay::kMinutes);
  std::int64_t day = index / kMinutes;
  if (index % kMinutes < 0) --day;  // before 1970
  const auto minute = static_cast<std::size_t>(index - day * kMinutes);
  const auto of_day = static_cast<std::int32_t>(day);
  MinuteDay* at = nullptr;
  if (holding_ == Holding::everything) {
    at = &series.held_minutes.try_emplace(of_day, of_day).first->second;
  } else {
    if (series.minutes != nullptr && series.minutes->day != of_day) close_minutes(series);
    if (series.minutes == nullptr) series.minutes = std::make_unique<MinuteDay>(of_day);
    at = series.minutes.get();
  }
  if (at->said.test(minute)) return put_again(at->values[minute], value);
  at->said.set(minute);
  at->values[minute] = value;
  return Placed::fresh;
}

bool DayCondenser::is_held(const Series& series, std::int32_t day, std::size_t hour) {
  const auto held = series.held.find(Date{day}.year());
  if (held == series.held.end()) return false;
  const auto place = static_cast<std::size_t>(day - Date::of(held->first, 1, 1).days);
  return (held->second.known[place] & (1U << hour)) != 0;
}

bool DayCondenser::put_row(std::size_t row_handle, std::int64_t index, std::span<const std::int32_t> values,
                           std::uint32_t /*row*/, std::uint32_t /*written_gaps*/) {
  const auto [day, hour] = day_hour(index);
  OpenRows& rows = rows_[row_handle];
  if (holding_ == Holding::everything) {
    for (const std::size_t handle : rows.series)
      if (is_held(*series_[handle], day, hour)) return false;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i] != kNoReading) put_held(*series_[rows.series[i]], day, hour, values[i]);
    return true;
  }
  if (rows.day != day) open_day(rows, day);
  const std::uint32_t bit = 1U << hour;
  if ((rows.touched & bit) != 0) return false;
  rows.touched |= bit;
  std::int32_t* place = rows.hours.data() + hour * values.size();
  for (const std::int32_t value : values) *place++ = value;  // a handful: no call is worth it
  return true;
}

// --- days out ---

void DayCondenser::open_day(OpenRows& rows, std::int32_t day) {
  close(rows);
  rows.day = day;
}

void DayCondenser::close(OpenRows& rows) {
  const std::size_t count = rows.series.size();
  for (std::size_t column = 0; column < count && rows.touched != 0; ++column) {
    DayHours day;
    day.day = rows.day;
    day.known = rows.voids[column];
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      day.hours[hour] = rows.hours[hour * count + column];
      day.known |= std::uint32_t{day.hours[hour] != kNoReading} << hour;
    }
    if (day.known == 0) continue;
    Series& series = *series_[rows.series[column]];
    if (series.is_first) {
      series.ends.push_back(day);
      series.is_first = false;
    } else {
      enter(series, day);
    }
  }
  if (rows.touched != 0) {
    std::fill(rows.hours.begin(), rows.hours.end(), kNoReading);
    std::fill(rows.voids.begin(), rows.voids.end(), 0);
  }
  rows.touched = 0;
  rows.day = kNoDay;
}

StationYear& DayCondenser::year_of(Series& series, std::int32_t day) {
  if (series.last != nullptr) {
    const std::int64_t place = std::int64_t{day} - series.last->first_day();
    if (place >= 0 && place < static_cast<std::int64_t>(series.last->day_count())) return *series.last;
  }
  const int of_year = Date{day}.year();
  series.last =
      &series.years
           .try_emplace(of_year, series.station, series.parameter, of_year, series.windows.is_wanted())
           .first->second;
  return *series.last;
}

void DayCondenser::enter(Series& series, const DayHours& day) {
  StationYear& year = year_of(series, day.day);
  const auto place = static_cast<std::size_t>(day.day - year.first_day());
  if (year.is_known(place)) {
    is_disordered_ = true;
    return;
  }
  year.set(place, day_sum(std::span<const std::int32_t, kHours>(day.hours), series.windows));
}

void DayCondenser::end_piece() {
  for (const auto& series : series_) series->is_first = true;  // the last day is an end, too
  for (OpenRows& rows : rows_) close(rows);
  for (const auto& series : series_) close_minutes(*series);
  for (const auto& series : series_) series->is_first = true;
}

void DayCondenser::add(DayCondenser&& other) {
  other.end_piece();
  is_disordered_ = is_disordered_ || other.is_disordered_;
  left_out_ += other.left_out_;
  for (auto& theirs : other.series_) {
    const auto [place, is_new] =
        handles_.try_emplace({theirs->parameter, theirs->station, theirs->step}, series_.size());
    if (is_new) {
      theirs->rows = kNoRows;
      series_.push_back(std::move(theirs));
      open_row(std::array{place->second});
      continue;
    }
    Series& mine = *series_[place->second];
    mine.ends.insert(mine.ends.end(), theirs->ends.begin(), theirs->ends.end());
    std::move(theirs->minute_ends.begin(), theirs->minute_ends.end(), std::back_inserter(mine.minute_ends));
    mine.held_minutes.merge(theirs->held_minutes);
    for (auto& [year, days] : theirs->years) {
      const auto [known, is_new_year] = mine.years.try_emplace(year, std::move(days));
      if (!is_new_year && !known->second.add(days)) is_disordered_ = true;
    }
    add_held(mine, *theirs);
  }
  other.series_.clear();
  other.rows_.clear();
  other.handles_.clear();
}

// Where both hold everything.
void DayCondenser::add_held(Series& mine, const Series& theirs) {
  for (const auto& [of_day, day] : theirs.held_minutes)
    for (std::size_t minute = 0; minute < MinuteDay::kMinutes; ++minute)
      if (day.said.test(minute))
        put_minute(
            mine,
            std::int64_t{of_day} * std::int64_t{MinuteDay::kMinutes} + static_cast<std::int64_t>(minute),
            day.values[minute]);
  for (const auto& [year, held] : theirs.held) {
    const std::int32_t first = Date::of(year, 1, 1).days;
    for (std::size_t place = 0; place < held.known.size(); ++place)
      for (std::size_t hour = 0; hour < kHours; ++hour)
        if ((held.known[place] & (1U << hour)) != 0)
          put_held(mine, first + static_cast<std::int32_t>(place), hour, held.hours[place * kHours + hour]);
  }
}

// The parts of a day that two pieces have are laid together. Where both speak of one hour, only reading in
// order of rows can tell what is repeated and what contradicts.
void DayCondenser::enter_ends(Series& series) {
  std::stable_sort(series.ends.begin(), series.ends.end(),
                   [](const DayHours& a, const DayHours& b) { return a.day < b.day; });
  for (std::size_t i = 0; i < series.ends.size();) {
    DayHours day = series.ends[i];
    for (++i; i < series.ends.size() && series.ends[i].day == day.day; ++i) {
      const DayHours& part = series.ends[i];
      if ((day.known & part.known) != 0) is_disordered_ = true;
      for (std::size_t hour = 0; hour < kHours; ++hour)
        if ((part.known & (1U << hour)) != 0) day.hours[hour] = part.hours[hour];
      day.known |= part.known;
    }
    enter(series, day);
  }
  series.ends.clear();
}

void DayCondenser::enter_held(Series& series) {
  for (const auto& [year, held] : series.held) {
    DayHours day;
    day.day = Date::of(year, 1, 1).days;
    for (std::size_t place = 0; place < held.known.size(); ++place, ++day.day) {
      if (held.known[place] == 0) continue;
      const auto hours = held.hours.begin() + static_cast<std::ptrdiff_t>(place * kHours);
      std::copy_n(hours, kHours, day.hours.begin());
      enter(series, day);
    }
  }
  series.held.clear();
}

// --- minutes ---

void DayCondenser::close_minutes(Series& series) {
  if (series.minutes == nullptr) return;
  if (series.is_first) {
    series.minute_ends.push_back(std::move(*series.minutes));
    series.is_first = false;
  } else {
    enter_minutes(series, *series.minutes);
  }
  series.minutes.reset();
}

void DayCondenser::enter_minutes(Series& series, const MinuteDay& day) {
  StationYear& year = year_of(series, day.day);
  const auto place = static_cast<std::size_t>(day.day - year.first_day());
  if (year.is_known(place)) {
    is_disordered_ = true;
    return;
  }
  year.set(place, day_sum(hours_of_minutes_(day), series.windows));
}

// As enter_ends() and enter_held().
void DayCondenser::enter_all_minutes(Series& series) {
  for (MinuteDay& part : series.minute_ends) {
    const auto [place, is_new] = series.held_minutes.try_emplace(part.day, part);
    MinuteDay& day = place->second;
    if (is_new) continue;
    if ((day.said & part.said).any()) is_disordered_ = true;
    for (std::size_t minute = 0; minute < MinuteDay::kMinutes; ++minute)
      if (part.said.test(minute)) day.values[minute] = part.values[minute];
    day.said |= part.said;
  }
  for (const auto& [of_day, day] : series.held_minutes) enter_minutes(series, day);
  series.minute_ends.clear();
  series.held_minutes.clear();
}

std::vector<StationYear> DayCondenser::take() {
  end_piece();
  std::map<std::tuple<std::string, std::string, int>, StationYear> all;
  for (const PeriodKind step : {PeriodKind::hour, PeriodKind::day, PeriodKind::minute}) {
    for (const auto& series : series_) {
      if (series->step != step) continue;
      enter_ends(*series);
      enter_held(*series);
      enter_all_minutes(*series);
      for (auto& [year, days] : series->years) {
        const auto [place, is_new] =
            all.try_emplace({series->parameter, series->station, year}, std::move(days));
        // Hours say more than a value for the day; what is stated stands before what minutes make.
        if (!is_new) place->second.add(days);
      }
    }
  }
  series_.clear();
  rows_.clear();
  handles_.clear();
  std::vector<StationYear> years;
  for (auto& [key, days] : all) years.push_back(std::move(days));
  return years;
}

}  // namespace chuangmo::series
