#include "base/wide.h"

#include <array>
#include <cassert>
#include <cstdint>
#include <numeric>

namespace chuangmo {
namespace {

constexpr int kPowers = 39;

constexpr std::array<UInt128, kPowers> make_powers() {
  std::array<UInt128, kPowers> powers{};
  UInt128 power = 1;
  for (auto& entry : powers) {
    entry = power;
    power *= 10;
  }
  return powers;
}

constexpr auto kPowersOfTen = make_powers();

bool fits_64(UInt128 value) {
  return value >> 64 == 0;
}

}  // namespace

UInt128 power_of_ten(int exponent) {
  assert(exponent >= 0 && exponent < kPowers);
  return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

UInt128 greatest_common_divisor(UInt128 a, UInt128 b) {
  while (b != 0) {
    if (fits_64(a) && fits_64(b)) {
      return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    }
    const UInt128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

UInt256 wide_product(UInt128 a, UInt128 b) {
  constexpr UInt128 kLow64 = ~std::uint64_t{0};
  const UInt128 a0 = a & kLow64;
  const UInt128 a1 = a >> 64;
  const UInt128 b0 = b & kLow64;
  const UInt128 b1 = b >> 64;
  const UInt128 p00 = a0 * b0;
  const UInt128 p01 = a0 * b1;
  const UInt128 p10 = a1 * b0;
  const UInt128 middle = (p00 >> 64) + (p01 & kLow64) + (p10 & kLow64);
  return {a1 * b1 + (p01 >> 64) + (p10 >> 64) + (middle >> 64), (middle << 64) | (p00 & kLow64)};
}

UInt256 wide_sum(const UInt256& a, const UInt256& b) {
  const UInt128 low = a.low + b.low;
  return {a.high + b.high + (low < a.low ? 1U : 0U), low};
}

UInt256 wide_difference(const UInt256& a, const UInt256& b) {
  assert(!(a < b));
  return {a.high - b.high - (a.low < b.low ? 1U : 0U), a.low - b.low};
}

Division256 wide_division(const UInt256& dividend, UInt128 divisor) {
  assert(divisor != 0 && divisor <= kInt128Max);
  Division256 result;
  result.quotient.high = dividend.high / divisor;
  UInt128 rest = dividend.high % divisor;
  if (rest == 0) {
    result.quotient.low = dividend.low / divisor;
    result.remainder = dividend.low % divisor;
    return result;
  }
  // One bit at a time; divisor < 2^127 leaves room for the shift.
  for (int bit = 127; bit >= 0; --bit) {
    rest = (rest << 1) | ((dividend.low >> bit) & 1U);
    result.quotient.low <<= 1;
    if (rest >= divisor) {
      rest -= divisor;
      result.quotient.low |= 1U;
    }
  }
  result.remainder = rest;
  return result;
}

}  // namespace chuangmo
