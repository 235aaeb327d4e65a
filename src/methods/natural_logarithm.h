#pragma once
#include "base/decimal.h"

namespace chuangmo::methods {

// A real number that no fraction is equal to, between two that are: low <= number <= high.
struct Enclosure {
  Rational low;
  Rational high;
  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

// ln x between two fractions of 10^-18 that are less than 10^-14 apart. MTH004 when x is not positive, NUM002
// when numerator or denominator has more than 120 bits.
//
// x = m 2^k with m in (1/2, 2), ln x = k ln 2 + ln m, ln m = 2 artanh z with z = (m - 1) / (m + 1), |z| <
// 1/3, and artanh z = z + z^3/3 + z^5/5 + ...; what is left after n terms is less than 9/8 of the next. Every
// step is rounded down for the lower and up for the upper end.
Result<Enclosure> natural_logarithm(const Rational& x);

}  // namespace chuangmo::methods
