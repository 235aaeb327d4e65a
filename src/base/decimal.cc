#include "base/decimal.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/text.h"
#include "base/wide.h"

namespace chuangmo {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

auto not_a_number(std::string_view text) {
  return fail("NUM001", "不是数字：" + quote(text), "请填写阿拉伯数字，如 12.5");
}

auto too_large() {
  return fail("NUM002", "数值超出 128 位精确运算的范围", "请检查数值和单位是否写错");
}

std::string magnitude_text(UInt128 value) {
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string signed_text(std::string text, bool negative) {
  if (negative) text.insert(text.begin(), '-');
  return text;
}

// The longest run of digits at the front of `rest`, taken off it.
std::string_view take_digits(std::string_view& rest) {
  std::size_t count = 0;
  while (count < rest.size() && is_digit(rest[count])) ++count;
  const auto digits = rest.substr(0, count);
  rest.remove_prefix(count);
  return digits;
}

bool take_sign(std::string_view& rest) {
  if (rest.empty() || (rest[0] != '-' && rest[0] != '+')) return false;
  const bool negative = rest[0] == '-';
  rest.remove_prefix(1);
  return negative;
}

// An exponent as written, held within +-kFar: beyond that every number but 0 is too large or too fine anyway.
constexpr long kFar = 1'000'000'000;

long clamped_number(std::string_view digits) {
  long value = 0;
  for (const char c : digits) value = std::min(value * 10 + (c - '0'), kFar);
  return value;
}

struct NumberParts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  long exponent = 0;
};

Result<NumberParts> split_number(std::string_view text) {
  NumberParts parts;
  std::string_view rest = text;
  parts.negative = take_sign(rest);
  parts.whole = take_digits(rest);
  if (parts.whole.empty()) return not_a_number(text);
  if (!rest.empty() && rest[0] == '.') {
    rest.remove_prefix(1);
    parts.fraction = take_digits(rest);
    if (parts.fraction.empty()) return not_a_number(text);
  }
  if (!rest.empty() && (rest[0] == 'e' || rest[0] == 'E')) {
    rest.remove_prefix(1);
    const bool below_one = take_sign(rest);
    const auto digits = take_digits(rest);
    if (digits.empty()) return not_a_number(text);
    parts.exponent = below_one ? -clamped_number(digits) : clamped_number(digits);
  }
  if (!rest.empty()) return not_a_number(text);
  return parts;
}

// -2^127 is a number too, so digits gather on the negative side.
bool append_digit(Int128& negated, int digit) {
  return !__builtin_mul_overflow(negated, Int128{10}, &negated) &&
         !__builtin_sub_overflow(negated, Int128{digit}, &negated);
}

// A whole number with an optional sign; `whole_text` is what a failure quotes.
Result<Int128> parse_integer(std::string_view text, std::string_view whole_text) {
  if (text.find_first_not_of("+-0123456789") != std::string_view::npos) return not_a_number(whole_text);
  CHUANGMO_TRY(decimal, Decimal::parse(text));
  return decimal.digits();
}

bool fits(UInt128 value) {
  return value <= kInt128Max;
}

// 2^127 fits with a minus sign only.
bool fits_signed(UInt128 value, bool negative) {
  return value <= kInt128Max + (negative ? 1U : 0U);
}

Int128 with_sign(UInt128 value, bool negative) {
  return static_cast<Int128>(negative ? ~value + 1 : value);
}

}  // namespace

std::string to_text(Int128 value) {
  return signed_text(magnitude_text(magnitude(value)), value < 0);
}

Result<Decimal> Decimal::parse(std::string_view text) {
  CHUANGMO_TRY(parts, split_number(text));
  long scale = static_cast<long>(parts.fraction.size()) - parts.exponent;
  // Zeros at the end that no scale can hold say nothing.
  while (scale > kMaxScale && !parts.fraction.empty() && parts.fraction.back() == '0') {
    parts.fraction.remove_suffix(1);
    --scale;
  }
  Int128 negated = 0;
  for (const auto digits : {parts.whole, parts.fraction}) {
    for (const char c : digits) {
      if (!append_digit(negated, c - '0')) return too_large();
    }
  }
  if (negated == 0) return Decimal(0, static_cast<int>(std::clamp<long>(scale, 0, kMaxScale)));
  for (; scale > kMaxScale && negated % 10 == 0; --scale) negated /= 10;
  if (scale > kMaxScale || scale < -38) return too_large();
  for (; scale < 0; ++scale) {
    if (!append_digit(negated, 0)) return too_large();
  }
  if (!fits_signed(magnitude(negated), parts.negative)) return too_large();
  return Decimal(with_sign(magnitude(negated), parts.negative), static_cast<int>(scale));
}

