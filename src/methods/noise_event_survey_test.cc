#include <gtest/gtest.h>

#include "methods/event_grade.h"
#include "methods/noise.h"
#include "methods/rank_correlation.h"
#include "methods/registry.h"
#include "methods/sound_energy.h"
#include "methods/survey_rate.h"
#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

TEST(RegionalMean, IsArithmeticNotOfEnergy) {
  const std::vector<std::optional<Rational>> levels{r("50"), r("60")};
  EXPECT_EQ(text(regional_mean(levels)->value), "55");
}

TEST(RegionalMean, WithAGridMissingHasOnlyBounds) {
  const std::vector<std::optional<Rational>> levels{r("50"), r("60"), std::nullopt};
  const auto mean = regional_mean(levels);
  EXPECT_FALSE(mean->value);
  EXPECT_EQ(mean->missing, 1);
  const auto bounds = place_mean_bounds(*mean, r("40"), r("100"));
  EXPECT_EQ(text(bounds->low), "50");
  EXPECT_EQ(text(bounds->high), "70");
  EXPECT_EQ(text(place_mean_bounds(*mean, r("40"), std::nullopt)->high), "unknown");
  EXPECT_FALSE(regional_mean({})->value);
}

TEST(LengthWeightedMean, WeighsByRoadLength) {
  const std::vector<RoadLevel> roads{{r("70"), r("1000")}, {r("64"), r("500")}};
  EXPECT_EQ(text(length_weighted_mean(roads)->value), "68");
  const std::vector<RoadLevel> open{{r("70"), r("1000")}, {std::nullopt, r("500")}};
  EXPECT_FALSE(length_weighted_mean(open)->value);
  EXPECT_EQ(text(place_mean_bounds(*length_weighted_mean(open), r("40"), r("100"))->high), "80");
  const std::vector<RoadLevel> zero{{r("70"), r("0")}};
  EXPECT_EQ(length_weighted_mean(zero).error().code, "MTH004");
}

Edition grades() {
  Edition edition;
  edition.id = "grades";
  const std::vector<std::string_view> bounds{"50.0", "55.0"};
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    edition.limits.push_back(limit("Leq", "day", std::to_string(i + 1), bounds[i], "le", "region"));
  }
  edition.levels = {{1, 1, "1", "好", ""}, {2, 2, "2", "较好", ""}, {3, 3, "3", "差", ""}};
  edition.constants = {{"mean.decimals", d("1")}};
  return edition;
}

TEST(NoiseGrade, RoundsTheMeanOnceHalfToEven) {
  EXPECT_EQ(*noise_grade(grades(), "region", "day", r("50")), 1);
  EXPECT_EQ(*noise_grade(grades(), "region", "day", r("50.05")), 1);  // 50.05 -> 50.0, half to even
  EXPECT_EQ(*noise_grade(grades(), "region", "day", r("50.051")), 2);
  EXPECT_EQ(*noise_grade(grades(), "region", "day", r("55.1")), 3);
  EXPECT_EQ(noise_grade_name(grades(), 3), "差");
  EXPECT_EQ(noise_grade_name(grades(), 9), "");
}

TEST(NoiseGrade, SaysWhatTheEditionLacks) {
  EXPECT_EQ(noise_grade(grades(), "region", "night", r("40")).error().code, "MTH001");
  EXPECT_EQ(noise_grade(Edition{}, "region", "day", r("40")).error().code, "MTH001");
}

TEST(SoundEnergy, MeansAreOfEnergy) {
  const std::vector<double> equal{60, 60};
  EXPECT_NEAR(*equivalent_level_db(equal), 60.0, 1e-9);
  const std::vector<double> apart{60, 70};
  EXPECT_NEAR(*equivalent_level_db(apart), 67.4036, 1e-4);
  EXPECT_FALSE(equivalent_level_db({}));
  // Ldn of equal day and night levels: 10 lg((16 + 8 x 10) / 24) = 6.0206 above.
  EXPECT_NEAR(day_night_level_db(50, 50, {16, 8, 10}), 56.0206, 1e-4);
}

