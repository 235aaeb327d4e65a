#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/reading_files.h"
#include "model/fact.h"
#include "model/standard.h"

namespace chuangmo::app {

// The readings of one parameter at the stations of a city, parallel to its stations; nullptr: none.
struct CitySeries {
  const Parameter* parameter = nullptr;
  std::vector<const ReadingSeries*> hours;
  std::vector<const ReadingSeries*> days;  // read as days: already the day's value
  bool has_hours() const;
  bool has_days() const;
};

// The stations of a city with what they measured. The clean control point stands outside the city's mean (HJ
// 663). Points into ReadingFiles and Standards.
struct AirCity {
  std::string name;                      // "" where no table says
  std::vector<const Station*> stations;  // by key; the control points behind the others
  std::size_t participants = 0;          // stations before the control points: the city is their mean
  std::vector<CitySeries> parameters;    // that the files hold, in the order of the catalogue
  Hour first;                            // first and last hour with something in it
  Hour last;
  Date first_day;  // the same of hours and days
  Date last_day;
  bool has_hours = false;
  bool has_readings = false;
  const CitySeries* find(std::string_view parameter) const;
};

// By name. `only`: this city alone, "" all. A city without any reading is left out.
std::vector<AirCity> air_cities(const Standards& standards, const ReadingFiles& files,
                                const std::string& only);

}  // namespace chuangmo::app
