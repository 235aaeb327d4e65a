#include <gtest/gtest.h>

#include "methods/annual_mean.h"
#include "methods/city_day.h"
#include "methods/daily_mean.h"
#include "methods/mda8.h"
#include "methods/percentile.h"
#include "methods/tally.h"
#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;
using Day = std::optional<Rational>;

// `count` hours of one value, the rest of the day gaps.
std::vector<std::int32_t> hours_of(int count, std::int32_t value) {
  std::vector<std::int32_t> hours(24, kNoReading);
  for (int i = 0; i < count; ++i) hours[static_cast<std::size_t>(i)] = value;
  return hours;
}

// Days of a year that all have a value, without those of `gaps` (days of the year, from 0).
std::vector<Day> year_of(int year, std::string_view value, const std::vector<int>& gaps = {}) {
  std::vector<Day> days(static_cast<std::size_t>(days_in_year(year)), r(value));
  for (const int gap : gaps) days[static_cast<std::size_t>(gap)] = std::nullopt;
  return days;
}

TEST(DailyMean, TwentyHoursAreEnoughAndNineteenAreNot) {
  const DailyMean enough = daily_mean(hours_of(20, 600000), 20);
  EXPECT_TRUE(enough.is_valid());
  EXPECT_EQ(text(mean_value(enough, 4)), "60");
  const DailyMean short_one = daily_mean(hours_of(19, 600000), 20);
  EXPECT_FALSE(short_one.is_valid());
  EXPECT_EQ(short_one.hours, 19);
  EXPECT_EQ(text(mean_value(short_one, 4)), "unknown");
}

TEST(DailyMean, IsExact) {
  std::vector<std::int32_t> hours = hours_of(20, 10);
  hours[23] = 11;  // 21 hours: sum 211
  EXPECT_EQ(text(mean_value(daily_mean(hours, 20), 1)), "211/210");
}

TEST(DailyMean, WithoutARuleOneHourCountsAndNoneDoesNot) {
  EXPECT_TRUE(daily_mean(hours_of(1, 5), 0).is_valid());
  EXPECT_FALSE(daily_mean(hours_of(0, 5), 0).is_valid());
}

TEST(DailyMean, ReadsTheNeededHoursFromTheEdition) {
  Edition edition;
  edition.validity = {validity("SO2", "24h", "hour", "day", 18), validity("PM10", "24h", "hour", "day", 12)};
  EXPECT_EQ(least_hours(edition, "SO2"), 18);
  EXPECT_EQ(least_hours(edition, "PM10"), 12);
  EXPECT_EQ(least_hours(edition, "O3"), 0);
}

TEST(DayWindow, IsTheNaturalDayOrNoonToNoon) {
  const Date day = Date::of(2011, 3, 5);
  EXPECT_EQ(day_window(day, 0).first.text(), "2011-03-05T00");
  EXPECT_EQ(day_window(day, 12).first.text(), "2011-03-04T12");
}

TEST(DailyMeans, CutDaysOutOfASeriesAndTreatWhatLiesOutsideAsGaps) {
  const Date first = Date::of(2011, 1, 1);
  std::vector<std::int32_t> hours(48);
  for (int i = 0; i < 48; ++i) hours[static_cast<std::size_t>(i)] = i < 24 ? 1 : 3;
  const auto natural = daily_means(hours, Hour::of(first, 0), first - 1, first + 3, 0, 20);
  ASSERT_EQ(natural.size(), 4u);
  EXPECT_EQ(natural[0].hours, 0);
  EXPECT_EQ(natural[1].sum, 24);
  EXPECT_EQ(natural[2].sum, 72);
  EXPECT_EQ(natural[3].hours, 0);
  const auto noon = daily_means(hours, Hour::of(first, 0), first, first + 3, 12, 20);
  EXPECT_EQ(noon[0].hours, 12);
  EXPECT_FALSE(noon[0].is_valid());
  EXPECT_EQ(noon[1].sum, 12 * 1 + 12 * 3);
  EXPECT_EQ(noon[2].hours, 12);
}

TEST(CityDay, IsTheMeanOfTheValidStationsNeverTheWorst) {
  const std::vector<Day> stations{r("0.1"), r("0.2"), std::nullopt, r("0.6")};
  const auto day = city_day(stations, r("0.75"));
  ASSERT_TRUE(day);
  EXPECT_EQ(text(day->value), "3/10");
  EXPECT_EQ(day->valid_stations, 3);
  EXPECT_EQ(day->needed, 3);
}

