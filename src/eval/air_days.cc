#include "eval/air_days.h"

#include <algorithm>
#include <array>

#include "eval/bind.h"
#include "eval/fact_view.h"
#include "methods/annual_mean.h"
#include "methods/mda8.h"

namespace chuangmo::eval {

namespace {

// HJ 663-2013: the city is the mean of its stations; the clean control point stands outside the city.
std::vector<const Station*> participating(const FactView& view, const StationSetDefinition& set) {
  std::vector<const Station*> stations;
  for (const Station* station : view.members(set)) {
    if (station->kind != "control") stations.push_back(station);
  }
  return stations;
}

constexpr const char* kQuorum = "city.station_quorum";

Rational station_quorum(const FactView& view, const Period& year) {
  const Edition* evaluation = view.edition("HJ 663", year);
  const Decimal* quorum = evaluation == nullptr ? nullptr : evaluation->constant(kQuorum);
  if (quorum == nullptr) return Rational(0);
  return Rational::from(*quorum).value_or(Rational(0));
}

std::span<const std::int32_t> hours_of(const ReadingSeries* series, Hour& first) {
  if (series == nullptr || series->step != PeriodKind::hour) return {};
  first = Hour{static_cast<std::int32_t>(series->first)};
  return series->values;
}

// The 24 hours of a natural day, kNoReading outside the series.
std::array<std::int32_t, methods::DayWindow::kHours> day_hours(const ReadingSeries* series, Date day) {
  std::array<std::int32_t, methods::DayWindow::kHours> hours;
  hours.fill(kNoReading);
  Hour first;
  const auto all = hours_of(series, first);
  const std::int64_t offset = std::int64_t{day.days} * 24 - first.hours;
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    const std::int64_t at = offset + static_cast<std::int64_t>(hour);
    if (at >= 0 && at < static_cast<std::int64_t>(all.size()))
      hours[hour] = all[static_cast<std::size_t>(at)];
  }
  return hours;
}

void fill_stations(AirYear& air, const FactView& view, const StationSetDefinition& set, Date begin,
                   Date end) {
  const auto all = view.series(set.key, air.parameter->key);
  for (const Station* station : air.stations) {
    // Days and minutes may be known beside the hours; neither stands for them.
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto* s) {
      return s->station == station->key && s->step == PeriodKind::hour;
    });
    const ReadingSeries* series = found == all.end() ? nullptr : *found;
    air.series.push_back(series);
    Hour first;
    const auto hours = hours_of(series, first);
    air.station_days.push_back(
        methods::daily_means(hours, first, begin, end, air.start_hour, std::max(1, air.least_hours)));
  }
}

void fill_city(AirYear& air, const Rational& quorum, int day_count) {
  std::vector<std::optional<Rational>> stations(air.stations.size());
  for (int day = 0; day < day_count; ++day) {
    methods::CityDay city;
    if (day < air.past_days) {
      for (std::size_t i = 0; i < stations.size(); ++i) {
        stations[i] =
            methods::mean_value(air.station_days[i][static_cast<std::size_t>(day)], air.parameter->decimals);
      }
      // A mean that does not fit in 128 bits counts as not known.
      city = methods::city_day(stations, quorum).value_or(methods::CityDay{});
    }
    air.days.push_back(city);
    air.values.push_back(city.value);
  }
}

}  // namespace

const Edition& AirYear::year_validity() const {
  const methods::YearRules rules = methods::year_rules(*quality, parameter->key);
  const bool says_nothing = rules.year == 0 && rules.month == 0 && rules.february == 0;
  return says_nothing && evaluation != nullptr ? *evaluation : *quality;
}

const Citation* AirYear::hours_rule() const {
  if (quality == nullptr) return nullptr;
  const ValidityRule* rule = quality->find_validity(parameter->key, "24h", "hour", "day");
  return rule == nullptr ? nullptr : &rule->citation;
}

const Citation* AirYear::quorum_rule() const {
  if (evaluation == nullptr) return nullptr;
  const auto found = evaluation->constant_citations.find(kQuorum);
  return found == evaluation->constant_citations.end() ? nullptr : &found->second;
}

void rest_on_day(TraceNode& node, const AirYear& air) {
  rest_on(node, air.hours_rule());
  rest_on(node, air.quorum_rule());
}

