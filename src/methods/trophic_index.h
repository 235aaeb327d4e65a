#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "methods/natural_logarithm.h"
#include "methods/water_class.h"
#include "model/standard.h"

namespace chuangmo::methods {

// What one parameter adds: TLI(j) = 10 (intercept + slope ln x).
struct TrophicPart {
  std::string parameter;
  Rational value;  // Chla mg/m3, SD m, TP, TN and CODMn mg/L
  Enclosure index;
  Rational weight;  // r^2 / sum of r^2 of all parameters of the method
};

// 综合营养状态指数 of a lake or reservoir (环办〔2011〕22号 附录): TLI = sum of weight x TLI(j). Logarithms
// are irrational: the index lies in an enclosure, and a grade is given only when the whole of it lies in one.
struct TrophicIndex {
  std::vector<TrophicPart> parts;         // by parameter
  std::optional<Enclosure> index;         // none when a value is missing
  std::string grade;                      // "中营养"; "" not known, or on the edge between two
  std::vector<std::string> missing;       // parameters without a value
  std::vector<std::string> no_logarithm;  // whose value is 0
  bool is_on_edge() const { return index && grade.empty(); }
};

// values in the units above. Constants of the edition: tli.<parameter>.intercept, .slope, .r and the grades
// tli.below., tli.most., tli.above.<name>; MTH001 when it has none, MTH004 for a negative value.
Result<TrophicIndex> trophic_index(const Edition& edition, std::span<const WaterValue> values);

}  // namespace chuangmo::methods
