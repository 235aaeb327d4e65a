#include "app/monitored_stations.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "series/block.h"

namespace chuangmo::app {

namespace {

// What was seen of a series while its readings came by.
struct Seen {
  std::int64_t first = 0;
  std::int64_t last = 0;
  FlagCounts flags{};
};
using SeenSeries = std::map<store::SeriesKey, Seen>;

Result<Diagnostics> look(store::Store& store, const store::ReadingsQuery& query, SeenSeries& seen) {
  const store::SeriesKey* key = nullptr;  // of the series at hand: the store keeps it while it lasts
  Seen* at_hand = nullptr;
  return store.visit_known(query, [&](const store::KnownReading& reading) -> Result<void> {
    if (key != &reading.series) {
      key = &reading.series;
      at_hand = &seen.try_emplace(*key, Seen{reading.index, reading.index, {}}).first->second;
    }
    at_hand->last = reading.index;
    ++at_hand->flags.at(static_cast<std::size_t>(reading.flag));
    return {};
  });
}

std::size_t place_in(const StationSetDefinition& set, const std::string& parameter) {
  return static_cast<std::size_t>(std::find(set.parameters.begin(), set.parameters.end(), parameter) -
                                  set.parameters.begin());
}

}  // namespace

std::size_t MonitoredSeries::count() const {
  return std::accumulate(flags.begin(), flags.end(), std::size_t{0});
}

Result<MonitoredStations> monitored_stations(Office& office,
                                             const std::vector<const StationSetDefinition*>& sets,
                                             std::optional<Instant> known_at) {
  MonitoredStations answer;
  answer.sets = sets;
  CHUANGMO_TRY(reading, office.reader());
  store::ReadingsQuery query{office.programme().id, known_at.value_or(office.now())};
  query.sets.emplace();
  for (const StationSetDefinition* set : sets) query.sets->push_back(set->key);
  CHUANGMO_TRY(registered, reading->store->stations(query.programme, query.known_at));
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  for (Station& station : registered) {
    const auto set = std::find_if(sets.begin(), sets.end(),
                                  [&](const StationSetDefinition* each) { return each->key == station.set; });
    if (set == sets.end()) continue;
    places.emplace(std::pair(station.set, station.key), answer.stations.size());
    answer.stations.push_back({std::move(station), *set, {}});
  }
  SeenSeries seen;
  CHUANGMO_TRY(damage, look(*reading->store, query, seen));
  answer.findings = std::move(damage);
  for (const auto& [key, series] : seen) {
    const auto place = places.find({key.set, key.station});
    const Parameter* parameter = office.library().standards.parameter(key.parameter);
    if (place == places.end() || parameter == nullptr) continue;
    answer.stations[place->second].series.push_back({parameter, key.step,
                                                     series::period_at(key.step, series.first),
                                                     series::period_at(key.step, series.last), series.flags});
  }
  for (MonitoredStation& station : answer.stations) {
    std::stable_sort(station.series.begin(), station.series.end(),
                     [&](const MonitoredSeries& a, const MonitoredSeries& b) {
                       return place_in(*station.set, a.parameter->key) <
                              place_in(*station.set, b.parameter->key);
                     });
  }
  return answer;
}

}  // namespace chuangmo::app