// A grade points at the limit that decided, so that the edition has to outlive it.
const Edition& events() {
  static const Edition kEvents = [] {
    Edition edition;
    edition.limits = {limit("deaths", "", "I", "10", "ge"), limit("deaths", "", "II", "3", "ge"),
                      limit("deaths", "", "III", "1", "ge"), limit("evacuated", "", "I", "50000", "ge"),
                      limit("evacuated", "", "II", "10000", "ge")};
    return edition;
  }();
  return kEvents;
}

TEST(EventGrade, OneCriterionIsEnough) {
  const auto grade = event_grade(events(), {{"deaths", r("0")}, {"evacuated", r("10000")}});
  EXPECT_EQ(grade.value(), 2);
  ASSERT_NE(grade.deciding, nullptr);
  EXPECT_EQ(grade.deciding->parameter, "evacuated");
  EXPECT_EQ(event_grade(events(), {{"deaths", r("0")}, {"evacuated", r("9999")}}).value(), 0);
  EXPECT_EQ(event_grade(events(), {}).value(), 0);
}

TEST(EventGrade, BoundsAreInclusive) {
  EXPECT_EQ(event_grade(events(), {{"deaths", r("2")}}).value(), 1);
  EXPECT_EQ(event_grade(events(), {{"deaths", r("3")}}).value(), 2);
  EXPECT_EQ(event_grade(events(), {{"deaths", r("10")}}).value(), 3);
}

TEST(EventGrade, TheUnknownLeavesARange) {
  const auto grade = event_grade(events(), {{"deaths", r("1")}, {"evacuated", std::nullopt}});
  EXPECT_FALSE(grade.value());
  EXPECT_EQ(grade.at_least, 1);
  EXPECT_EQ(grade.at_most, 3);
  EXPECT_EQ(event_grade(events(), {{"deaths", r("10")}, {"evacuated", std::nullopt}}).value(), 3);
  EXPECT_EQ(severity_name(2), "major");
  EXPECT_EQ(severity_name_zh(3), "特别重大");
}

TEST(EventGrade, RestsOnWhatDecidedElseOnTheLeastSureCriterion) {
  static const Edition kEdition = [] {
    Edition edition = events();
    edition.limits[2].citation.confidence = Confidence::memory;  // deaths III
    return edition;
  }();
  EXPECT_EQ(event_grade(kEdition, {{"deaths", r("3")}}).basis()->grade, "II");
  EXPECT_EQ(event_grade(kEdition, {{"deaths", r("0")}}).basis()->citation.confidence, Confidence::memory);
  EXPECT_EQ(event_grade(kEdition, {}).basis(), nullptr);
}

// The published question of 600 answers: 85 / 268 / 216 / 24 / 4 and 3 who did not know -> 73.07 %.
std::vector<SurveyOption> published() {
  return {{85, r("1"), true},   {268, r("0.8"), true}, {216, r("0.6"), true},
          {24, r("0.3"), true}, {4, r("0"), true},     {3, r("0"), false}};
}

TEST(SurveyRate, OfThePublishedQuestion) {
  const auto rate = survey_rate(published());
  ASSERT_TRUE(rate);
  EXPECT_EQ(rate->score, r("436.2"));
  EXPECT_EQ(rate->answers, 597);
  const auto percent = multiply(rate->rate, Rational(100));
  EXPECT_EQ(round_gbt8170(*percent, 2)->text(), "73.07");
}

TEST(SurveyRate, RefusesImpossibleCounts) {
  const std::vector<SurveyOption> nobody{{0, r("1"), true}, {5, r("1"), false}};
  EXPECT_EQ(survey_rate(nobody).error().code, "MTH004");
  const std::vector<SurveyOption> heavy{{1, r("1.1"), true}};
  EXPECT_EQ(survey_rate(heavy).error().code, "MTH004");
  const std::vector<SurveyOption> negative{{-1, r("1"), true}, {5, r("1"), true}};
  EXPECT_EQ(survey_rate(negative).error().code, "MTH004");
}

// Worked apart in floating point: p = 436.2/597, n = 597, z = 1.644854 -> 0.699797705, 0.759427664
TEST(SurveyBounds, OfThePublishedQuestion) {
  const auto rate = survey_rate(published());
  EXPECT_EQ(lower_bound(*rate, r("0.95"))->text(), "699797/1000000");
  EXPECT_EQ(upper_bound(*rate, r("0.95"))->text(), "189857/250000");
}

