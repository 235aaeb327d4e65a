#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/verdict.h"

namespace chuangmo::publish {

// Rows of `air daily` and `air aqi`, computed before; here they are only shown. docs/formats/air.md.

// One average of one pollutant.
struct AirItem {
  std::string pollutant;  // "SO2"
  std::string average;    // "24h" "1h_max" "max8h"; of an hour "1h" "8h_running" "24h_running"
  std::string value;      // exact, "1234/23"; "" not known or not valid
  std::string shown;      // rounded by GB/T 8170
  std::string unit;
  bool in_index = true;  // an item of the report; false: shown beside it
  std::optional<int> sub_index;
  std::string sub_index_exact;     // "" not known, or not computed above the table
  std::optional<int> valid_hours;  // of all stations together; none where days were read
  std::optional<int> valid_windows;
  int stations = 1;
  int valid_stations = 0;
  int stations_needed = 0;
  std::string limit;  // grade II, in `limit_unit`; "" none
  std::string limit_unit;
  std::string exceed_multiple;  // exact; "" unless above the limit
};

// A day or an hour of a city, or an hour of a station.
struct AirRow {
  std::string city;
  std::string station;  // key; "" for a city
  std::string station_name;
  std::string time;        // "2014-01-01", "2017-07-07T16": the hour that begins then, as the file labels it
  std::string index_name;  // "API" "AQI"
  std::string edition;
  std::optional<int> index;  // none: nothing is known, or it may not be published
  bool is_complete = false;
  std::string exact;     // unrounded; "" like index
  std::string at_least;  // what it is at least, from all that is known; exact
  std::string level;
  std::string grade;
  std::string colour;
  std::optional<bool> is_good;
  std::vector<std::string> primary;
  std::vector<std::string> missing;
  std::vector<AirItem> items;
  std::optional<TraceNode> trace;
};

// Days of a city and year by level.
struct AirLevelCount {
  std::string level;
  int days = 0;
};
struct AirYearCounts {
  std::string city;
  int year = 0;
  std::vector<AirLevelCount> levels;  // of days whose index is complete, best first
  int without_index = 0;              // days without one, or of an incomplete one
  int good = 0;
  int not_good = 0;
  int undecided = 0;
};

}  // namespace chuangmo::publish
