#include <gtest/gtest.h>

#include "methods/drinking_water.h"
#include "methods/test_values.h"
#include "methods/water_class.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

void add_le(Edition& edition, std::string_view parameter, const std::vector<std::string_view>& values,
            std::string_view sense = "le", std::string_view medium = "") {
  for (std::size_t i = 0; i < values.size(); ++i) {
    edition.limits.push_back(
        limit(parameter, "", water_class_name(static_cast<int>(i) + 1), values[i], sense, medium));
  }
}

Edition small_water() {
  Edition edition;
  add_le(edition, "X", {"15", "15", "20", "30", "40"});
  add_le(edition, "P", {"0.02", "0.1", "0.2", "0.3", "0.4"});
  add_le(edition, "P", {"0.01", "0.025", "0.05", "0.1", "0.2"}, "le", "lake");
  add_le(edition, "N", {"0.2", "0.5", "1.0", "1.5", "2.0"}, "le", "lake");
  add_le(edition, "DO", {"7.5", "6", "5", "3", "2"}, "ge");
  edition.limits.push_back(limit("DO_saturation", "", "I", "90", "ge"));
  for (const char* grade : {"I", "II", "III", "IV", "V"}) {
    edition.limits.push_back(limit("pH", "", grade, "6", "range"));
    edition.limits.back().upper = d("9");
  }
  edition.limits.push_back(limit("Fe", "", "source", "0.3"));
  return edition;
}

int class_of(std::string_view parameter, std::string_view value, std::string_view medium = "") {
  return indicator_class(small_water(), parameter, r(value), medium).value_or(0);
}

std::vector<WaterValue> values(const std::vector<std::pair<std::string, std::string_view>>& pairs) {
  std::vector<WaterValue> out;
  for (const auto& [parameter, value] : pairs) {
    out.push_back({parameter, value.empty() ? std::nullopt : std::optional<Rational>(r(value))});
  }
  return out;
}

TEST(IndicatorClass, EqualLimitsGiveTheBetterClass) {
  EXPECT_EQ(class_of("X", "15"), 1);
  EXPECT_EQ(class_of("X", "15.0001"), 3);
  EXPECT_EQ(class_of("X", "40"), 5);
  EXPECT_EQ(class_of("X", "40.01"), 6);
}

TEST(IndicatorClass, LakesHaveLimitsOfTheirOwnAndShareTheOthers) {
  EXPECT_EQ(class_of("P", "0.05"), 2);
  EXPECT_EQ(class_of("P", "0.05", "lake"), 3);
  EXPECT_EQ(class_of("X", "18", "lake"), 3);
  EXPECT_EQ(class_of("N", "0.6"), 0);
  EXPECT_EQ(class_of("N", "0.6", "lake"), 3);
}

TEST(IndicatorClass, OxygenCountsUpwardsAndPhIsARange) {
  EXPECT_EQ(class_of("DO", "7.5"), 1);
  EXPECT_EQ(class_of("DO", "7.49"), 2);
  EXPECT_EQ(class_of("DO", "2"), 5);
  EXPECT_EQ(class_of("DO", "1.99"), 6);
  EXPECT_EQ(class_of("pH", "6"), 1);
  EXPECT_EQ(class_of("pH", "9"), 1);
  EXPECT_EQ(class_of("pH", "5.99"), 6);
  EXPECT_EQ(class_of("pH", "9.01"), 6);
}

TEST(WaterClass, IsTheWorstIndicator) {
  const std::vector<std::string> required{"pH", "DO", "X", "P"};
  const auto water = water_class(small_water(), values({{"pH", "7"}, {"DO", "4"}, {"X", "28"}, {"P", "0.1"}}),
                                 required, "", 3);
  ASSERT_TRUE(water.value);
  EXPECT_EQ(*water.value, 4);
  EXPECT_EQ(water.deciding, (std::vector<std::string>{"DO", "X"}));
  EXPECT_EQ(water.exceeding,
            (std::vector<std::string>{"X", "DO"}));  // same class: by exceed multiple, which DO has not
  EXPECT_EQ(text(water.indicators[2].exceed_multiple), "2/5");
  EXPECT_FALSE(water.indicators[1].exceed_multiple);
  EXPECT_EQ(meets_class(water, 4), Truth(true));
  EXPECT_EQ(meets_class(water, 3), Truth(false));
}

