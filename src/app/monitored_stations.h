#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"

namespace chuangmo::app {

// How many readings have each flag, by ReadingFlag.
using FlagCounts = std::array<std::size_t, 5>;

struct MonitoredSeries {
  const Parameter* parameter = nullptr;
  PeriodKind step = PeriodKind::hour;
  Period first;
  Period last;
  FlagCounts flags{};
  std::size_t count() const;
};
struct MonitoredStation {
  Station station;
  const StationSetDefinition* set = nullptr;
  std::vector<MonitoredSeries> series;  // in the order of the set's parameters; others after them
};
struct MonitoredStations {
  std::vector<const StationSetDefinition*> sets;  // in the order of the pack
  std::vector<MonitoredStation> stations;         // by set, key
  Diagnostics findings;                           // damaged blocks
};

// Every station of these sets with what is known of its series.
Result<MonitoredStations> monitored_stations(Office& office,
                                             const std::vector<const StationSetDefinition*>& sets,
                                             std::optional<Instant> known_at);

}  // namespace chuangmo::app
