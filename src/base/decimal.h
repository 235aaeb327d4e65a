#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo {

using Int128 = __int128;
std::string to_text(Int128 value);

// An exact decimal number as written: digits x 10^-scale. 0.10 and 0.1 are equal but print as they were
// given.
class Decimal {
 public:
  static constexpr int kMaxScale = 30;
  constexpr Decimal() = default;
  constexpr Decimal(Int128 digits, int scale) : digits_(digits), scale_(scale) {}
  // Plain ASCII: [+-]digits[.digits][e[+-]digits]. NUM001 not a number, NUM002 does not fit in 128 bits.
  static Result<Decimal> parse(std::string_view text);

  constexpr Int128 digits() const { return digits_; }
  constexpr int scale() const { return scale_; }  // 0..kMaxScale
  bool is_negative() const { return digits_ < 0; }
  std::string text() const;  // no exponent, `scale` decimals
  friend bool operator==(const Decimal& a, const Decimal& b);

 private:
  Int128 digits_ = 0;
  int scale_ = 0;
};

// An exact fraction, always reduced, denominator > 0. Every operation reports NUM002 instead of wrapping.
class Rational {
 public:
  constexpr Rational() = default;
  constexpr Rational(std::int64_t whole) : numerator_(whole) {}        // NOLINT(google-explicit-constructor)
  static Result<Rational> make(Int128 numerator, Int128 denominator);  // NUM003 when the denominator is 0
  static Result<Rational> from(const Decimal& decimal);
  static Result<Rational> parse(std::string_view text);  // "12", "1.5", "7/3"

  constexpr Int128 numerator() const { return numerator_; }
  constexpr Int128 denominator() const { return denominator_; }
  bool is_zero() const { return numerator_ == 0; }
  int sign() const { return numerator_ < 0 ? -1 : numerator_ > 0 ? 1 : 0; }
  bool is_integer() const { return denominator_ == 1; }
  std::string text() const;    // "7/3", "12": exact, as it stands in proofs
  double approximate() const;  // for screens and forecasts only

  friend bool operator==(const Rational&, const Rational&) = default;
  friend bool operator<(const Rational& a, const Rational& b);  // exact for any operands
  friend bool operator>(const Rational& a, const Rational& b) { return b < a; }
  friend bool operator<=(const Rational& a, const Rational& b) { return !(b < a); }
  friend bool operator>=(const Rational& a, const Rational& b) { return !(a < b); }

 private:
  constexpr Rational(Int128 numerator, Int128 denominator)
      : numerator_(numerator), denominator_(denominator) {}
  Int128 numerator_ = 0;
  Int128 denominator_ = 1;
};

Result<Rational> add(const Rational& a, const Rational& b);
Result<Rational> subtract(const Rational& a, const Rational& b);
Result<Rational> multiply(const Rational& a, const Rational& b);
Result<Rational> divide(const Rational& a, const Rational& b);  // NUM003 when b is 0
Rational negate(const Rational& a);

// GB/T 8170-2008 3.2: half to even on the exact value, once. `decimals` may be negative (tens, hundreds).
Result<Decimal> round_gbt8170(const Rational& value, int decimals);
Result<Decimal> round_gbt8170(const Decimal& value, int decimals);
// HJ 633-2012 6.2 全部进位取整: the smallest integer not below the value.
Result<Int128> round_up(const Rational& value);
// The decimal text of a value: exact when it terminates within max_decimals, else rounded by GB/T 8170.
std::string display(const Rational& value, int max_decimals = 6);

}  // namespace chuangmo
