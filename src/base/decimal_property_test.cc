#include <cstdlib>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/decimal.h"
#include "base/wide.h"

namespace chuangmo {

// Found by rapidcheck when it prints a counterexample.
void showValue(const Rational& value, std::ostream& out) {
  out << value.text();
}
void showValue(const Decimal& value, std::ostream& out) {
  out << value.text();
}

namespace {

// The same cases on every run; RC_PARAMS from outside still wins.
const int kSeeded = ::setenv("RC_PARAMS", "seed=20110305 max_success=2000", 0);

// Every bit length is as likely as another, so that small numbers and those near 2^127 both occur often.
rc::Gen<Int128> int128s(int least_bits = 0) {
  return rc::gen::map(rc::gen::tuple(rc::gen::arbitrary<std::uint64_t>(), rc::gen::arbitrary<std::uint64_t>(),
                                     rc::gen::inRange(least_bits, 128), rc::gen::arbitrary<bool>()),
                      [](const auto& parts) {
                        const auto [high, low, bits, negative] = parts;
                        // Spread the bits: rapidcheck's integers are small for small sizes.
                        const UInt128 mixed =
                            (UInt128{high * 0x9E3779B97F4A7C15U + low} << 64U) | (low * 0xD1B54A32D192ED03U);
                        const UInt128 size = bits == 0 ? 0 : (mixed & kInt128Max) >> (127 - bits);
                        const auto value = static_cast<Int128>(size);
                        return negative ? -value : value;
                      });
}

rc::Gen<Rational> rationals() {
  return rc::gen::map(rc::gen::pair(int128s(), int128s()), [](const std::pair<Int128, Int128>& parts) {
    return Rational::make(parts.first, parts.second == 0 ? 1 : parts.second).value();
  });
}

rc::Gen<Decimal> decimals() {
  return rc::gen::map(rc::gen::pair(int128s(), rc::gen::inRange(0, Decimal::kMaxScale + 1)),
                      [](const std::pair<Int128, int>& parts) { return Decimal(parts.first, parts.second); });
}

Rational absolute(const Rational& value) {
  return value.sign() < 0 ? negate(value) : value;
}

RC_GTEST_PROP(DecimalProperty, TextReadsBack, ()) {
  const auto value = *decimals();
  const auto again = Decimal::parse(value.text());
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->digits() == value.digits());
  RC_ASSERT(again->scale() == value.scale());
}

RC_GTEST_PROP(DecimalProperty, EqualityIsThatOfFractions, ()) {
  const auto a = *decimals();
  const auto b = *decimals();
  RC_ASSERT((a == b) == (Rational::from(a).value() == Rational::from(b).value()));
  if (a.scale() < Decimal::kMaxScale) {
    Int128 longer = 0;
    if (!__builtin_mul_overflow(a.digits(), Int128{10}, &longer))
      RC_ASSERT(a == Decimal(longer, a.scale() + 1));
  }
}

RC_GTEST_PROP(RationalProperty, TextReadsBack, ()) {
  const auto value = *rationals();
  RC_ASSERT(Rational::parse(value.text()).value() == value);
}

RC_GTEST_PROP(RationalProperty, IsReduced, ()) {
  const auto value = *rationals();
  RC_ASSERT(value.denominator() > 0);
  RC_ASSERT(greatest_common_divisor(magnitude(value.numerator()), magnitude(value.denominator())) == 1);
}

RC_GTEST_PROP(RationalProperty, AdditionCommutesAndSubtractionUndoes, ()) {
  const auto a = *rationals();
  const auto b = *rationals();
  const auto sum = add(a, b);
  const auto other = add(b, a);
  RC_ASSERT(sum.has_value() == other.has_value());
  if (!sum) return;
  RC_ASSERT(*sum == *other);
  RC_ASSERT(subtract(*sum, b).value() == a);  // fits, for a does
}

RC_GTEST_PROP(RationalProperty, MultiplicationCommutesAndDivisionUndoes, ()) {
  const auto a = *rationals();
  const auto b = *rationals();
  const auto product = multiply(a, b);
  const auto other = multiply(b, a);
  RC_ASSERT(product.has_value() == other.has_value());
  if (!product) return;
  RC_ASSERT(*product == *other);
  if (!b.is_zero()) RC_ASSERT(divide(*product, b).value() == a);
}

RC_GTEST_PROP(RationalProperty, OperationsAgreeWithPlainIntegersWhereThoseFit, ()) {
  const Int128 an = *rc::gen::arbitrary<std::int32_t>();
  const Int128 bn = *rc::gen::arbitrary<std::int32_t>();
  const Int128 ad = *rc::gen::inRange(1, 2'000'000'000);
  const Int128 bd = *rc::gen::inRange(1, 2'000'000'000);
  const auto a = Rational::make(an, ad).value();
  const auto b = Rational::make(bn, bd).value();
  RC_ASSERT(add(a, b).value() == Rational::make(an * bd + bn * ad, ad * bd).value());
  RC_ASSERT(subtract(a, b).value() == Rational::make(an * bd - bn * ad, ad * bd).value());
  RC_ASSERT(multiply(a, b).value() == Rational::make(an * bn, ad * bd).value());
  RC_ASSERT((a < b) == (an * bd < bn * ad));
  if (bn != 0) RC_ASSERT(divide(a, b).value() == Rational::make(an * bd, ad * bn).value());
}

RC_GTEST_PROP(RationalProperty, OrderIsTotalAndKeptBySums, ()) {
  const auto a = *rationals();
  const auto b = *rationals();
  RC_ASSERT(int{a < b} + int{b < a} + int{a == b} == 1);
  RC_ASSERT((negate(b) < negate(a)) == (a < b));
  const auto difference = subtract(a, b);
  if (difference) RC_ASSERT((a < b) == (difference->sign() < 0));
}

RC_GTEST_PROP(RoundingProperty, WithinHalfAStepAndEvenInATie, ()) {
  const auto value = *rationals();
  const int places = *rc::gen::inRange(-12, 13);
  const auto rounded = round_gbt8170(value, places);
  if (!rounded) return;
  const auto exact = Rational::from(*rounded);
  if (!exact) return;
  const auto power = Rational(static_cast<std::int64_t>(power_of_ten(std::abs(places))));
  const Rational half_step = places < 0 ? divide(power, Rational(2)).value()
                                        : divide(Rational(1), multiply(power, Rational(2)).value()).value();
  const auto error = subtract(value, *exact);
  if (!error) return;
  RC_ASSERT(absolute(*error) <= half_step);
  if (absolute(*error) == half_step) {
    const Int128 kept =
        places < 0 ? rounded->digits() / static_cast<Int128>(power_of_ten(-places)) : rounded->digits();
    RC_ASSERT(kept % 2 == 0);
  }
}

RC_GTEST_PROP(RoundingProperty, TiesOfEveryLength, ()) {
  const std::int64_t kept = *rc::gen::arbitrary<std::int32_t>();
  const int decimals_kept = *rc::gen::inRange(0, 12);
  const auto rounded =
      round_gbt8170(Decimal(Int128{kept} * 10 + (kept < 0 ? -5 : 5), decimals_kept + 1), decimals_kept);
  const std::int64_t away = kept + (kept < 0 ? -1 : 1);
  RC_ASSERT(rounded.value() == Decimal(kept % 2 == 0 ? kept : away, decimals_kept));
}

RC_GTEST_PROP(RoundingProperty, IsIdempotentAndTheSameForBothForms, ()) {
  const auto value = *decimals();
  const int places = *rc::gen::inRange(-40, 31);
  const auto once = round_gbt8170(value, places);
  const auto of_fraction = round_gbt8170(Rational::from(value).value(), places);
  RC_ASSERT(once.has_value() == of_fraction.has_value());
  if (!once) return;
  RC_ASSERT(once->digits() == of_fraction->digits());
  RC_ASSERT(round_gbt8170(*once, places).value() == *once);
}

RC_GTEST_PROP(RoundingProperty, KeepsOrder, ()) {
  const auto a = *decimals();
  const auto b = *decimals();
  const int places = *rc::gen::inRange(-6, 6);
  const auto ra = round_gbt8170(a, places);
  const auto rb = round_gbt8170(b, places);
  if (!ra || !rb || !(Rational::from(a).value() < Rational::from(b).value())) return;
  RC_ASSERT(Rational::from(*ra).value() <= Rational::from(*rb).value());
}

RC_GTEST_PROP(RoundUpProperty, LeastIntegerNotBelow, ()) {
  const auto value = *rationals();
  const auto up = Rational::make(round_up(value).value(), 1).value();
  RC_ASSERT(value <= up);
  RC_ASSERT(subtract(up, Rational(1)).value() < value);
}

RC_GTEST_PROP(WideProperty, DivisionInvertsProduct, ()) {
  const UInt128 a = magnitude(*int128s());
  const UInt128 b = magnitude(*int128s(1)) | 1U;
  const UInt128 rest = magnitude(*int128s()) % b;
  const auto division = wide_division(wide_sum(wide_product(a, b), {0, rest}), b);
  RC_ASSERT(division.quotient == (UInt256{0, a}));
  RC_ASSERT(division.remainder == rest);
}

}  // namespace
}  // namespace chuangmo
