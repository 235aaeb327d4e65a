#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"
#include "model/standard.h"
#include "model/verdict.h"

namespace chuangmo {

// A part of the day that a level speaks of. Day and night are those of GB 3096 (06:00-22:00); the European
// day, evening and night have other hours (07:00, 19:00, 23:00) and are never taken for them.
enum class NoisePart : std::uint8_t { day, night, whole, european_day, european_evening, european_night };
std::string_view noise_part_name(NoisePart part);     // "day" "night" "24h" "eu_day" "eu_evening" "eu_night"
std::string_view noise_part_name_zh(NoisePart part);  // "昼间" "夜间" "全天" ...

// A level or a mean of levels in dB(A) between two bounds. Both the same: known exactly. Closer than 10^-12:
// an energy mean, which is no fraction. Further apart, or open: something is missing.
struct NoiseValue {
  std::optional<Rational> low;
  std::optional<Rational> high;
};

// One level or statistic over the measurements of a place: the least and the most of them.
struct NoiseSpread {
  Decimal least;
  Decimal most;
};

// One measurement of one place and part of the day: a row of a table, or the samples of a day.
struct NoiseMeasurement {
  std::string when;                    // "2011", "2011-05-04", "2011-05-04T22"; "" not written
  std::optional<NoiseValue> level;     // of what was measured; none: the cell is empty or does not count
  std::int64_t samples = 1;            // levels it is made of
  std::optional<std::int64_t> wanted;  // samples of the whole part of the day, where they are to fill it
  NoiseValue whole;  // what the level of the whole part can be, when samples are missing; else as `level`
  std::map<std::string, Decimal> statistics;  // "L10" "L50" "L90": as written, or from the samples
  Outcome outcome = Outcome::undecided;       // against the limit of its zone
  bool is_met_by_rounding = false;
  Where where;  // the first of its rows
};

// A place in a year and a part of the day.
struct NoisePlace {
  std::optional<int> year;
  NoisePart part = NoisePart::day;
  std::string key;
  std::string name;
  std::vector<std::string> zones;             // "2"; "4a" and "4b" where only "4" is known; none
  std::optional<Rational> length_m;           // of a road section
  std::optional<NoiseValue> level;            // energy mean of the measurements; none: missing
  std::map<std::string, NoiseSpread> spread;  // by statistic
  std::vector<NoiseMeasurement> measurements;
};

// The mean of all places: arithmetic over grids, weighted by length over road sections.
struct NoiseMean {
  std::optional<int> year;
  NoisePart part = NoisePart::day;
  int places = 0;  // with a level
  int missing = 0;
  std::optional<Rational> length_m;  // of the places with a level; none where lengths do not matter
  Rational missing_length_m;
  NoiseValue value;
  std::string edition;  // whose grades these are; "" none
  int best_grade = 0;   // 1 (best) .. 5; 0 not graded
  int worst_grade = 0;
  std::string best_name;
  std::string worst_name;
  std::optional<Citation> citation;
};

// How many measurements of a zone class meet its limit (点次达标率).
struct NoiseZone {
  std::optional<int> year;
  NoisePart part = NoisePart::day;
  std::string zone;   // "2"; "4" where it may be 4a or 4b
  std::string limit;  // dB(A); "55/60" of "4"
  std::string edition;
  int met = 0;
  int not_met = 0;
  int undecided = 0;  // missing, incomplete or between two limits
};

// 昼夜等效声级, an extra that nothing is judged by.
struct NoiseDayNight {
  std::optional<int> year;
  std::string key;
  NoiseValue level;
};

struct NoiseReport {
  std::string kind;  // "region" "traffic" "zone"; "" no mean over the places is asked
  int decimals = 1;  // levels are shown with
  std::vector<NoiseMean> means;
  std::vector<NoiseZone> zones;
  std::vector<NoisePlace> places;  // by year, part, key
  std::vector<NoiseDayNight> day_night;
  Diagnostics diagnostics;
};

}  // namespace chuangmo
