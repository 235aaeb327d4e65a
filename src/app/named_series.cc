#include "app/named_series.h"

#include <algorithm>

#include "app/table_columns.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

template <class Definitions>
tl::unexpected<Failure> no_such(const std::string& what, const std::string& key,
                                const Definitions& definitions) {
  std::vector<std::string> keys;
  for (const auto& definition : definitions) keys.push_back(definition.key);
  const std::string near = nearest_name(key, keys);
  return fail("MON001", "没有" + what + quote(key),
              near.empty() ? "用 GET /stations 查看点位和监测项目" : "是不是 " + near + "？");
}

}  // namespace

Result<const Parameter*> named_parameter(const Office& office, const std::string& key) {
  const Standards& standards = office.library().standards;
  const Parameter* parameter = standards.parameter(key);
  if (parameter == nullptr) return no_such("监测项目", key, standards.parameters);
  return parameter;
}

Result<NamedSet> named_set(const Office& office, store::Store& store, const std::string& key,
                           Instant known_at) {
  NamedSet named;
  named.set = office.pack().station_set(key);
  if (named.set == nullptr) return no_such("点位组", key, office.pack().station_sets);
  CHUANGMO_TRY(stations, store.stations(office.programme().id, known_at));
  std::erase_if(stations, [&](const Station& station) { return station.set != key; });
  named.stations = std::move(stations);
  return named;
}

Result<Station> named_station(const std::vector<Station>& stations, const std::string& key) {
  const auto found =
      std::find_if(stations.begin(), stations.end(), [&](const Station& each) { return each.key == key; });
  if (found == stations.end()) return no_such("点位", key, stations);
  return *found;
}

Result<NamedSeries> named_series(const Office& office, store::Store& store, WorkState work,
                                 const SeriesQuestion& question) {
  NamedSeries named;
  named.work = std::move(work);
  named.known_at = std::min(question.known_at.value_or(office.now()), office.now());
  CHUANGMO_TRY(set, named_set(office, store, question.set, named.known_at));
  named.set = set.set;
  CHUANGMO_TRY(parameter, named_parameter(office, question.parameter));
  named.parameter = parameter;
  CHUANGMO_TRY(station, named_station(set.stations, question.station));
  named.station = std::move(station);
  return named;
}

}  // namespace chuangmo::app
