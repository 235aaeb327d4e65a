#pragma once
#include <string>
#include <vector>

#include "publish/chart.h"

namespace chuangmo::publish {

// What the stations measured, for the section 监测 of the page. Everything was computed before, by what
// computes the verdicts: numbers are text as people read them, and whether a limit is kept was decided on the
// exact value.

// A mean over one year, of the city or of one station.
struct MeasuredYear {
  int year = 0;
  std::string value;          // "" when no value is known
  bool is_valid = true;       // false: of fewer days than the standard asks for, or of a year that still runs
  bool breaks_limit = false;  // a valid mean that does not keep `limit`
  std::string limit;          // in force that year, in the unit of the panel; "" none
  std::string limit_standard;  // "GB 3095-1996"
  int valid_days = 0;
  int days = 0;      // of the year
  std::string note;  // 中文: why it is not valid
};

struct MeasuredMonth {
  int year = 0;
  int month = 0;          // 1..12
  std::string value;      // "" when no day is valid
  int valid_days = 0;     // that the mean is made of
  bool is_short = false;  // fewer than the standard asks of a month
};

struct StationYears {
  std::string name;
  bool is_control = false;  // 清洁对照点: shown for comparison, no part of the city's mean
  std::vector<MeasuredYear> years;
  std::string station;  // id
};

// One pollutant: how its months went, and how the stations compare.
struct PollutantPanel {
  std::string key;   // "SO2"
  std::string name;  // "二氧化硫"
  std::string unit;
  std::vector<MeasuredMonth> months;   // ascending, to the last month that has begun
  std::vector<MeasuredYear> years;     // of the city
  std::vector<StationYears> stations;  // control points last
};

// Days of one year by the verdicts' own question, whether the index of the day is good.
struct GoodDays {
  int year = 0;
  int good = 0;
  int not_good = 0;
  int unknown = 0;    // past days without an answer
  int ahead = 0;      // days to come
  std::string share;  // of good days in the year, in per cent; "" unless every day is known
};

struct AirMonitoring {
  std::string name;  // of the station set
  std::string name_en;
  std::vector<int> indicators;  // that ask about it
  std::vector<Chart> calendars;
  std::vector<GoodDays> good_days;
  std::vector<PollutantPanel> pollutants;
};

// One section in one month, or a year: a class, or whether it complied.
struct ClassCell {
  enum class Kind { known, unknown, ahead };
  Kind kind = Kind::unknown;
  int level = 0;        // 1..6: I..劣V; of sources 1 complies, 6 does not
  std::string text;     // "III", "✓"
  bool breaks = false;  // worse than its target
  std::string cause;    // parameters that decide, or that are missing
};

struct ClassRow {
  std::string name;
  std::string target;            // "III"; "" none
  std::vector<ClassCell> cells;  // January to December, and the year where `has_year`
  std::string station;           // id
};

// The sections of a set in one year.
struct ClassTable {
  int year = 0;
  std::vector<ClassRow> rows;
};

struct WaterMonitoring {
  std::string name;
  std::string name_en;
  std::vector<int> indicators;
  bool has_year = false;   // a thirteenth cell: the class of the year's means
  bool is_source = false;  // complies or not, instead of classes
  std::vector<ClassTable> years;
};

// A mean over grids or roads.
struct NoiseYear {
  int year = 0;
  std::string value;  // "" not known
  int known = 0;      // places with a level
  int places = 0;
};

struct NoiseMonitoring {
  std::string name;
  std::string name_en;
  std::vector<int> indicators;
  bool is_weighted = false;  // by road length
  std::string unit;
  std::string limit;  // with its sign: "<= 70"; "" none
  std::vector<NoiseYear> years;
};

struct Monitoring {
  std::vector<AirMonitoring> air;
  std::vector<WaterMonitoring> water;
  std::vector<NoiseMonitoring> noise;
  bool is_empty() const { return air.empty() && water.empty() && noise.empty(); }
  bool concerns(int indicator) const;
};

}  // namespace chuangmo::publish