TEST(WaterClass, NinetyPercentSaturationGivesOxygenClassOne) {
  const std::vector<std::string> required{"DO"};
  EXPECT_EQ(*water_class(small_water(), values({{"DO", "6.8"}}), required, "", 3).value, 2);
  EXPECT_EQ(
      *water_class(small_water(), values({{"DO", "6.8"}, {"DO_saturation", "90"}}), required, "", 3).value,
      1);
  EXPECT_EQ(
      *water_class(small_water(), values({{"DO", "6.8"}, {"DO_saturation", "89.9"}}), required, "", 3).value,
      2);
}

TEST(WaterClass, WithAnIndicatorMissingOnlyTheWorstClassIsCertain) {
  const std::vector<std::string> required{"DO", "X"};
  const auto open = water_class(small_water(), values({{"DO", "5"}, {"X", ""}}), required, "", 3);
  EXPECT_FALSE(open.value);
  EXPECT_EQ(open.best, 3);
  EXPECT_EQ(open.worst, kWorstWaterClass);
  EXPECT_EQ(open.missing, std::vector<std::string>{"X"});
  EXPECT_EQ(meets_class(open, 3), Truth());
  EXPECT_EQ(meets_class(open, 2), Truth(false));
  EXPECT_EQ(meets_class(open, kWorstWaterClass), Truth(true));
  const auto worst = water_class(small_water(), values({{"DO", "1"}}), required, "", 3);
  EXPECT_EQ(*worst.value, kWorstWaterClass);
  EXPECT_FALSE(water_class(small_water(), {}, {}, "", 3).value);
}

TEST(WaterClassName, ReadsWhatTablesWrite) {
  EXPECT_EQ(water_class_from("Ⅲ"), 3);
  EXPECT_EQ(water_class_from("III类"), 3);
  EXPECT_EQ(water_class_from(" Ⅱ 类 "), 2);
  EXPECT_EQ(water_class_from("劣Ⅴ"), 6);
  EXPECT_EQ(water_class_from("4"), 4);
  EXPECT_FALSE(water_class_from("VII"));
  EXPECT_FALSE(water_class_from("--"));
  EXPECT_FALSE(water_class_from(""));
  EXPECT_EQ(water_class_name(6), "劣V");
}

TEST(EvaluatedIndicators, AreThoseTheMethodNames) {
  Edition method;
  method.constants = {{"evaluated.P", d("1")}, {"evaluated.pH", d("1")}, {"evaluated.N", d("1")}};
  EXPECT_EQ(evaluated_indicators(method, small_water(), ""), (std::vector<std::string>{"P", "pH"}));
  EXPECT_EQ(evaluated_indicators(method, small_water(), "lake"), (std::vector<std::string>{"P", "N", "pH"}));
}

TEST(Attainment, CountsSectionTimes) {
  const std::vector<Truth> times{true, true, false, std::nullopt};
  EXPECT_EQ(attainment(times), (Tally{2, 1, 1}));
}

TEST(SourceSample, OneFailingIndicatorFailsIt) {
  const std::vector<std::string> required{"X", "Fe", "unheard_of"};
  const auto fails = source_sample(small_water(), values({{"X", "10"}, {"Fe", "0.31"}}), required, "III", "");
  EXPECT_EQ(fails.complies, Truth(false));
  EXPECT_EQ(fails.failing, std::vector<std::string>{"Fe"});
  EXPECT_EQ(source_sample(small_water(), values({{"X", "20"}, {"Fe", "0.3"}}), required, "III", "").complies,
            Truth(true));
  const auto open = source_sample(small_water(), values({{"X", "20"}}), required, "III", "");
  EXPECT_EQ(open.complies, Truth());
  EXPECT_EQ(open.missing, std::vector<std::string>{"Fe"});
  EXPECT_EQ(source_sample(small_water(), values({{"Fe", "9"}}), required, "III", "").complies, Truth(false));
  EXPECT_EQ(source_sample(small_water(), {}, {}, "III", "").complies, Truth());
}

