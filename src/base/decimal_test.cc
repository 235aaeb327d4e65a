#include "base/decimal.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

#include "base/wide.h"

namespace chuangmo {
namespace {

constexpr std::string_view kMax = "170141183460469231731687303715884105727";       // 2^127 - 1
constexpr std::string_view kAboveMax = "170141183460469231731687303715884105728";  // 2^127
constexpr std::string_view kMin = "-170141183460469231731687303715884105728";

Decimal decimal(std::string_view text) {
  auto parsed = Decimal::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Decimal());
}

Rational rational(std::string_view text) {
  auto parsed = Rational::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Rational());
}

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "no failure" : result.error().code;
}

std::string shown(const Result<Rational>& result) {
  return result ? result->text() : result.error().code;
}
std::string shown(const Result<Decimal>& result) {
  return result ? result->text() : result.error().code;
}

TEST(Int128Text, Edges) {
  EXPECT_EQ(to_text(0), "0");
  EXPECT_EQ(to_text(-7), "-7");
  EXPECT_EQ(to_text(static_cast<Int128>(kInt128Max)), kMax);
  EXPECT_EQ(to_text(-static_cast<Int128>(kInt128Max) - 1), kMin);
}

TEST(DecimalParse, PrintsAsGiven) {
  for (const std::string text : {"0", "0.0", "0.10", "0.1", "12.50", "-0.0365", "1000000", "28.165", "-5",
                                 "0.000000000000000000000000000001"}) {
    EXPECT_EQ(decimal(text).text(), text);
  }
  EXPECT_EQ(decimal("+12.5").text(), "12.5");
  EXPECT_EQ(decimal("007.50").text(), "7.50");
  EXPECT_EQ(decimal("-0").text(), "0");
  EXPECT_EQ(decimal("-0.00").text(), "0.00");
}

TEST(DecimalParse, Exponents) {
  EXPECT_EQ(decimal("1e3").text(), "1000");
  EXPECT_EQ(decimal("1.25E+1").text(), "12.5");
  EXPECT_EQ(decimal("1.25e2").text(), "125");
  EXPECT_EQ(decimal("125e-4").text(), "0.0125");
  EXPECT_EQ(decimal("15e-30").text(), "0.000000000000000000000000000015");
  EXPECT_EQ(decimal("1e38").text(), "100000000000000000000000000000000000000");
  EXPECT_EQ(decimal("0e999999999999999999999").text(), "0");
  EXPECT_EQ(decimal("0.000e-5").scale(), 8);
}

TEST(DecimalParse, RefusesWhatIsNoNumber) {
  for (const std::string_view text :
       {"",      " ",  "+",   "-",  ".",    "1.",  ".5",  "1..2", "1.2.3", "--1", "+-1",   "1 ",    " 1",
        "1,000", "1e", "1e+", "e5", "0x10", "12a", "NaN", "inf",  "１２",  "1/2", "1e5.5", "1_000", "五"}) {
    EXPECT_EQ(code_of(Decimal::parse(text)), "NUM001") << text;
  }
  EXPECT_EQ(code_of(Decimal::parse(std::string_view("1\0", 2))), "NUM001");
}

