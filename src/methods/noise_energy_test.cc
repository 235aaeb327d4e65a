#include "methods/noise_energy.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

LevelRange mean_of(const std::vector<LevelShare>& levels) {
  return energy_mean(std::span(levels)).value();
}
bool encloses(const LevelRange& range, std::string_view low, std::string_view high) {
  return range.low <= r(high) && r(low) <= range.high;
}
Rational width(const LevelRange& range) {
  return subtract(range.high, range.low).value();
}

// GB 3096-2008 3.2. lg 5.5 = 0.740362689494243846...: the mean of 10^6 and 10^7 is 5.5 x 10^6.
TEST(EnergyMean, IsEnclosedToATrillionthOfADecibel) {
  const LevelRange range = mean_of({{d("60"), 1}, {d("70"), 1}});
  EXPECT_FALSE(range.is_exact());
  EXPECT_LE(range.low, r("67.40362689494244"));
  EXPECT_GE(range.high, r("67.40362689494243"));
  EXPECT_LT(width(range), r("0.000000000001"));
}

TEST(EnergyMean, OfOneLevelOrEqualOnesIsThatLevel) {
  EXPECT_EQ(mean_of({{d("63.7"), 1}}).low, r("63.7"));
  EXPECT_TRUE(mean_of({{d("63.7"), 1}}).is_exact());
  EXPECT_TRUE(mean_of({{d("54.321"), 3}, {d("54.3210"), 960}}).is_exact());
  EXPECT_EQ(mean_of({{d("-3.5"), 2}, {d("-3.5"), 1}}).high, r("-3.5"));
  EXPECT_EQ(mean_of({{d("0"), 2}}).low, r("0"));
}

// (10^7 + 10 x 10^5) / 11 = 1.1 x 10^7 / 11 = 10^6: 70 once and 50 ten times are 60, on the edge exactly.
TEST(EnergyMean, FindsTheFractionsThatLogarithmsHide) {
  const LevelRange range = mean_of({{d("70"), 1}, {d("50"), 10}});
  EXPECT_TRUE(range.is_exact());
  EXPECT_EQ(range.low, r("60"));
  EXPECT_EQ(mean_of({{d("50.3"), 10}, {d("70.3"), 1}}).low, r("60.3"));
  const LevelRange near = mean_of({{d("70"), 1}, {d("50"), 11}});
  EXPECT_FALSE(near.is_exact());
  EXPECT_LT(near.high, r("60"));
}

// The energy of 60.05 is 10^6.005: half to even makes 60.0 of it, and the least bit more 60.1. One louder
// sample in a million is told apart; one in a thousand milliards, 10^-16 dB, is not, and the bounds say so.
TEST(EnergyMean, SaysWhereItCannotTellTheSideOfAnEdge) {
  const LevelRange above = mean_of({{d("60.05"), 999999}, {d("60.0501"), 1}});
  EXPECT_GT(above.low, r("60.05"));
  EXPECT_EQ(round_gbt8170(above.low, 1)->text(), "60.1");
  EXPECT_EQ(round_gbt8170(mean_of({{d("60.05"), 5}}).low, 1)->text(), "60.0");
  const LevelRange edge = mean_of({{d("60.05"), 999999999999}, {d("60.0501"), 1}});
  EXPECT_LT(edge.low, r("60.05"));
  EXPECT_GT(edge.high, r("60.05"));
}

// Ld over 16 hours of which one is loud: 10 lg((15 x 10^5.5 + 10^7.5) / 16). 10^5.5 = 316227.76601683793,
// the sum 15 x 316227.766... + 31622776.601... = 36366193.0919..., / 16 = 2272887.06824...; lg
// = 6.35657779...
TEST(EnergyMean, WeighsByTime) {
  const LevelRange range = mean_of({{d("55"), 15}, {d("75"), 1}});
  EXPECT_TRUE(encloses(range, "63.56577", "63.56579"));
  EXPECT_LT(width(range), r("0.000000000001"));
}

TEST(EnergyMean, HoldsOverTheWholeRangeOfLevels) {
  // 10 lg((1 + 10^14) / 2) = 140 - 10 lg 2 + 4.3 x 10^-14, lg 2 = 0.301029995663981195...
  EXPECT_TRUE(encloses(mean_of({{d("0"), 1}, {d("140"), 1}}), "136.98970004336022", "136.98970004336024"));
  // One second at 140 in a day at 0: 140 - 10 lg 86400 = 90.6348625752..., and 4.3429 x 86399 x 10^-14 more.
  EXPECT_TRUE(encloses(mean_of({{d("0"), 86399}, {d("140"), 1}}), "90.63486257896", "90.63486257897"));
  EXPECT_LT(width(mean_of({{d("-900"), 1}, {d("900"), 1}})), r("0.000000000001"));
}

TEST(EnergyMean, DoesNotDependOnOrderOrGrouping) {
  const LevelRange one = mean_of({{d("51.3"), 2}, {d("66.9"), 1}, {d("58.0"), 4}});
  const LevelRange other = mean_of({{d("58"), 4}, {d("66.9"), 1}, {d("51.3"), 2}});
  EXPECT_EQ(one.low, other.low);
  EXPECT_EQ(one.high, other.high);
}

