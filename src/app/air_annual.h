#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/reading_files.h"
#include "eval/city_air.h"
#include "publish/air_rows.h"

namespace chuangmo::app {

struct AirAnnualRequest {
  ReadingFilesRequest files;
  std::vector<std::string> editions;  // pinned, with their companions; empty: in force at the time
  std::string reference;              // "273" "298": gases stated at this temperature; "" as measured
  std::optional<int> year;            // only this one
  std::vector<std::string> cities;    // only these; empty: all
  std::optional<Instant> known_at;    // of a workspace; none: now
  bool explain = false;               // also the days that decide; of one city and year
  unsigned threads = 0;               // 0: as many as the machine has cores
};

// Years of cities with the rules they point into.
struct AirAnnual {
  eval::AirJudge judge;
  std::vector<methods::CityYear> years;  // by city, year
  std::vector<publish::AirRow> days;     // that decide, down to hours and lines of files, on request
  Diagnostics diagnostics;               // with an error among them there are no years
};

// The annual evaluation of HJ 663 straight from files, as `air annual FILE...`. EVL001 no such edition;
// AIR001 none in force in a year of the readings; FIL001; AIR003 no such city or year; MTH001 and NUM002 of
// the methods.
Result<AirAnnual> air_annual(const Library& library, const AirAnnualRequest& request);
// The same of what a workspace knows, as `air annual -w`: city by city, so that memory does not grow with
// their number. request.files is not asked. EVL002 the pack has no air stations.
Result<AirAnnual> stored_air_annual(const std::filesystem::path& workspace, const Library& library,
                                    const AirAnnualRequest& request);

}  // namespace chuangmo::app
