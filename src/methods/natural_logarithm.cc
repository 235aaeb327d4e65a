#include "methods/natural_logarithm.h"

#include "base/wide.h"

namespace chuangmo::methods {
namespace {

constexpr Int128 kOne = 1'000'000'000'000'000'000;  // 10^18 stands for 1
constexpr int kTerms = 20;                          // z <= 1/3: the next term is below 10^-20
constexpr int kMostBits = 120;

struct Ends {
  Int128 low = 0;  // in units of 10^-18
  Int128 high = 0;
};

// Of operands that are not negative, divisor > 0.
Int128 quotient_up(Int128 dividend, Int128 divisor) {
  return dividend / divisor + (dividend % divisor == 0 ? 0 : 1);
}

// part / whole of two positive numbers, part <= whole / 3.
Ends scaled_ratio(UInt128 part, UInt128 whole) {
  const Division256 division = wide_division(wide_product(part, static_cast<UInt128>(kOne)), whole);
  const auto low = static_cast<Int128>(division.quotient.low);
  return {low, low + (division.remainder == 0 ? 0 : 1)};
}

// 0 <= z <= 1/3; products of two such numbers fit.
Ends artanh(const Ends& z) {
  const Ends square{z.low * z.low / kOne, quotient_up(z.high * z.high, kOne)};
  Ends power = z;
  Ends sum;
  for (int term = 0; term < kTerms; ++term) {
    const Int128 odd = 2 * term + 1;
    sum.low += power.low / odd;
    sum.high += quotient_up(power.high, odd);
    power = {power.low * square.low / kOne, quotient_up(power.high * square.high, kOne)};
  }
  sum.high += quotient_up(power.high * 9, 8);  // more than all that follows
  return sum;
}

int bit_length(UInt128 value) {
  int bits = 0;
  for (; value != 0; value >>= 1) ++bits;
  return bits;
}

// ln (top / bottom) for 1/2 < top / bottom < 2.
Ends logarithm_near_one(UInt128 top, UInt128 bottom) {
  const bool is_negative = top < bottom;
  const Ends half = artanh(scaled_ratio(is_negative ? bottom - top : top - bottom, top + bottom));
  if (is_negative) return {-2 * half.high, -2 * half.low};
  return {2 * half.low, 2 * half.high};
}

}  // namespace

Result<Enclosure> natural_logarithm(const Rational& x) {
  if (x.sign() <= 0) return fail("MTH004", x.text() + " 不是正数，没有对数", "核实该值");
  UInt128 top = magnitude(x.numerator());
  UInt128 bottom = magnitude(x.denominator());
  const int top_bits = bit_length(top);
  const int bottom_bits = bit_length(bottom);
  if (top_bits > kMostBits || bottom_bits > kMostBits)
    return fail("NUM002", "数值超出 128 位精确运算的范围", "请检查数值和单位是否写错");
  const int twos = top_bits - bottom_bits;
  if (twos > 0) bottom <<= twos;
  if (twos < 0) top <<= -twos;
  const Ends rest = logarithm_near_one(top, bottom);
  const Ends third = scaled_ratio(1, 3);
  const Ends two = artanh(third);  // ln 2 = 2 artanh 1/3
  const Ends whole = twos >= 0 ? Ends{2 * twos * two.low, 2 * twos * two.high}
                               : Ends{2 * twos * two.high, 2 * twos * two.low};
  CHUANGMO_TRY(low, Rational::make(whole.low + rest.low, kOne));
  CHUANGMO_TRY(high, Rational::make(whole.high + rest.high, kOne));
  return Enclosure{low, high};
}

}  // namespace chuangmo::methods
