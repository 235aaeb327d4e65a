#pragma once
#include <functional>
#include <memory>

#include "app/air_cities.h"
#include "app/air_rules.h"
#include "publish/air_rows.h"

namespace chuangmo::app {

// What `air daily` and `air aqi` are asked for.
struct AirRequest {
  ReadingFilesRequest files;
  AirChoices choices;
  std::optional<Date> from;  // first and last day of rows, both included
  std::optional<Date> to;
  std::string city;               // "" all
  bool hourly_particles = false;  // air aqi
  bool explain = false;
};

// Rows are handed over one by one, in the order of the documentation: they need not all be kept.
using AirRowSink = std::function<void(publish::AirRow&&)>;

struct AirReport {
  Diagnostics diagnostics;                     // with an error among them there are no rows
  std::vector<publish::AirYearCounts> counts;  // of days
};

// The days of each city: stations' days, their mean, the index by the edition in force or pinned. A file of
// daily values is the city's day itself. Rows by city, then day, from its first to its last day with a
// reading. FIL001, EVL001, AIR001 no edition in force, AIR002 unknown reference, AIR003 no city of that name.
Result<AirReport> judge_air_days(const Library& library, const AirRequest& request, const AirRowSink& sink);

// Reads the files of the request; AIR003 when none of them is of the wanted city.
struct AirInput {
  ReadingFiles files;
  std::vector<AirCity> cities;  // point into files
};
Result<std::unique_ptr<AirInput>> read_air(const Library& library, const AirRequest& request);

}  // namespace chuangmo::app
