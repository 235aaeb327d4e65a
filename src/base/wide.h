#pragma once
#include "base/decimal.h"

namespace chuangmo {

// Unsigned 128 and 256 bit integers: what exact comparison and rounding need between two 128-bit steps.
using UInt128 = unsigned __int128;

inline constexpr UInt128 kInt128Max = ~UInt128{0} >> 1;

// Well defined for every value, the most negative one too.
constexpr UInt128 magnitude(Int128 value) {
  return value < 0 ? ~static_cast<UInt128>(value) + 1 : static_cast<UInt128>(value);
}

// 10^exponent, exponent 0..38.
UInt128 power_of_ten(int exponent);
UInt128 greatest_common_divisor(UInt128 a, UInt128 b);

struct UInt256 {
  UInt128 high = 0;
  UInt128 low = 0;
  friend bool operator==(const UInt256&, const UInt256&) = default;
  friend bool operator<(const UInt256& a, const UInt256& b) {
    return a.high != b.high ? a.high < b.high : a.low < b.low;
  }
};

struct Division256 {
  UInt256 quotient;
  UInt128 remainder = 0;
};

UInt256 wide_product(UInt128 a, UInt128 b);
UInt256 wide_sum(const UInt256& a, const UInt256& b);                 // a + b must stay below 2^256
UInt256 wide_difference(const UInt256& a, const UInt256& b);          // a >= b
Division256 wide_division(const UInt256& dividend, UInt128 divisor);  // 0 < divisor < 2^127

}  // namespace chuangmo
