#include "methods/trophic_index.h"

#include <gtest/gtest.h>

#include "methods/natural_logarithm.h"
#include "methods/oxygen_saturation.h"
#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

// Whether 20 printed digits of a logarithm and the enclosure agree.
void expect_encloses(const Enclosure& enclosure, std::string_view digits) {
  const Rational near = r(digits);
  const Rational apart = subtract(enclosure.high, enclosure.low).value();
  EXPECT_TRUE(enclosure.low <= enclosure.high);
  EXPECT_LT(apart, r("0.00000000000001")) << apart.text();
  // The printed number is cut at its last digit, so the true one lies within one unit of it.
  const Rational unit = r("0.00000000000000000001");
  EXPECT_TRUE(enclosure.low <= add(near, unit).value()) << digits << " " << display(enclosure.low, 20);
  EXPECT_TRUE(subtract(near, unit).value() <= enclosure.high) << digits << " " << display(enclosure.high, 20);
}

// Tables of logarithms: ln 2, ln 10, ln 0.05 = ln 10 / -2 ..., to 20 decimals.
TEST(NaturalLogarithm, EnclosesWhatTablesPrint) {
  expect_encloses(*natural_logarithm(r("2")), "0.69314718055994530941");
  expect_encloses(*natural_logarithm(r("10")), "2.30258509299404568401");
  expect_encloses(*natural_logarithm(r("0.05")), "-2.99573227355399099343");
  expect_encloses(*natural_logarithm(r("7/3")), "0.84729786038720361370");
  expect_encloses(*natural_logarithm(r("0.000001")), "-13.81551055796427410410");
  expect_encloses(*natural_logarithm(r("123456789")), "18.63140176616801803319");
}

TEST(NaturalLogarithm, OfOneIsNothing) {
  EXPECT_EQ(*natural_logarithm(r("1")), (Enclosure{Rational(0), Rational(0)}));
}

// ln(a b) = ln a + ln b holds of the enclosures: they must have numbers in common.
TEST(NaturalLogarithm, TurnsProductsIntoSums) {
  for (int a = 1; a <= 60; a += 7) {
    for (int b = 1; b <= 400; b += 13) {
      const auto left = natural_logarithm(Rational(a));
      const auto right = natural_logarithm(Rational::make(b, 97).value());
      const auto whole = natural_logarithm(Rational::make(a * b, 97).value());
      ASSERT_TRUE(left && right && whole);
      EXPECT_TRUE(whole->low <= add(left->high, right->high).value()) << a << " " << b;
      EXPECT_TRUE(add(left->low, right->low).value() <= whole->high) << a << " " << b;
    }
  }
}

TEST(NaturalLogarithm, NeedsAPositiveNumberThatFits) {
  EXPECT_EQ(natural_logarithm(r("0")).error().code, "MTH004");
  EXPECT_EQ(natural_logarithm(r("-1")).error().code, "MTH004");
  EXPECT_EQ(natural_logarithm(Rational::make(Int128{1} << 121, 1).value()).error().code, "NUM002");
  EXPECT_TRUE(natural_logarithm(Rational::make((Int128{1} << 120) - 1, 1).value()));
  EXPECT_TRUE(natural_logarithm(Rational::make(1, (Int128{1} << 120) - 1).value()));
}

// 10 ln x of one parameter, graded below 0, up to 10 and above.
Edition one_parameter(std::string_view most) {
  Edition edition;
  edition.constants = {{"tli.X.intercept", d("0")},  {"tli.X.slope", d("1")},
                       {"tli.X.r", d("-1")},         {"tli.below.low", d("0")},
                       {"tli.most.middle", d(most)}, {"tli.above.high", d(most)}};
  return edition;
}
TrophicIndex index_of(std::string_view most, std::string_view value) {
  const std::vector<WaterValue> values{{"X", r(value)}};
  return trophic_index(one_parameter(most), values).value();
}

TEST(TrophicIndex, GradesWhatLiesInOneGrade) {
  EXPECT_EQ(index_of("10", "0.99").grade, "low");
  EXPECT_EQ(index_of("10", "1").grade, "middle");  // 10 ln 1 = 0 is not below 0
  EXPECT_EQ(index_of("10", "2.71").grade, "middle");
  EXPECT_EQ(index_of("10", "2.72").grade, "high");
}

// 10 ln 2 = 6.9314718055994530941723...
TEST(TrophicIndex, SaysWhenTheValueIsTooNearTheEdge) {
  EXPECT_EQ(index_of("6.9314718055994", "2").grade, "high");
  EXPECT_EQ(index_of("6.9314718055995", "2").grade, "middle");
  const TrophicIndex edge = index_of("6.93147180559945309", "2");
  EXPECT_TRUE(edge.is_on_edge());
  EXPECT_EQ(edge.grade, "");
}

TEST(TrophicIndex, WithoutAValueIsUnknown) {
  const TrophicIndex none = trophic_index(one_parameter("10"), {}).value();
  EXPECT_FALSE(none.index);
  EXPECT_FALSE(none.is_on_edge());
  EXPECT_EQ(none.missing, std::vector<std::string>{"X"});
  const TrophicIndex zero = index_of("10", "0");
  EXPECT_FALSE(zero.index);
  EXPECT_EQ(zero.no_logarithm, std::vector<std::string>{"X"});
  EXPECT_EQ(trophic_index(Edition{}, {}).error().code, "MTH001");
  const std::vector<WaterValue> negative{{"X", r("-1")}};
  EXPECT_EQ(trophic_index(one_parameter("10"), negative).error().code, "MTH004");
}

// 468 / (31.6 + 20) = 9.0697...; of that 8.22 mg/L are 100 x 8.22 x 51.6 / 468 = 90.63 %.
TEST(OxygenSaturation, IsWhatWaterOfThatTemperatureHolds) {
  Edition edition;
  edition.constants = {{"DO_saturation.numerator", d("468")}, {"DO_saturation.offset", d("31.6")}};
  EXPECT_EQ(text(oxygen_saturation(edition, r("8.22"), r("20"))), "5891/65");
  EXPECT_EQ(text(oxygen_saturation(edition, r("46.8"), r("0"))), "316");  // 46.8 x 31.6 / 4.68
  EXPECT_FALSE(oxygen_saturation(edition, r("14"), r("-0.1")));
  EXPECT_FALSE(oxygen_saturation(Edition{}, r("8"), r("20")));
}

}  // namespace
}  // namespace chuangmo::methods
