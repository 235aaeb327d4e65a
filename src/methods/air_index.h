#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "methods/sub_index.h"
#include "methods/tally.h"
#include "model/standard.h"

namespace chuangmo::methods {

// One concentration of a day or an hour. `input` says which average: daily "24h" "1h_max" "max8h"; hourly
// "1h" "8h_running" "24h_running".
struct Concentration {
  std::string parameter;
  std::string input;
  std::optional<Rational> value;  // none: not known
  std::string unit;
};

enum class IndexReport { daily, realtime };
// How the hourly report treats particles: by the running 24 h mean (HJ 633-2012 表1), or by the hourly mean
// against the 24 h break points, as the national platform publishes; then no running mean enters at all (O3
// by its hour alone). HJ 633-2026 knows hourly means only.
enum class ParticleInput { as_standard, hourly };

// An item that takes no part in a report. input "": every one of the parameter.
struct LeftOut {
  std::string parameter;
  std::string input;
};

// API (2000 scheme) or AQI (HJ 633) of a day or an hour of a city or station.
struct AirIndex {
  std::vector<SubIndex> items;       // one per item of the report, in the order of the edition's break points
  std::optional<Rational> exact;     // largest unrounded sub-index; none when no item is known
  std::optional<Rational> at_least;  // what the index is at least, from all that is known
  std::optional<int> index;          // rounded up; from the known items only when is_complete is false
  bool is_complete = false;          // every item of the report is known
  std::vector<std::string> primary;  // 首要污染物, all of a tie; empty up to index.primary_above
  std::vector<std::string> missing;  // pollutants with an item that is not known
  // HJ 633-2026 5.3.1: with a pollutant missing, the index of the others is published only above the constant
  // index.publish_incomplete_above; else index, level and primary pollutants are NA. An edition without the
  // constant is silent: the index of what is known stands, and is_complete tells.
  bool may_be_published = false;
  const IndexLevel* level = nullptr;  // of `index`; points into the edition
};
// `left_out`: items that a file of daily values cannot have, and pollutants of HJ 633-2026 5.3.2.
Result<AirIndex> air_index(const Edition& edition, std::span<const Concentration> concentrations,
                           IndexReport report, ParticleInput particles = ParticleInput::as_standard,
                           std::span<const LeftOut> left_out = {});

// Pollutants that may be left out because the monitoring plan does not ask for them (HJ 633-2026 5.3.2:
// constant index.may_leave_out). Whether none was primary at a polluted level in the last three years is for
// who leaves them out to know.
bool may_leave_out(const Edition& edition);

// Whether a day's index is at most `most` (100: a good day), from the unrounded index, which is the same as
// holding every concentration against its break point. False as soon as one known item is above; unknown when
// one is missing and none is above.
Truth is_at_most(const AirIndex& index, const Rational& most);
// The index a day is a good day up to: constant index.good of the edition (API and AQI: 100).
Truth is_good_day(const Edition& edition, const AirIndex& index);

const IndexLevel* level_of(const Edition& edition, int index);

}  // namespace chuangmo::methods