TEST(EnergyMean, AgreesWithFloatingPointOnRandomDays) {
  std::mt19937 chance(3096);
  std::uniform_int_distribution<int> level(200, 1100);
  std::uniform_int_distribution<int> weight(1, 5000);
  for (int round = 0; round < 300; ++round) {
    std::vector<LevelShare> shares;
    long double energy = 0;
    long double total = 0;
    for (int i = 0; i < 40; ++i) {
      shares.push_back({Decimal(level(chance), 1), weight(chance)});
      const auto share = static_cast<long double>(shares.back().weight);
      energy += share * std::pow(10.0L, static_cast<long double>(shares.back().level.digits()) / 100);
      total += share;
    }
    const auto expected = static_cast<double>(10 * std::log10(energy / total));
    const LevelRange range = mean_of(shares);
    ASSERT_LT(range.low.approximate(), expected + 1e-10);
    ASSERT_GT(range.high.approximate(), expected - 1e-10);
    ASSERT_LE(range.low, range.high);
    ASSERT_LT(width(range), r("0.000000000001"));
  }
}

TEST(EnergyMean, RefusesWhatIsNoLevel) {
  const auto code = [](const std::vector<LevelShare>& levels) {
    return energy_mean(std::span(levels)).error().code;
  };
  EXPECT_EQ(code({}), "MTH004");
  EXPECT_EQ(code({{d("60"), 0}}), "MTH004");
  EXPECT_EQ(code({{d("60"), -1}}), "MTH004");
  EXPECT_EQ(code({{d("1000.1"), 1}}), "MTH004");
  EXPECT_EQ(code({{d("60.000000000000001"), 1}}), "MTH004");
  EXPECT_EQ(code({{d("60"), 1'000'000'000'000'000}, {d("60"), 1}}), "MTH004");
}

// Levels that are means themselves: the energy mean of all their samples lies within.
TEST(EnergyMean, OfMeansEnclosesTheMeanOfAll) {
  const LevelRange first = mean_of({{d("60"), 1}, {d("70"), 2}});
  const LevelRange second = mean_of({{d("50"), 1}, {d("65"), 1}});
  const std::vector<RangeShare> shares{{first, 3}, {second, 2}};
  const auto of_means = energy_mean(std::span(shares));
  ASSERT_TRUE(of_means);
  const LevelRange all = mean_of({{d("60"), 1}, {d("70"), 2}, {d("50"), 1}, {d("65"), 1}});
  EXPECT_LE(of_means->low, all.high);
  EXPECT_GE(of_means->high, all.low);
  EXPECT_LT(width(*of_means), r("0.000000000001"));
}

Edition zones() {
  Edition edition;
  edition.id = "zones";
  edition.constants = {
      {"energy.day_hours", d("16")}, {"energy.night_hours", d("8")}, {"energy.night_penalty_dB", d("10")}};
  return edition;
}

// Equal levels by day and night: 10 lg((16 + 8 x 10) / 24) = 10 lg 4 = 6.0205999132796239 above.
TEST(DayNightLevel, RaisesTheNight) {
  const auto range = day_night_level(zones(), {r("50"), r("50")}, {r("50"), r("50")});
  ASSERT_TRUE(range);
  EXPECT_TRUE(encloses(*range, "56.0205999132796", "56.0205999132797"));
  // A night 10 dB below the day counts as the day does.
  const auto level = day_night_level(zones(), {r("60"), r("60")}, {r("50"), r("50")});
  EXPECT_EQ(level->low, r("60"));
  EXPECT_TRUE(level->is_exact());
  EXPECT_EQ(day_night_level(Edition{}, {}, {}).error().code, "MTH001");
}

TEST(DayNightLevel, CarriesTheBoundsOfDayAndNight) {
  const auto range = day_night_level(zones(), {r("50"), r("60")}, {r("40"), r("50")});
  EXPECT_EQ(range->low, r("50"));
  EXPECT_EQ(range->high, r("60"));
}

// The textbook case: a hundred readings from loud to quiet, the 10th, 50th and 90th.
TEST(ExceededLevel, OfAHundredSamplesIsTheTenthFiftiethAndNinetieth) {
  std::vector<LevelShare> samples;
  for (int i = 1; i <= 100; ++i) samples.push_back({Decimal(i, 0), 1});
  EXPECT_EQ(*exceeded_level(samples, 10), d("91"));
  EXPECT_EQ(*exceeded_level(samples, 50), d("51"));
  EXPECT_EQ(*exceeded_level(samples, 90), d("11"));
  EXPECT_EQ(*exceeded_level(samples, 100), d("1"));
}

// Of seven: 0.7, 3.5 and 6.3 samples, so the 1st, the 4th and the 7th.
TEST(ExceededLevel, CountsAStartedSampleWhole) {
  const std::vector<LevelShare> samples{{d("60"), 1}, {d("50"), 1}, {d("62"), 1}, {d("58"), 1},
                                        {d("70"), 1}, {d("55"), 1}, {d("54"), 1}};
  EXPECT_EQ(*exceeded_level(samples, 10), d("70"));
  EXPECT_EQ(*exceeded_level(samples, 50), d("58"));
  EXPECT_EQ(*exceeded_level(samples, 90), d("50"));
}

TEST(ExceededLevel, TakesWeightsAsRepeatedSamples) {
  const std::vector<LevelShare> samples{{d("50"), 80}, {d("70"), 10}, {d("60"), 10}};
  EXPECT_EQ(*exceeded_level(samples, 10), d("70"));
  EXPECT_EQ(*exceeded_level(samples, 11), d("60"));
  EXPECT_EQ(*exceeded_level(samples, 50), d("50"));
  EXPECT_FALSE(exceeded_level({}, 10));
  EXPECT_FALSE(exceeded_level(samples, 0));
  EXPECT_FALSE(exceeded_level(samples, 101));
}

}  // namespace
}  // namespace chuangmo::methods
