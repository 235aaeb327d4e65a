#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"

namespace chuangmo::app {

// Keys as clients write them, looked up in the pack, the catalogue and the register of stations. What there
// is not fails with MON001 and names what is near.
Result<const Parameter*> named_parameter(const Office& office, const std::string& key);

struct NamedSet {
  const StationSetDefinition* set = nullptr;
  std::vector<Station> stations;  // by key
};
Result<NamedSet> named_set(const Office& office, store::Store& store, const std::string& key,
                           Instant known_at);
Result<Station> named_station(const std::vector<Station>& stations, const std::string& key);

// Which series, as known when.
struct SeriesQuestion {
  std::string set;
  std::string station;
  std::string parameter;
  std::optional<Instant> known_at;  // nullopt: now
};
struct NamedSeries {
  const StationSetDefinition* set = nullptr;
  const Parameter* parameter = nullptr;
  Station station;
  WorkState work;
  Instant known_at;  // not later than now
};
Result<NamedSeries> named_series(const Office& office, store::Store& store, WorkState work,
                                 const SeriesQuestion& question);

}  // namespace chuangmo::app