TEST(CityDay, NeedsItsQuorumOfStations) {
  const std::vector<Day> two_of_four{r("1"), r("2"), std::nullopt, std::nullopt};
  EXPECT_EQ(text(city_day(two_of_four, r("0.75"))->value), "unknown");
  EXPECT_EQ(text(city_day(two_of_four, r("0.5"))->value), "3/2");
  EXPECT_EQ(text(city_day(two_of_four, r("0"))->value), "3/2");
  const std::vector<Day> none{std::nullopt, std::nullopt};
  EXPECT_EQ(text(city_day(none, r("0"))->value), "unknown");
  EXPECT_EQ(city_day({}, r("0.75"))->needed, 0);
  const std::vector<Day> four_of_five{r("1"), r("1"), r("1"), r("1"), std::nullopt};
  EXPECT_EQ(city_day(four_of_five, r("0.75"))->needed, 4);  // 3.75 stations
}

constexpr YearRules kRules{324, 27, 25};

// One gap in this many days of every month, counted from its end.
std::vector<int> gaps_by_month(int year, const std::vector<int>& counts) {
  std::vector<int> gaps;
  int end = 0;
  for (int month = 1; month <= 12; ++month) {
    end += days_in_month(year, month);
    for (int i = 1; i <= counts[static_cast<std::size_t>(month - 1)]; ++i) gaps.push_back(end - i);
  }
  return gaps;
}

TEST(AnnualMean, OfThreeHundredTwentyFourDaysIsKnown) {
  // 365 - 41: no month loses more than 4 days of 31, 3 of 30, 3 of February.
  const auto gaps = gaps_by_month(2015, {4, 3, 4, 3, 4, 3, 4, 4, 3, 4, 3, 2});
  ASSERT_EQ(gaps.size(), 41u);
  const auto mean = annual_mean(2015, year_of(2015, "60", gaps), kRules);
  ASSERT_TRUE(mean);
  EXPECT_EQ(text(mean->value), "60");
  EXPECT_EQ(mean->valid_days, 324);
  EXPECT_EQ(mean->missing_days, 41);
  EXPECT_TRUE(mean->shortages.empty());
}

TEST(AnnualMean, OfThreeHundredTwentyThreeDaysIsUnknownHoweverCleanTheyWere) {
  const auto gaps = gaps_by_month(2015, {4, 3, 4, 3, 4, 3, 4, 4, 3, 4, 3, 3});
  const auto mean = annual_mean(2015, year_of(2015, "60", gaps), kRules);
  ASSERT_TRUE(mean);
  EXPECT_FALSE(mean->value);
  ASSERT_EQ(mean->shortages.size(), 1u);
  EXPECT_EQ(mean->shortages[0], (Shortage{Period::of_year(2015), "day", 323, 324}));
  EXPECT_EQ(mean->sum, r("19380"));
}