TEST(DecimalParse, EdgesOf128Bits) {
  EXPECT_EQ(decimal(kMax).text(), kMax);
  EXPECT_EQ(decimal(kMin).text(), kMin);
  EXPECT_EQ(code_of(Decimal::parse(kAboveMax)), "NUM002");
  EXPECT_EQ(code_of(Decimal::parse("-170141183460469231731687303715884105729")), "NUM002");
  EXPECT_EQ(decimal("1.70141183460469231731687303715884105727e38").text(), kMax);
  EXPECT_EQ(code_of(Decimal::parse("1e39")), "NUM002");
  EXPECT_EQ(code_of(Decimal::parse("2e38")), "NUM002");
  EXPECT_EQ(code_of(Decimal::parse("1e999999999999999999999")), "NUM002");
  EXPECT_EQ(code_of(Decimal::parse("1e-999999999999999999999")), "NUM002");
  EXPECT_EQ(code_of(Decimal::parse("1e-31")), "NUM002");
  EXPECT_EQ(code_of(Decimal::parse(std::string(100'000, '9'))), "NUM002");
}

TEST(DecimalParse, ZerosThatNoScaleHoldsAreDropped) {
  EXPECT_EQ(decimal("0.5" + std::string(60, '0')).text(), "0.5" + std::string(29, '0'));
  EXPECT_EQ(decimal("10e-31").text(), "0.000000000000000000000000000001");
  EXPECT_EQ(decimal(std::string(1000, '0') + "1").text(), "1");
  EXPECT_EQ(decimal("0." + std::string(1000, '0')).scale(), Decimal::kMaxScale);
}

TEST(DecimalCompare, ByValueWhateverTheScale) {
  EXPECT_EQ(decimal("0.10"), decimal("0.1"));
  EXPECT_EQ(decimal("-2.50"), decimal("-2.5"));
  EXPECT_EQ(decimal("0.000"), decimal("-0"));
  EXPECT_NE(decimal("0.1"), decimal("-0.1"));
  EXPECT_NE(decimal("0.1"), decimal("0.01"));
  EXPECT_NE(decimal("0"), decimal("0.01"));
  EXPECT_NE(Decimal(static_cast<Int128>(kInt128Max), 0), Decimal(static_cast<Int128>(kInt128Max), 30));
  EXPECT_EQ(Decimal(static_cast<Int128>(power_of_ten(38)), 30), decimal("100000000"));
}

TEST(RationalMake, ReducesAndKeepsTheDenominatorPositive) {
  EXPECT_EQ(shown(Rational::make(6, 4)), "3/2");
  EXPECT_EQ(shown(Rational::make(6, -4)), "-3/2");
  EXPECT_EQ(shown(Rational::make(-6, -4)), "3/2");
  EXPECT_EQ(shown(Rational::make(0, -9)), "0");
  EXPECT_EQ(code_of(Rational::make(1, 0)), "NUM003");
  EXPECT_EQ(code_of(Rational::make(0, 0)), "NUM003");
}

TEST(RationalMake, MostNegativeOperands) {
  const Int128 lowest = decimal(kMin).digits();
  EXPECT_EQ(code_of(Rational::make(lowest, 1)), "NUM002");
  EXPECT_EQ(code_of(Rational::make(1, lowest)), "NUM002");
  EXPECT_EQ(shown(Rational::make(lowest, lowest)), "1");
  EXPECT_EQ(shown(Rational::make(lowest, 2)), "-85070591730234615865843651857942052864");
  EXPECT_EQ(shown(Rational::make(2, lowest)), "-1/85070591730234615865843651857942052864");
  EXPECT_EQ(shown(Rational::from(Decimal(lowest, 1))), "-85070591730234615865843651857942052864/5");
  EXPECT_EQ(code_of(Rational::from(Decimal(lowest, 0))), "NUM002");
}

TEST(RationalParse, Forms) {
  EXPECT_EQ(rational("12").text(), "12");
  EXPECT_EQ(rational("1.5").text(), "3/2");
  EXPECT_EQ(rational("7/3").text(), "7/3");
  EXPECT_EQ(rational("-14/6").text(), "-7/3");
  EXPECT_EQ(rational("0/5").text(), "0");
  EXPECT_EQ(rational(std::string(kMax) + "/" + std::string(kMax)).text(), "1");
  EXPECT_EQ(code_of(Rational::parse("1/0")), "NUM003");
  for (const std::string_view text :
       {"", "/", "1/", "/2", "1//2", "1/2/3", "1.5/2", "1/2.5", "1e3/2", "7/-3", "a/b"}) {
    EXPECT_EQ(code_of(Rational::parse(text)), "NUM001") << text;
  }
}

TEST(RationalAdd, Small) {
  EXPECT_EQ(shown(add(rational("1/3"), rational("1/6"))), "1/2");
  EXPECT_EQ(shown(add(rational("1/3"), rational("-1/3"))), "0");
  EXPECT_EQ(shown(subtract(rational("1/2"), rational("2/3"))), "-1/6");
  EXPECT_EQ(shown(add(rational("0.1"), rational("0.2"))), "3/10");
  EXPECT_EQ(add(rational("0.1"), rational("0.2")).value(), rational("0.3"));
}

TEST(RationalAdd, OverflowIsReportedNotWrapped) {
  EXPECT_EQ(code_of(add(rational(kMax), Rational(1))), "NUM002");
  EXPECT_EQ(shown(add(rational(kMax), Rational(-1))), "170141183460469231731687303715884105726");
  const Rational lowest = negate(rational(kMax));
  EXPECT_EQ(code_of(subtract(lowest, Rational(1))), "NUM002");
  EXPECT_EQ(code_of(add(lowest, lowest)), "NUM002");
  EXPECT_EQ(shown(add(lowest, rational(kMax))), "0");
  EXPECT_EQ(code_of(add(rational(kMax), rational("1/2"))), "NUM002");
  EXPECT_EQ(code_of(add(rational("1/" + std::string(kMax)), rational("1/2"))), "NUM002");
}

TEST(RationalAdd, OnlyTheReducedResultMustFit) {
  // (2^127-1)/2 + (2^127-1)/2: the unreduced sum needs 128 bits and a sign, the result does not.
  const Rational half = rational(std::string(kMax) + "/2");
  EXPECT_EQ(shown(add(half, half)), kMax);
  // a/b with b = 10^30: products of 10^68 on the way, a small result.
  const Rational tiny = Rational::from(Decimal(1, 30)).value();
  EXPECT_EQ(shown(add(tiny, subtract(Rational(1), tiny).value())), "1");
  // 2^126/3 + 2^126/6 = 2^125: 3/6 of it cancels.
  const Rational third = rational("85070591730234615865843651857942052864/3");
  const Rational sixth = rational("85070591730234615865843651857942052864/6");
  EXPECT_EQ(shown(add(third, sixth)), "42535295865117307932921825928971026432");
}

TEST(RationalMultiply, OnlyTheReducedResultMustFit) {
  const Rational big = rational(kMax);
  EXPECT_EQ(shown(multiply(big, rational("1/" + std::string(kMax)))), "1");
  EXPECT_EQ(shown(multiply(rational(std::string(kMax) + "/7"), rational("7/" + std::string(kMax)))), "1");
  EXPECT_EQ(code_of(multiply(big, Rational(2))), "NUM002");
  EXPECT_EQ(code_of(multiply(rational("1/" + std::string(kMax)), rational("1/2"))), "NUM002");
  EXPECT_EQ(shown(multiply(big, Rational(0))), "0");
  EXPECT_EQ(shown(multiply(big, Rational(-1))), "-" + std::string(kMax));
  EXPECT_EQ(shown(multiply(rational("-2/3"), rational("-9/4"))), "3/2");
}

TEST(RationalMultiply, AroundTheEdge) {
  // 2^63 x 2^63 = 2^126 fits, 2^64 x 2^63 = 2^127 does not.
  EXPECT_EQ(shown(multiply(rational("9223372036854775808"), rational("9223372036854775808"))),
            "85070591730234615865843651857942052864");
  EXPECT_EQ(code_of(multiply(rational("18446744073709551616"), rational("9223372036854775808"))), "NUM002");
  EXPECT_EQ(code_of(multiply(rational("-18446744073709551616"), rational("9223372036854775808"))), "NUM002");
}

TEST(RationalDivide, ByZeroAndByNegative) {
  EXPECT_EQ(code_of(divide(Rational(1), Rational(0))), "NUM003");
  EXPECT_EQ(code_of(divide(Rational(0), Rational(0))), "NUM003");
  EXPECT_EQ(shown(divide(Rational(0), Rational(-7))), "0");
  EXPECT_EQ(shown(divide(Rational(1), rational("-2/3"))), "-3/2");
  EXPECT_EQ(shown(divide(rational(kMax), rational(kMax))), "1");
}

TEST(RationalCompare, ExactWhereProductsNeed256Bits) {
  // Neighbouring fractions: n/(n+1) grows with n.
  const Rational a =
      Rational::make(static_cast<Int128>(kInt128Max) - 2, static_cast<Int128>(kInt128Max) - 1).value();
  const Rational b =
      Rational::make(static_cast<Int128>(kInt128Max) - 1, static_cast<Int128>(kInt128Max)).value();
  EXPECT_LT(a, b);
  EXPECT_GT(b, a);
  EXPECT_LT(negate(b), negate(a));
  EXPECT_LE(a, a);
  EXPECT_FALSE(a < a);
  EXPECT_LT(negate(a), a);
  EXPECT_LT(Rational(0), rational("1/" + std::string(kMax)));
  EXPECT_LT(rational("-1/" + std::string(kMax)), Rational(0));
  EXPECT_LT(rational("1/3"), rational("0." + std::string(29, '3') + "4"));
  EXPECT_GT(rational("1/3"), rational("0." + std::string(30, '3')));
}

TEST(RationalCompare, LimitsAreMetExactly) {
  EXPECT_FALSE(rational("0.061") < rational("0.0610"));
  EXPECT_EQ(add(rational("1/3"), rational("2/3")).value(), Rational(1));
  EXPECT_GE(rational("85/100"), rational("0.85"));
  EXPECT_LT(rational("310/365"), rational("0.85"));  // 84.93 % of days
}

TEST(RationalApproximate, ForScreens) {
  EXPECT_DOUBLE_EQ(rational("7/4").approximate(), 1.75);
  EXPECT_DOUBLE_EQ(rational("-1/3").approximate(), -1.0 / 3);
  EXPECT_NEAR(rational(kMax).approximate() / std::pow(2.0, 127), 1.0, 1e-12);
}

// GB/T 8170-2008 clause 3.2 and its examples in 3.2.1 to 3.3, and worked values of environmental reports.
struct Rounding {
  std::string_view value;
  int decimals;
  std::string_view rounded;
};

constexpr auto kRoundings = std::to_array<Rounding>({
    {"12.1498", 0, "12"},
    {"12.1498", 1, "12.1"},
    {"1268", -2, "1300"},
    {"10.5002", 0, "11"},
    {"1.050", 1, "1.0"},
    {"0.35", 1, "0.4"},
    {"2500", -3, "2000"},
    {"3500", -3, "4000"},
    {"-0.0365", 3, "-0.036"},
    {"28.175", 2, "28.18"},
    {"28.165", 2, "28.16"},
    {"28.2645", 1, "28.3"},
    {"28.350", 1, "28.4"},
    {"28.250", 1, "28.2"},
    {"28.050", 1, "28.0"},
    {"28.2501", 1, "28.3"},
    {"15.4546", 0, "15"},
    {"8.53459", 2, "8.53"},
});

TEST(RoundGbt8170, TableOfTheStandard) {
  for (const auto& row : kRoundings) {
    EXPECT_EQ(shown(round_gbt8170(decimal(row.value), row.decimals)), row.rounded) << row.value;
    EXPECT_EQ(shown(round_gbt8170(rational(row.value), row.decimals)), row.rounded) << row.value;
  }
}

TEST(RoundGbt8170, NegativeIsTheMirror) {
  for (const auto& row : kRoundings) {
    const auto positive = round_gbt8170(rational(row.value), row.decimals);
    const auto negative = round_gbt8170(negate(rational(row.value)), row.decimals);
    ASSERT_TRUE(positive && negative);
    EXPECT_EQ(negative->digits(), -positive->digits()) << row.value;
  }
}

TEST(RoundGbt8170, TiesGoToTheEvenDigit) {
  const auto cases = std::to_array<Rounding>({
      {"0.5", 0, "0"},
      {"1.5", 0, "2"},
      {"2.5", 0, "2"},
      {"-0.5", 0, "0"},
      {"-1.5", 0, "-2"},
      {"-2.5", 0, "-2"},
      {"15", -1, "20"},
      {"25", -1, "20"},
      {"-25", -1, "-20"},
      {"5", -1, "0"},
      {"50", -2, "0"},
      {"150", -2, "200"},
      {"99.5", 0, "100"},
      {"98.5", 0, "98"},
      {"0.45", 1, "0.4"},
      {"0.55", 1, "0.6"},
      {"0.005", 2, "0.00"},
  });
  for (const auto& row : cases) {
    EXPECT_EQ(shown(round_gbt8170(decimal(row.value), row.decimals)), row.rounded) << row.value;
  }
}

TEST(RoundGbt8170, TheSmallestExcessOverAHalfCarries) {
  EXPECT_EQ(shown(round_gbt8170(decimal("0.500000000000000000000000000001"), 0)), "1");
  EXPECT_EQ(shown(round_gbt8170(decimal("2.499999999999999999999999999999"), 0)), "2");
  const Rational excess = add(rational("1/2"), rational("1/100000000000000000000000000000000003")).value();
  EXPECT_EQ(shown(round_gbt8170(excess, 0)), "1");
  EXPECT_EQ(shown(round_gbt8170(rational("50000000000000001/1000000000000000"), -2)), "100");
  EXPECT_EQ(shown(round_gbt8170(rational("301/2"), -2)), "200");
  EXPECT_EQ(shown(round_gbt8170(rational("101/2"), -2)), "100");
}

TEST(RoundGbt8170, OnceFromTheRawValue) {
  EXPECT_EQ(shown(round_gbt8170(decimal("15.4546"), 0)),
            "15");  // not 15.4546 -> 15.455 -> 15.46 -> 15.5 -> 16
  EXPECT_EQ(shown(round_gbt8170(rational("1/3"), 4)), "0.3333");
  EXPECT_EQ(shown(round_gbt8170(rational("2/3"), 4)), "0.6667");
  EXPECT_EQ(shown(round_gbt8170(rational("1/6"), 0)), "0");
}

TEST(RoundGbt8170, AddsZerosWhenMoreDecimalsAreAsked) {
  EXPECT_EQ(shown(round_gbt8170(decimal("1.5"), 3)), "1.500");
  EXPECT_EQ(shown(round_gbt8170(Rational(0), 2)), "0.00");
}

TEST(RoundGbt8170, EdgesOf128Bits) {
  EXPECT_EQ(shown(round_gbt8170(decimal(kMax), 0)), kMax);
  EXPECT_EQ(shown(round_gbt8170(decimal(kMin), 0)), kMin);
  EXPECT_EQ(shown(round_gbt8170(decimal(kMax), 1)), "NUM002");
  EXPECT_EQ(shown(round_gbt8170(decimal(kMax), -1)), "NUM002");  // ...5727 -> ...5730 is above 2^127 - 1
  EXPECT_EQ(shown(round_gbt8170(decimal(kMax), -2)), "170141183460469231731687303715884105700");
  EXPECT_EQ(shown(round_gbt8170(decimal(kMax), -38)), "NUM002");  // 2 x 10^38
  EXPECT_EQ(shown(round_gbt8170(decimal("149999999999999999999999999999999999999"), -38)),
            "100000000000000000000000000000000000000");
  EXPECT_EQ(shown(round_gbt8170(decimal(kMax), -39)), "0");
  EXPECT_EQ(shown(round_gbt8170(decimal(kMax), -1'000'000)), "0");
  EXPECT_EQ(shown(round_gbt8170(Rational(0), 1'000'000)), "NUM002");
  EXPECT_EQ(shown(round_gbt8170(Rational(1), 31)), "NUM002");
  EXPECT_EQ(shown(round_gbt8170(rational("1/" + std::string(kMax)), 30)), "0." + std::string(30, '0'));
}

TEST(RoundUp, SmallestIntegerNotBelow) {
  const auto up = [](std::string_view text) { return to_text(round_up(rational(text)).value()); };
  EXPECT_EQ(up("100"), "100");
  EXPECT_EQ(up("100.00000000000000000001"), "101");
  EXPECT_EQ(up("0.1"), "1");
  EXPECT_EQ(up("-0.1"), "0");
  EXPECT_EQ(up("-1.9"), "-1");
  EXPECT_EQ(up("-2"), "-2");
  EXPECT_EQ(up("0"), "0");
  EXPECT_EQ(up(kMax), kMax);
  EXPECT_EQ(up(std::string(kMax) + "/2"), "85070591730234615865843651857942052864");
}

TEST(Display, ExactWhenItEndsElseRounded) {
  EXPECT_EQ(display(rational("3/2")), "1.5");
  EXPECT_EQ(display(rational("0.10")), "0.1");
  EXPECT_EQ(display(Rational(12)), "12");
  EXPECT_EQ(display(rational("1/3")), "0.333333");
  EXPECT_EQ(display(rational("2/3"), 2), "0.67");
  EXPECT_EQ(display(rational("1/64")), "0.015625");
  EXPECT_EQ(display(rational("1/128")), "0.007812");  // ends after seven decimals: rounded, tie to even
  EXPECT_EQ(display(rational("-1/3"), 0), "0");
  EXPECT_EQ(display(rational("1/8"), 1000), "0.125");
  EXPECT_EQ(display(rational("5/2"), -3), "2");
}

TEST(Display, LongWholePartsLeaveLessRoom) {
  EXPECT_EQ(display(rational(kMax)), kMax);
  EXPECT_EQ(display(rational("1000000000000000000000000000000000000.25")),
            "1000000000000000000000000000000000000.25");
  EXPECT_EQ(display(rational("40000000000000000000000000000000000001/4")),
            "10000000000000000000000000000000000000.2");
  EXPECT_EQ(display(rational("40000000000000000000000000000000000001/3"), 30),
            "13333333333333333333333333333333333333.7");
  EXPECT_EQ(display(rational(std::string(kMax) + "/2")), "85070591730234615865843651857942052864");
}

TEST(Wide, SumsCarryAndDifferencesBorrow) {
  const UInt128 all = ~UInt128{0};
  EXPECT_TRUE(wide_sum({0, all}, {0, 1}) == (UInt256{1, 0}));
  EXPECT_TRUE(wide_sum({3, all}, {4, all}) == (UInt256{8, all - 1}));
  EXPECT_TRUE(wide_difference({1, 0}, {0, 1}) == (UInt256{0, all}));
  EXPECT_TRUE(wide_difference({5, 7}, {5, 7}) == UInt256{});
  EXPECT_TRUE((UInt256{0, all}) < (UInt256{1, 0}));
}

TEST(Wide, ProductAndDivisionInvert) {
  const UInt128 a = ~UInt128{0} - 5;
  const UInt128 b = kInt128Max - 11;
  const auto division = wide_division(wide_sum(wide_product(a, b), {0, 17}), b);
  EXPECT_TRUE(division.quotient == (UInt256{0, a}));
  EXPECT_TRUE(division.remainder == 17);
  EXPECT_TRUE(wide_product(~UInt128{0}, ~UInt128{0}) == (UInt256{~UInt128{0} - 1, 1}));
}

}  // namespace
}  // namespace chuangmo
