#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"
#include "model/standard.h"

namespace chuangmo::publish {

// What `water class` and `water annual` tell. Everything is decided; classes are "I" .. "V" "劣V", "" where
// there is none.

// One reading behind a value.
struct WaterReading {
  std::string time;  // "2026-02-04T11"
  Rational value;
  std::string file;
  std::string sheet;
  int row = 0;
};

struct WaterIndicator {
  std::string parameter;
  std::string name;
  std::string unit;
  std::optional<Rational> value;  // of the sample, or the mean of the year
  std::string water_class;
  std::string limit;  // of the class it is held against: "≤ 0.2", "≥ 5", "6~9"; "" none
  bool exceeds = false;
  std::optional<Rational> exceed_multiple;
  std::string note;  // 中文, what else took part in the class
  int months = 0;    // of a year: with a value
  std::vector<WaterReading> readings;
};

struct WaterPlace {
  std::string section;
  std::string name;
  std::string province;
  std::string basin;
  std::string river;
  bool is_lake = false;
};

// One section at one time.
struct WaterSampleRow {
  WaterPlace place;
  std::string time;
  std::string water_class;  // the worst of what was measured; "" when nothing was
  std::string worst;        // what it may be at worst, were the missing indicators known
  std::vector<std::string> deciding;
  std::vector<std::string> missing;
  std::string target;
  std::optional<bool> attained;            // none: not known without what is missing
  std::vector<WaterIndicator> indicators;  // that take part
  std::vector<WaterIndicator> apart;  // evaluated by themselves: total nitrogen of lakes, faecal coliforms
};

struct WaterClassReport {
  std::vector<std::string> editions;
  std::vector<std::string> indicators;    // that take part: of the method and in the files
  std::vector<std::string> not_measured;  // of the method, in none of the files
  std::vector<WaterSampleRow> rows;       // by section, time
  Diagnostics diagnostics;
};

struct WaterPollutant {
  std::string parameter;
  std::string name;
  std::optional<Rational> exceed_multiple;
  std::optional<Rational> exceed_rate;  // of rivers: share of sections over class III
};

// Section-months of a function zone.
struct WaterAttainment {
  std::string target;  // "" of several sections
  std::int64_t met = 0;
  std::int64_t not_met = 0;
  std::int64_t unknown = 0;
  std::optional<Rational> low;  // share of the months that were sampled
  std::optional<Rational> high;
  std::vector<std::string> failed;  // months, "2025-07"
};

struct TrophicPartRow {
  std::string parameter;
  Rational value;
  std::string unit;
  Rational low;
  Rational high;
  Rational weight;
};
struct TrophicRow {
  std::optional<Rational> low;
  std::optional<Rational> high;
  std::string grade;  // "" not known
  bool is_on_edge = false;
  std::vector<std::string> missing;
  std::vector<TrophicPartRow> parts;
};

// One section in one year.
struct WaterYearRow {
  WaterPlace place;
  int year = 0;
  std::string water_class;  // "" while it is not certain
  std::string best;         // what it is at least, and at worst
  std::string worst;
  std::string provisional;  // of the means there are, however few their months
  std::string status;       // "良好"; "" not certain, or no method in force
  std::vector<std::string> deciding;
  std::vector<std::string> missing;  // without a mean of enough months
  std::vector<WaterPollutant> main_pollutants;
  int samples = 0;
  int months = 0;
  int months_needed = 0;
  std::vector<WaterIndicator> indicators;
  std::vector<WaterIndicator> apart;
  std::optional<WaterAttainment> attainment;
  std::optional<TrophicRow> trophic;
};

// A river, or all rivers of a basin, in one year.
struct WaterRiverRow {
  bool is_basin = false;
  std::string name;
  std::string basin;  // of a river
  int year = 0;
  int sections = 0;
  std::map<std::string, int> classes;  // how many sections; "" not certain
  bool by_shares = false;              // else by the means over its sections
  std::string water_class;             // by means
  std::optional<Rational> good_low;    // by shares: I-III
  std::optional<Rational> good_high;
  std::optional<Rational> worst_low;  // 劣V
  std::optional<Rational> worst_high;
  std::string status;
  std::vector<std::string> missing;
  std::vector<WaterPollutant> main_pollutants;
};

struct WaterTrendRow {
  WaterPlace place;
  std::string parameter;
  std::string name;
  std::vector<int> years;
  Rational r;
  std::optional<Rational> critical;  // none: the method has none for so many years
  std::string trend;                 // "rising" "falling" "none"; "" not known
};

// How sure the rules are that took part.
struct WaterRule {
  std::string rule;  // "main pollutants"
  std::string name;  // 中文
  Citation citation;
};

struct WaterYearReport {
  std::vector<std::string> editions;
  std::vector<WaterRule> rules;
  std::vector<std::string> indicators;
  std::vector<std::string> not_measured;
  std::vector<WaterYearRow> rows;             // by section, year
  std::vector<WaterRiverRow> rivers;          // rivers, then basins; by name, year
  std::map<int, WaterAttainment> attainment;  // of all sections with a target, by year
  std::vector<WaterTrendRow> trends;
  Diagnostics diagnostics;
};

}  // namespace chuangmo::publish