TEST(AnnualMean, FebruaryNeedsTwentyFiveDays) {
  const auto gaps3 = gaps_by_month(2015, {0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  const auto gaps4 = gaps_by_month(2015, {0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_TRUE(annual_mean(2015, year_of(2015, "1", gaps3), kRules)->value);
  const auto short_one = annual_mean(2015, year_of(2015, "1", gaps4), kRules);
  EXPECT_FALSE(short_one->value);
  ASSERT_EQ(short_one->shortages.size(), 1u);
  EXPECT_EQ(short_one->shortages[0], (Shortage{Period::of_month(2015, 2), "day", 24, 25}));
}

TEST(AnnualMean, AnyOtherMonthNeedsTwentySevenDays) {
  const auto gaps4 = gaps_by_month(2015, {0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0});
  const auto mean = annual_mean(2015, year_of(2015, "1", gaps4), kRules);
  ASSERT_EQ(mean->shortages.size(), 1u);
  EXPECT_EQ(mean->shortages[0], (Shortage{Period::of_month(2015, 4), "day", 26, 27}));
}

TEST(AnnualMean, CountsTheLeapDay) {
  EXPECT_EQ(annual_mean(2012, year_of(2012, "1"), kRules)->valid_days, 366);
  EXPECT_EQ(annual_mean(2012, year_of(2012, "1"), kRules)->missing_days, 0);
}

TEST(AnnualMean, WithoutRulesNeedsAtLeastOneDay) {
  std::vector<Day> days(365);
  EXPECT_FALSE(annual_mean(2015, days, {})->value);
  days[7] = r("5");
  EXPECT_EQ(text(annual_mean(2015, days, {})->value), "5");
}

TEST(AnnualMean, ReadsItsRulesFromTheEdition) {
  Edition edition;
  edition.validity = {validity("PM10", "annual", "day", "year", 60),
                      validity("PM10", "annual", "day", "month", 5)};
  const YearRules rules = year_rules(edition, "PM10");
  EXPECT_EQ(rules.year, 60);
  EXPECT_EQ(rules.month, 5);
  EXPECT_EQ(rules.february, 0);
  EXPECT_FALSE(
      annual_mean(2011, year_of(2011, "1", gaps_by_month(2011, {0, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})), rules)
          ->value);
  EXPECT_TRUE(
      annual_mean(2011, year_of(2011, "1", gaps_by_month(2011, {0, 23, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})), rules)
          ->value);
}

TEST(MonthlyMean, NeedsTheDaysThatAYearNeedsOfTheMonth) {
  const YearRules rules{324, 27, 25};
  std::vector<Day> days(31, r("60"));
  days[0] = r("61");
  for (const int gap : {4, 5, 6, 7}) days[static_cast<std::size_t>(gap)] = std::nullopt;
  const MonthlyMean march = monthly_mean(3, days, rules).value();
  EXPECT_EQ(text(march.value), "1621/27");
  EXPECT_EQ(march.needed_days, 27);
  days[8] = std::nullopt;
  const MonthlyMean short_one = monthly_mean(3, days, rules).value();
  EXPECT_EQ(text(short_one.value), "unknown");
  EXPECT_EQ(short_one.valid_days, 26);
  days.resize(28);
  days[8] = r("60");
  days[4] = r("60");
  EXPECT_EQ(monthly_mean(2, days, rules)->needed_days, 25);
  EXPECT_EQ(text(monthly_mean(2, days, rules)->value), "1501/25");
  EXPECT_EQ(text(monthly_mean(3, std::vector<Day>(31), YearRules{})->value), "unknown");  // without any day
}

TEST(MeanBounds, TakeTheExtremesOfWhatMayStillArrive) {
  const auto bounds = mean_bounds(r("300"), 3, 0, 2, r("0"), r("150"));
  EXPECT_EQ(text(bounds->low), "60");    // (300 + 0 + 0) / 5
  EXPECT_EQ(text(bounds->high), "120");  // (300 + 300) / 5
  const auto must = mean_bounds(r("300"), 3, 1, 2, r("200"), r("250"));
  EXPECT_EQ(text(must->low), "125");  // all that arrives lies above the mean: the fewest keep it lowest
  EXPECT_EQ(text(must->high), "160");
}

TEST(MeanBounds, AreOpenWhereValuesAreUnbounded) {
  const auto bounds = mean_bounds(r("300"), 3, 0, 2, r("0"), std::nullopt);
  EXPECT_EQ(text(bounds->low), "60");
  EXPECT_EQ(text(bounds->high), "unknown");
  EXPECT_EQ(text(mean_bounds(r("300"), 3, 0, 0, std::nullopt, std::nullopt)->high), "100");
  EXPECT_EQ(text(mean_bounds(r("0"), 0, 0, 5, r("2"), r("9"))->high), "9");
}

constexpr int kDecimals = 0;

Mda8Rules o3_rules() {
  return {8, 6, 14, r("160")};
}

TEST(Mda8, TakesTheLargestOfSeventeenWindows) {
  std::vector<std::int32_t> hours(24, 40);
  for (std::size_t h = 12; h < 20; ++h) hours[h] = 120;
  const auto day = mda8(hours, kDecimals, o3_rules());
  ASSERT_TRUE(day);
  EXPECT_EQ(day->valid_windows, 17);
  EXPECT_EQ(text(day->value()), "120");
}

TEST(Mda8, AWindowNeedsSixHours) {
  std::vector<std::int32_t> hours(24, kNoReading);
  for (std::size_t h = 0; h < 6; ++h) hours[h] = 200;
  const auto six = mda8(hours, kDecimals, o3_rules());
  EXPECT_EQ(six->valid_windows, 1);
  hours[5] = kNoReading;
  EXPECT_EQ(mda8(hours, kDecimals, o3_rules())->valid_windows, 0);
  EXPECT_FALSE(mda8(hours, kDecimals, o3_rules())->maximum);
}

// Hours 0..h-1 are known: windows that begin at 0..h-6 hold six or more.
std::vector<std::int32_t> known_until(int h, std::int32_t value) {
  return hours_of(h, value);
}

TEST(Mda8, FourteenWindowsMakeADayAndThirteenDoNot) {
  const auto fourteen = mda8(known_until(19, 100), kDecimals, o3_rules());
  EXPECT_EQ(fourteen->valid_windows, 14);
  EXPECT_EQ(text(fourteen->value()), "100");
  const auto thirteen = mda8(known_until(18, 100), kDecimals, o3_rules());
  EXPECT_EQ(thirteen->valid_windows, 13);
  EXPECT_EQ(text(thirteen->value()), "unknown");
  EXPECT_EQ(text(thirteen->maximum), "100");
}

TEST(Mda8, ThirteenWindowsCountWhenTheMaximumExceedsTheLimit) {
  EXPECT_EQ(text(mda8(known_until(18, 161), kDecimals, o3_rules())->value()), "161");
  EXPECT_EQ(text(mda8(known_until(18, 160), kDecimals, o3_rules())->value()), "unknown");
}

TEST(Mda8, RulesComeFromTwoEditionsAndSayWhatTheyLack) {
  Edition evaluation;
  Edition quality;
  EXPECT_EQ(mda8_rules(evaluation, quality, "O3", "II", "ug/m3").error().code, "MTH001");
  evaluation.constants["mda8.window_hours"] = d("8");
  evaluation.validity = {validity("O3", "max8h", "window", "day", 14)};
  quality.validity = {validity("O3", "8h", "hour", "window", 6)};
  quality.limits = {limit("O3", "max8h", "II", "0.16")};
  quality.limits[0].unit = "mg/m3";
  const auto rules = mda8_rules(evaluation, quality, "O3", "II", "ug/m3");
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->limit, r("160"));
  EXPECT_EQ(rules->least_windows, 14);
  evaluation.constants["mda8.window_hours"] = d("0");
  EXPECT_EQ(mda8_rules(evaluation, quality, "O3", "II", "ug/m3").error().code, "MTH001");
}

// The published worked example of HJ 663-2013: {3, 4, 8, 2, 5, 4}, 90 % -> 6.5.
TEST(Percentile, OfThePublishedExample) {
  EXPECT_EQ(percentile(rs({"3", "4", "8", "2", "5", "4"}), r("0.9"))->text(), "13/2");
}

TEST(Percentile, EndsAndSingleValues) {
  EXPECT_EQ(percentile(rs({"7"}), r("0.98"))->text(), "7");
  EXPECT_EQ(percentile(rs({"1", "2", "3"}), r("1"))->text(), "3");
  EXPECT_EQ(percentile(rs({"3", "1", "2"}), r("0"))->text(), "1");
  EXPECT_EQ(percentile(rs({"1", "2"}), r("1/3"))->text(), "4/3");
  EXPECT_EQ(percentile({}, r("0.5")).error().code, "MTH002");
  EXPECT_EQ(percentile(rs({"1"}), r("1.01")).error().code, "MTH002");
  EXPECT_EQ(percentile(rs({"1"}), r("-0.01")).error().code, "MTH002");
}

TEST(AnnualPercentile, HasTheValidityOfTheAnnualMean) {
  auto days = year_of(2015, "1");
  days[10] = r("100");
  const auto known = annual_percentile(2015, days, r("0.98"), kRules);
  EXPECT_EQ(text(known->value), "1");
  const auto gaps = gaps_by_month(2015, {0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  const auto unknown = annual_percentile(2015, year_of(2015, "1", gaps), r("0.98"), kRules);
  EXPECT_FALSE(unknown->value);
  EXPECT_EQ(unknown->shortages.size(), 1u);
  EXPECT_EQ(unknown->missing_days, 4);
}

TEST(PercentileBounds, TakeTheMissingAtBothEnds) {
  const auto bounds = percentile_bounds(rs({"2", "4", "6"}), r("0.5"), 0, 2, r("0"), r("100"));
  EXPECT_EQ(text(bounds->low), "2");   // 0 0 2 4 6
  EXPECT_EQ(text(bounds->high), "6");  // 2 4 6 100 100
  EXPECT_EQ(text(percentile_bounds(rs({"2"}), r("0.5"), 1, 1, r("0"), std::nullopt)->high), "unknown");
}

TEST(Tally, SharesAreAnIntervalWhileSomeAreUnknown) {
  Tally tally;
  for (int i = 0; i < 300; ++i) tally.count(true);
  for (int i = 0; i < 50; ++i) tally.count(false);
  for (int i = 0; i < 15; ++i) tally.count(std::nullopt);
  const auto both = share(tally);
  ASSERT_TRUE(both);
  EXPECT_EQ(both->low, r("300/365"));
  EXPECT_EQ(both->high, r("315/365"));
  EXPECT_FALSE(both->is_exact());
  EXPECT_FALSE(share(Tally{}));
}

}  // namespace
}  // namespace chuangmo::methods
