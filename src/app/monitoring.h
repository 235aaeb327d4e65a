#pragma once
#include <optional>
#include <vector>

#include "app/verdicts.h"
#include "eval/fact_view.h"
#include "publish/monitoring.h"
#include "rule/needs.h"

namespace chuangmo::app {

// What the stations measured, for people to look at: calendars, months, stations, classes, noise. It asks the
// methods that the verdicts ask, over the same facts, and decides nothing. With `indicator`, of the sets that
// it asks about.
publish::Monitoring monitoring(const Pack& pack, const Library& library, const Judgement& judgement,
                               std::optional<int> indicator = std::nullopt);

// A station set with what the criteria of the pack want to know of it.
struct MonitoredSet {
  const StationSetDefinition* set = nullptr;
  std::vector<int> indicators;
  std::vector<rule::SeriesNeed> series;
  std::vector<rule::LimitNeed> limits;  // of the criteria that ask for the set
  bool is_asked(std::string_view method) const;
};

publish::AirMonitoring air_monitoring(const eval::FactView& view, const MonitoredSet& set);
publish::WaterMonitoring water_monitoring(const eval::FactView& view, const MonitoredSet& set);
publish::WaterMonitoring source_monitoring(const eval::FactView& view, const MonitoredSet& set);
publish::NoiseMonitoring noise_monitoring(const eval::FactView& view, const MonitoredSet& set,
                                          const Evaluation& evaluation);

}  // namespace chuangmo::app