TEST(SurveyBounds, ErrOutwardByLessThanAMillionth) {
  const auto rate = survey_rate(published());
  const auto z2 = r("1.644854");
  for (const auto& [bound, side] :
       {std::pair{*lower_bound(*rate, r("0.95")), 1}, std::pair{*upper_bound(*rate, r("0.95")), -1}}) {
    const auto excess = [&](const Rational& at) {  // (p - L)^2 n - z^2 L (1 - L)
      const auto gap = *subtract(rate->rate, at);
      const auto left = *multiply(*multiply(gap, gap), Rational(597));
      const auto right = *multiply(*multiply(z2, z2), *multiply(at, *subtract(Rational(1), at)));
      return subtract(left, right)->sign();
    };
    EXPECT_GE(excess(bound), 0);
    EXPECT_LT(excess(*add(bound, *Rational::make(side, 1000000))), 0);
  }
}

TEST(SurveyBounds, OfCertainAnswersStayBelowCertainty) {
  const std::vector<SurveyOption> all{{100, r("1"), true}};
  const auto rate = survey_rate(all);
  // L = n / (n + z^2) with z^2 = 2.705545: 0.97365...
  EXPECT_LT(*lower_bound(*rate, r("0.95")), r("0.973658"));
  EXPECT_GT(*lower_bound(*rate, r("0.95")), r("0.973656"));
  EXPECT_EQ(*upper_bound(*rate, r("0.95")), Rational(1));
  const std::vector<SurveyOption> none{{100, r("0"), true}};
  EXPECT_EQ(*lower_bound(*survey_rate(none), r("0.95")), Rational(0));
  EXPECT_EQ(lower_bound(*rate, r("0.94")).error().code, "MTH004");
}

// So many equal answers that the bound lies within the last millionth: it still does not reach the rate.
TEST(SurveyBounds, OfVeryManyEqualAnswersDoNotReachTheEnd) {
  const std::vector<SurveyOption> all{{100'000'000, r("1"), true}};
  EXPECT_EQ(*lower_bound(*survey_rate(all), r("0.95")), r("0.999999"));
  const std::vector<SurveyOption> none{{100'000'000, r("0"), true}};
  EXPECT_EQ(*upper_bound(*survey_rate(none), r("0.95")), r("0.000001"));
}

TEST(SurveyBounds, WidenWithConfidence) {
  const auto rate = survey_rate(published());
  EXPECT_LT(*lower_bound(*rate, r("0.99")), *lower_bound(*rate, r("0.95")));
  EXPECT_GT(*upper_bound(*rate, r("0.99")), *upper_bound(*rate, r("0.95")));
}

TEST(RankCorrelation, OfOrderedAndTiedSeries) {
  EXPECT_EQ(*rank_correlation(rs({"1", "2", "3", "4", "5"})), Rational(1));
  EXPECT_EQ(*rank_correlation(rs({"5", "4", "3", "2", "1"})), Rational(-1));
  EXPECT_EQ(rank_correlation(rs({"1", "3", "2", "4", "5"}))->text(), "9/10");
  EXPECT_EQ(rank_correlation(rs({"1", "2", "2", "4", "5"}))->text(), "39/40");
  EXPECT_EQ(rank_correlation(rs({"1"})).error().code, "MTH005");
}

TEST(Trend, IsSignificantOnlyAboveTheCriticalValue) {
  Edition edition;
  edition.constants = {{"spearman.w.5", d("0.9")}};
  EXPECT_EQ(*trend(edition, rs({"1", "2", "3", "4", "5"})), Trend::rising);
  EXPECT_EQ(*trend(edition, rs({"1", "3", "2", "4", "5"})), Trend::none);  // exactly 0.9
  EXPECT_EQ(*trend(edition, rs({"5", "4", "3", "2", "1"})), Trend::falling);
  EXPECT_EQ(trend(edition, rs({"1", "2", "3", "4"})).error().code, "MTH005");
}

TEST(Registry, IsOrderedAndFindsEveryMethod) {
  const auto all = signatures();
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].name, all[i].name);
  for (const auto& method : all) EXPECT_EQ(signature(method.name), &method);
  EXPECT_EQ(signature("geometric_mean"), nullptr);
  EXPECT_NE(signature("annual_mean"), nullptr);
}

}  // namespace
}  // namespace chuangmo::methods