std::string Decimal::text() const {
  assert(scale_ >= 0 && scale_ <= kMaxScale);
  std::string digits = magnitude_text(magnitude(digits_));
  const auto decimals = static_cast<std::size_t>(scale_);
  if (decimals > 0) {
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  return signed_text(std::move(digits), digits_ < 0);
}

bool operator==(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.digits_ == b.digits_;
  if ((a.digits_ < 0) != (b.digits_ < 0)) return false;
  return wide_product(magnitude(a.digits_), power_of_ten(b.scale_)) ==
         wide_product(magnitude(b.digits_), power_of_ten(a.scale_));
}

Result<Rational> Rational::make(Int128 numerator, Int128 denominator) {
  if (denominator == 0) return fail("NUM003", "除数为零", "请检查分母的数据");
  const UInt128 top = magnitude(numerator);
  const UInt128 bottom = magnitude(denominator);
  const UInt128 common = greatest_common_divisor(top, bottom);
  if (!fits(top / common) || !fits(bottom / common)) return too_large();
  return Rational(with_sign(top / common, (numerator < 0) != (denominator < 0)),
                  static_cast<Int128>(bottom / common));
}

Result<Rational> Rational::from(const Decimal& decimal) {
  return make(decimal.digits(), static_cast<Int128>(power_of_ten(decimal.scale())));
}

Result<Rational> Rational::parse(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) {
    CHUANGMO_TRY(decimal, Decimal::parse(text));
    return from(decimal);
  }
  CHUANGMO_TRY(numerator, parse_integer(text.substr(0, slash), text));
  const auto below = text.substr(slash + 1);
  if (below.find_first_of("+-") != std::string_view::npos) return not_a_number(text);
  CHUANGMO_TRY(denominator, parse_integer(below, text));
  return make(numerator, denominator);
}

std::string Rational::text() const {
  const std::string top = to_text(numerator_);
  return denominator_ == 1 ? top : top + "/" + to_text(denominator_);
}

double Rational::approximate() const {
  return static_cast<double>(static_cast<long double>(numerator_) / static_cast<long double>(denominator_));
}

bool operator<(const Rational& a, const Rational& b) {
  if (a.sign() != b.sign()) return a.sign() < b.sign();
  const UInt256 left = wide_product(magnitude(a.numerator_), magnitude(b.denominator_));
  const UInt256 right = wide_product(magnitude(b.numerator_), magnitude(a.denominator_));
  return a.sign() < 0 ? right < left : left < right;
}

namespace {

struct SignedWide {
  UInt256 size;
  bool negative = false;
};

SignedWide signed_sum(const SignedWide& a, const SignedWide& b) {
  if (a.negative == b.negative) return {wide_sum(a.size, b.size), a.negative};
  if (a.size < b.size) return {wide_difference(b.size, a.size), b.negative};
  return {wide_difference(a.size, b.size), a.negative};
}

}  // namespace

// The sum is formed in 256 bits over the least common denominator, so NUM002 means that the reduced result
// itself does not fit.
Result<Rational> add(const Rational& a, const Rational& b) {
  if (a.denominator() == 1 && b.denominator() == 1) {
    Int128 whole = 0;
    if (__builtin_add_overflow(a.numerator(), b.numerator(), &whole)) return too_large();
    return Rational::make(whole, 1);
  }
  const UInt128 a_bottom = magnitude(a.denominator());
  const UInt128 b_bottom = magnitude(b.denominator());
  const UInt128 common = greatest_common_divisor(a_bottom, b_bottom);
  const SignedWide sum =
      signed_sum({wide_product(magnitude(a.numerator()), b_bottom / common), a.numerator() < 0},
                 {wide_product(magnitude(b.numerator()), a_bottom / common), b.numerator() < 0});
  if (sum.size == UInt256{}) return Rational(0);
  const UInt128 shared = greatest_common_divisor(wide_division(sum.size, common).remainder, common);
  const UInt256 top = wide_division(sum.size, shared).quotient;
  const UInt256 bottom = wide_product(a_bottom / common, b_bottom / shared);
  if (top.high != 0 || bottom.high != 0 || !fits(top.low) || !fits(bottom.low)) return too_large();
  return Rational::make(with_sign(top.low, sum.negative), static_cast<Int128>(bottom.low));
}

Result<Rational> subtract(const Rational& a, const Rational& b) {
  return add(a, negate(b));
}

Result<Rational> multiply(const Rational& a, const Rational& b) {
  const auto a_top = magnitude(a.numerator());
  const auto b_top = magnitude(b.numerator());
  const auto a_bottom = magnitude(a.denominator());
  const auto b_bottom = magnitude(b.denominator());
  if (a_top == 0 || b_top == 0) return Rational(0);
  const UInt128 left = greatest_common_divisor(a_top, b_bottom);
  const UInt128 right = greatest_common_divisor(b_top, a_bottom);
  const UInt256 top = wide_product(a_top / left, b_top / right);
  const UInt256 bottom = wide_product(a_bottom / right, b_bottom / left);
  if (top.high != 0 || bottom.high != 0 || !fits(top.low) || !fits(bottom.low)) return too_large();
  return Rational::make(with_sign(top.low, a.sign() != b.sign()), static_cast<Int128>(bottom.low));
}

