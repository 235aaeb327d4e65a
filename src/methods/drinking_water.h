#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "methods/tally.h"
#include "methods/water_class.h"
#include "model/standard.h"

namespace chuangmo::methods {

// One sample of a source held against the limits of its standard (GB 3838 class III with tables 2 and 3, or
// GB/T 14848 class III).
struct SourceSample {
  Truth complies;  // one failing indicator fails the sample
  std::vector<std::string> failing;
  std::vector<std::string> missing;  // of `required`
};
// Limits are looked up in `edition` by grade, then by grade "source" (tables 2 and 3). Indicators without a
// limit are ignored.
SourceSample source_sample(const Edition& edition, std::span<const WaterValue> values,
                           std::span<const std::string> required, std::string_view grade,
                           std::string_view medium);

// One source in one month.
struct SourceMonth {
  std::optional<Rational> volume;  // taken in; none: not known
  Truth complies;
};

// 水质达标率: complying volume / whole volume, all sources and months (环办〔2011〕22号, 饮用水水源地).
// Volumes in one unit.
struct DrinkingWaterRate {
  Rational complying;
  Rational failing;
  Rational undecided;                 // of months whose compliance is unknown
  int unknown_volumes = 0;            // months without a volume
  int complying_unknown_volumes = 0;  // of these, months that complied
  int failing_unknown_volumes = 0;    // of these, months that failed
  std::optional<Rational> value;      // 1 = 100 %; none when not exact
  std::optional<Rational> low;        // bounds: an unknown volume may be anything from 0 up
  std::optional<Rational> high;
  bool low_is_open = false;  // known volumes keep the rate from that end, however large the unknown ones are
  bool high_is_open = false;
};
Result<DrinkingWaterRate> drinking_water_rate(std::span<const SourceMonth> months);

}  // namespace chuangmo::methods
