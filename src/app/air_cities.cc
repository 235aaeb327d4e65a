#include "app/air_cities.h"

#include <algorithm>
#include <map>

namespace chuangmo::app {

namespace {

using SeriesByPlace = std::map<std::pair<std::string, std::string>, std::vector<const ReadingSeries*>>;

SeriesByPlace by_place(const ReadingFiles& files) {
  SeriesByPlace found;
  for (const ReadingSeries& series : files.series)
    found[{series.station, series.parameter}].push_back(&series);
  return found;
}

const ReadingSeries* of_step(const std::vector<const ReadingSeries*>& all, PeriodKind step) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const ReadingSeries* each) { return each->step == step; });
  return found == all.end() ? nullptr : *found;
}

struct Ends {
  std::int64_t first;
  std::int64_t last;
};
// Where a series begins and ends to say something: blocks are laid out by whole months.
std::optional<Ends> ends_of(const ReadingSeries& series) {
  const auto says = [](std::uint32_t row) { return row != 0; };
  const auto first = std::find_if(series.rows.begin(), series.rows.end(), says);
  if (first == series.rows.end()) return std::nullopt;
  const auto last = std::find_if(series.rows.rbegin(), series.rows.rend(), says);
  return Ends{series.first + (first - series.rows.begin()), series.first + (series.rows.rend() - last) - 1};
}

void widen_days(AirCity& city, Date first, Date last) {
  city.first_day = city.has_readings ? std::min(city.first_day, first) : first;
  city.last_day = city.has_readings ? std::max(city.last_day, last) : last;
  city.has_readings = true;
}

void widen(AirCity& city, const ReadingSeries& series) {
  const auto ends = ends_of(series);
  if (!ends) return;
  if (series.step == PeriodKind::day) {
    widen_days(city, Date{static_cast<std::int32_t>(ends->first)},
               Date{static_cast<std::int32_t>(ends->last)});
    return;
  }
  const Hour first{static_cast<std::int32_t>(ends->first)};
  const Hour last{static_cast<std::int32_t>(ends->last)};
  city.first = city.has_hours ? std::min(city.first, first) : first;
  city.last = city.has_hours ? std::max(city.last, last) : last;
  city.has_hours = true;
  widen_days(city, first.date(), last.date());
}

void add_readings(AirCity& city, const Standards& standards, const SeriesByPlace& places) {
  for (const Parameter& parameter : standards.parameters) {
    if (parameter.medium != "air") continue;
    CitySeries all{&parameter, {}, {}};
    for (const Station* station : city.stations) {
      const auto place = places.find({station->key, parameter.key});
      const bool is_measured = place != places.end();
      all.hours.push_back(is_measured ? of_step(place->second, PeriodKind::hour) : nullptr);
      all.days.push_back(is_measured ? of_step(place->second, PeriodKind::day) : nullptr);
      for (const ReadingSeries* series : {all.hours.back(), all.days.back()})
        if (series != nullptr) widen(city, *series);
    }
    if (all.has_hours() || all.has_days()) city.parameters.push_back(std::move(all));
  }
}

bool any_of(const std::vector<const ReadingSeries*>& all) {
  return std::any_of(all.begin(), all.end(), [](const ReadingSeries* each) { return each != nullptr; });
}

}  // namespace

bool CitySeries::has_hours() const {
  return any_of(hours);
}

bool CitySeries::has_days() const {
  return any_of(days);
}

const CitySeries* AirCity::find(std::string_view parameter) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const CitySeries& each) { return each.parameter->key == parameter; });
  return found == parameters.end() ? nullptr : &*found;
}

std::vector<AirCity> air_cities(const Standards& standards, const ReadingFiles& files,
                                const std::string& only) {
  std::map<std::string, AirCity> by_name;
  for (const Station& station : files.stations) {  // by key already
    if (!only.empty() && station.city != only) continue;
    AirCity& city = by_name[station.city];
    city.name = station.city;
    city.stations.push_back(&station);
  }
  const SeriesByPlace places = by_place(files);
  std::vector<AirCity> cities;
  for (auto& [name, city] : by_name) {
    const auto controls = std::stable_partition(city.stations.begin(), city.stations.end(),
                                                [](const Station* each) { return each->kind != "control"; });
    city.participants = static_cast<std::size_t>(controls - city.stations.begin());
    add_readings(city, standards, places);
    if (city.has_readings) cities.push_back(std::move(city));
  }
  return cities;
}

}  // namespace chuangmo::app