Result<Rational> divide(const Rational& a, const Rational& b) {
  CHUANGMO_TRY(inverse, Rational::make(b.denominator(), b.numerator()));
  return multiply(a, inverse);
}

// A Rational never holds -2^127, so its negative always fits.
Rational negate(const Rational& a) {
  return Rational::make(-a.numerator(), a.denominator()).value();
}

namespace {

// Which side of the middle between two roundings a value lies on.
enum class Remainder { none, below_half, half, above_half };

Remainder judge(UInt128 rest, UInt128 step, bool more_follows) {
  if (rest == 0 && !more_follows) return Remainder::none;
  const UInt128 twice = rest * 2;  // rest < step < 2^127
  if (twice == step) return more_follows ? Remainder::above_half : Remainder::half;
  return twice < step ? Remainder::below_half : Remainder::above_half;
}

// GB/T 8170-2008 3.2.1 to 3.2.4: below half drops, above half carries, half carries to the even digit.
Result<Int128> rounded(const UInt256& kept, Remainder rest, bool negative) {
  if (kept.high != 0 || !fits_signed(kept.low, negative)) return too_large();
  const bool carry = rest == Remainder::above_half || (rest == Remainder::half && kept.low % 2 == 1);
  const UInt128 result = kept.low + (carry ? 1U : 0U);
  if (!fits_signed(result, negative)) return too_large();
  return with_sign(result, negative);
}

Result<Decimal> round_fraction(UInt128 top, UInt128 bottom, bool negative, int decimals) {
  const auto division = wide_division(wide_product(top, power_of_ten(decimals)), bottom);
  CHUANGMO_TRY(digits, rounded(division.quotient, judge(division.remainder, bottom, false), negative));
  return Decimal(digits, decimals);
}

Result<Decimal> round_to_tens(UInt128 top, UInt128 bottom, bool negative, int places) {
  if (places > 38) return Decimal(0, 0);  // 10^39 / 2 is above every 128-bit number
  const UInt128 step = power_of_ten(places);
  const UInt128 whole = top / bottom;
  const auto rest = judge(whole % step, step, top % bottom != 0);
  CHUANGMO_TRY(steps, rounded({0, whole / step}, rest, negative));
  const UInt256 size = wide_product(magnitude(steps), step);
  if (size.high != 0 || !fits_signed(size.low, negative)) return too_large();
  return Decimal(with_sign(size.low, negative), 0);
}

Result<Decimal> round_parts(UInt128 top, UInt128 bottom, bool negative, int decimals) {
  if (decimals > Decimal::kMaxScale) return too_large();
  if (decimals < 0) return round_to_tens(top, bottom, negative, decimals < -39 ? 39 : -decimals);
  return round_fraction(top, bottom, negative, decimals);
}

}  // namespace

Result<Decimal> round_gbt8170(const Rational& value, int decimals) {
  return round_parts(magnitude(value.numerator()), magnitude(value.denominator()), value.sign() < 0,
                     decimals);
}

Result<Decimal> round_gbt8170(const Decimal& value, int decimals) {
  return round_parts(magnitude(value.digits()), power_of_ten(value.scale()), value.is_negative(), decimals);
}

Result<Int128> round_up(const Rational& value) {
  const Int128 whole = value.numerator() / value.denominator();
  const bool carry = value.numerator() > 0 && value.numerator() % value.denominator() != 0;
  return whole + (carry ? 1 : 0);
}

namespace {

// Decimals after which a reduced fraction ends, or -1 when it never does.
int terminating_decimals(Int128 denominator) {
  int twos = 0;
  int fives = 0;
  for (; denominator % 2 == 0; denominator /= 2) ++twos;
  for (; denominator % 5 == 0; denominator /= 5) ++fives;
  return denominator == 1 ? std::max(twos, fives) : -1;
}

}  // namespace

std::string display(const Rational& value, int max_decimals) {
  max_decimals = std::clamp(max_decimals, 0, Decimal::kMaxScale);
  const int exact = terminating_decimals(value.denominator());
  // A long whole part leaves less room for decimals; with none it always fits.
  for (int decimals = exact >= 0 && exact <= max_decimals ? exact : max_decimals; decimals > 0; --decimals) {
    const auto shown = round_gbt8170(value, decimals);
    if (shown) return shown->text();
  }
  return round_gbt8170(value, 0).value().text();
}

}  // namespace chuangmo
