#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/air_rules.h"
#include "methods/air_index.h"
#include "methods/city_day.h"
#include "publish/air_rows.h"

namespace chuangmo::app {

// One average on its way into a row: the concentration, and what it was made of.
struct Measured {
  const Parameter* parameter = nullptr;
  methods::Concentration concentration;
  bool in_index = true;
  std::optional<int> valid_hours;
  std::optional<int> valid_windows;
  int stations = 1;
  int valid_stations = 0;
  int stations_needed = 0;
  const Limit* limit = nullptr;
  const Citation* citation = nullptr;  // of what makes its parts valid
  std::vector<TraceNode> parts;        // stations, when somebody wants to see them
};

// Index, level and the rest of a row from its averages; time and place are the caller's. With `explain` the
// trace too. Items are ordered by parameter as the catalogue is, then as given.
Result<publish::AirRow> air_row(const AirRules& rules, std::vector<Measured> measured,
                                methods::IndexReport report, methods::ParticleInput particles,
                                std::span<const methods::LeftOut> left_out, bool explain);

// The limit of grade II that the average of a day or hour is held against; nullptr: none.
const Limit* limit_of(const AirRules& rules, std::string_view parameter, std::string_view average);

// The mean of the stations with the quorum of the rules, into `measured`.
Result<void> take_stations(const AirRules& rules, std::span<const std::optional<Rational>> stations,
                           Measured& measured);

}  // namespace chuangmo::app
