#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "base/unit.h"

namespace chuangmo {

// One unit without prefix or exponent. Its factor to the coherent unit is numerator / denominator x
// 10^power_of_ten.
struct UnitAtom {
  std::string_view spelling;  // folded: NFKC, no blanks, u for micro
  std::string_view symbol;    // as it is printed
  std::int64_t numerator;
  std::int64_t denominator;
  int power_of_ten;
  Dimension dimension;
};

// Chinese counting words before a unit: 万元, 百万吨.
struct CountPrefix {
  std::string_view word;
  std::int64_t factor;
};

const UnitAtom* find_unit_atom(std::string_view spelling);
std::span<const CountPrefix> count_prefixes();  // longest first
std::string_view dimension_name(BaseDimension base);

}  // namespace chuangmo