const AirYear& AirDays::year(const StationSetDefinition& set, const Parameter& parameter, int year,
                             int start_hour) const {
  auto& slot = years_[Key{set.key, parameter.key, year, start_hour}];
  if (slot) return *slot;
  slot = std::make_unique<AirYear>();
  AirYear& air = *slot;
  const Period period = Period::of_year(year);
  air.year = year;
  air.parameter = &parameter;
  air.start_hour = start_hour;
  air.quality = view_.edition("GB 3095", period);
  air.evaluation = view_.edition("HJ 663", period);
  if (air.quality != nullptr) air.least_hours = methods::least_hours(*air.quality, parameter.key);
  air.past_days = std::clamp(view_.as_of() + 1 - period.begin, 0, period.day_count());
  air.stations = participating(view_, set);
  fill_stations(air, view_, set, period.begin, period.end);
  fill_city(air, station_quorum(view_, period), period.day_count());
  return air;
}

std::optional<AirDays::DayIndex> AirDays::day_index(const StationSetDefinition& set, std::string_view family,
                                                    Date day) const {
  const Edition* edition = view_.edition(family, Period::of_day(day));
  if (edition == nullptr) return std::nullopt;
  DayIndex result;
  result.edition = edition;
  const Decimal* start = edition->constant("day.start_hour");
  const int start_hour = start == nullptr ? 0 : static_cast<int>(start->digits());
  const auto day_of_year = static_cast<std::size_t>(day - Date::of(day.year(), 1, 1));
  for (const BreakpointTable& table : edition->breakpoints) {
    const Parameter* parameter = view_.standards().parameter(table.parameter);
    if (table.daily_input.empty() || parameter == nullptr) continue;
    methods::Concentration concentration{table.parameter, table.daily_input, std::nullopt, parameter->unit};
    const auto& days = table.daily_input == "max8h"    ? mda8_year(set, *parameter, day.year())
                       : table.daily_input == "1h_max" ? hour_max_year(set, *parameter, day.year())
                                                       : year(set, *parameter, day.year(), start_hour).values;
    concentration.value = days[day_of_year];
    result.concentrations.push_back(std::move(concentration));
  }
  auto index = methods::air_index(*edition, result.concentrations, methods::IndexReport::daily);
  if (!index) return std::nullopt;
  result.index = std::move(*index);
  return result;
}

const std::vector<std::optional<Rational>>& AirDays::mda8_year(const StationSetDefinition& set,
                                                               const Parameter& parameter, int year) const {
  const auto [slot, fresh] = mda8_.try_emplace(Key{set.key, parameter.key, year, 0});
  if (!fresh) return slot->second;
  const Period period = Period::of_year(year);
  slot->second.resize(static_cast<std::size_t>(period.day_count()));
  const Edition* evaluation = view_.edition("HJ 663", period);
  const Edition* quality = view_.edition("GB 3095", period);
  if (evaluation == nullptr || quality == nullptr) return slot->second;
  const auto rules = methods::mda8_rules(*evaluation, *quality, parameter.key, "II", parameter.unit);
  if (!rules) return slot->second;

  const AirYear& air = this->year(set, parameter, year);
  const Rational quorum = station_quorum(view_, period);
  std::vector<std::optional<Rational>> stations(air.stations.size());
  for (int day = 0; day < air.past_days; ++day) {
    for (std::size_t i = 0; i < stations.size(); ++i) {
      const auto hours = day_hours(air.series[i], period.begin + day);
      const auto maximum = methods::mda8(hours, parameter.decimals, *rules);
      stations[i] = maximum ? maximum->value() : std::nullopt;
    }
    const auto city = methods::city_day(stations, quorum);
    if (city) slot->second[static_cast<std::size_t>(day)] = city->value;
  }
  return slot->second;
}

const std::vector<std::optional<Rational>>& AirDays::hour_max_year(const StationSetDefinition& set,
                                                                   const Parameter& parameter,
                                                                   int year) const {
  const auto [slot, fresh] = hour_max_.try_emplace(Key{set.key, parameter.key, year, 0});
  if (!fresh) return slot->second;
  const Period period = Period::of_year(year);
  slot->second.resize(static_cast<std::size_t>(period.day_count()));
  const AirYear& air = this->year(set, parameter, year);
  const Rational quorum = station_quorum(view_, period);
  std::vector<std::optional<Rational>> stations(air.stations.size());
  for (int day = 0; day < air.past_days; ++day) {
    for (std::size_t i = 0; i < stations.size(); ++i) {
      const auto hours = day_hours(air.series[i], period.begin + day);
      const std::int32_t most = *std::max_element(hours.begin(), hours.end());
      stations[i].reset();
      if (most == kNoReading) continue;  // kNoReading is the smallest integer
      if (const auto value = Rational::from(Decimal(most, parameter.decimals))) stations[i] = *value;
    }
    const auto city = methods::city_day(stations, quorum);
    if (city) slot->second[static_cast<std::size_t>(day)] = city->value;
  }
  return slot->second;
}

}  // namespace chuangmo::eval