SourceMonth month(std::string_view volume, Truth complies) {
  return {volume.empty() ? std::nullopt : std::optional<Rational>(r(volume)), complies};
}

// The published example: 1057.3 of 1057.3 (万t) -> 100.0 %.
TEST(DrinkingWaterRate, OfThePublishedExample) {
  const std::vector<SourceMonth> months{month("500", true), month("557.3", true)};
  const auto rate = drinking_water_rate(months);
  EXPECT_EQ(text(rate->value), "1");
  EXPECT_EQ(rate->complying, r("1057.3"));
}

TEST(DrinkingWaterRate, WeighsByVolume) {
  const std::vector<SourceMonth> months{month("300", true), month("100", false)};
  EXPECT_EQ(text(drinking_water_rate(months)->value), "3/4");
}

TEST(DrinkingWaterRate, UnknownMonthsMakeAnInterval) {
  const std::vector<SourceMonth> months{month("300", true), month("100", std::nullopt)};
  const auto rate = drinking_water_rate(months);
  EXPECT_FALSE(rate->value);
  EXPECT_EQ(text(rate->low), "3/4");
  EXPECT_EQ(text(rate->high), "1");
}

TEST(DrinkingWaterRate, UnknownVolumesLeaveOnlyWhatIsCertain) {
  const std::vector<SourceMonth> all_good{month("300", true), month("", true)};
  EXPECT_EQ(text(drinking_water_rate(all_good)->value), "1");
  const std::vector<SourceMonth> maybe{month("300", true), month("", std::nullopt)};
  EXPECT_EQ(text(drinking_water_rate(maybe)->low), "0");
  EXPECT_EQ(text(drinking_water_rate(maybe)->high), "1");
  const std::vector<SourceMonth> bad{month("300", true), month("100", false), month("", false)};
  EXPECT_EQ(text(drinking_water_rate(bad)->low), "0");
  EXPECT_EQ(text(drinking_water_rate(bad)->high), "3/4");
  const std::vector<SourceMonth> unknown_good{month("100", false), month("", true)};
  EXPECT_EQ(text(drinking_water_rate(unknown_good)->low), "0");
  EXPECT_EQ(text(drinking_water_rate(unknown_good)->high), "1");
  const std::vector<SourceMonth> volumes_unknown{month("", true), month("", true)};
  EXPECT_EQ(text(drinking_water_rate(volumes_unknown)->value), "1");
}

// 环办〔2011〕22号: one failing volume keeps the rate below 100 %, whatever else is taken in.
TEST(DrinkingWaterRate, AKnownFailureKeepsTheRateFromWhole) {
  const std::vector<SourceMonth> lost{month("300", true), month("1", false), month("", true)};
  const auto rate = drinking_water_rate(lost);
  EXPECT_EQ(text(rate->high), "1");
  EXPECT_TRUE(rate->high_is_open);
  EXPECT_FALSE(rate->low_is_open);
  const std::vector<SourceMonth> saved{month("300", true), month("", false)};
  EXPECT_TRUE(drinking_water_rate(saved)->low_is_open);
  EXPECT_FALSE(drinking_water_rate(saved)->high_is_open);
  const std::vector<SourceMonth> nothing_failed{month("300", true), month("5", std::nullopt),
                                                month("", true)};
  EXPECT_FALSE(drinking_water_rate(nothing_failed)->high_is_open);
}

TEST(DrinkingWaterRate, OfNothingIsUnknownAndOfLessThanNothingFails) {
  EXPECT_FALSE(drinking_water_rate({})->value);
  EXPECT_FALSE(drinking_water_rate({})->low);
  const std::vector<SourceMonth> negative{month("-1", true)};
  EXPECT_EQ(drinking_water_rate(negative).error().code, "MTH004");
}

}  // namespace
}  // namespace chuangmo::methods
