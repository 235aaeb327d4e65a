#include "methods/air_day.h"

#include <gtest/gtest.h>

#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

StationDayRules rules() {
  return {20, Mda8Rules{8, 6, 14, r("160")}};
}
std::vector<std::int32_t> hours_until(int known, std::int32_t value) {
  std::vector<std::int32_t> hours(24, kNoReading);
  std::fill_n(hours.begin(), known, value);
  return hours;
}

TEST(StationDay, OfTheMeanNeedsTheHoursOfTheEdition) {
  const auto enough = station_day("24h", hours_until(20, 35), 0, rules());
  EXPECT_EQ(text(enough->value), "35");
  EXPECT_EQ(enough->hours, 20);
  EXPECT_EQ(enough->hours_needed, 20);
  EXPECT_EQ(text(station_day("24h", hours_until(19, 35), 0, rules())->value), "unknown");
  EXPECT_EQ(text(station_day("24h", hours_until(0, 35), 0, {})->value), "unknown");
  EXPECT_EQ(text(station_day("24h", hours_until(1, 35), 1, {})->value), "7/2");
}

TEST(StationDay, OfTheMaximumTakesTheGreatestHour) {
  auto hours = hours_until(3, -5);
  EXPECT_EQ(text(station_day("1h_max", hours, 0, rules())->value), "-5");
  hours[20] = 71;
  EXPECT_EQ(text(station_day("1h_max", hours, 1, rules())->value), "71/10");
  EXPECT_EQ(text(station_day("1h_max", hours_until(0, 1), 0, rules())->value), "unknown");
}

TEST(StationDay, OfTheEightHoursCountsWindows) {
  const auto day = station_day("max8h", hours_until(19, 100), 0, rules());
  EXPECT_EQ(text(day->value), "100");
  EXPECT_EQ(day->hours, 19);
  EXPECT_EQ(day->windows, 14);
  EXPECT_EQ(day->windows_needed, 14);
  const auto short_one = station_day("max8h", hours_until(18, 100), 0, rules());
  EXPECT_EQ(text(short_one->value), "unknown");
  EXPECT_EQ(short_one->windows, 13);
  EXPECT_EQ(text(station_day("max8h", hours_until(24, 100), 0, {})->value), "unknown");
  EXPECT_EQ(text(station_day("week", hours_until(24, 100), 0, rules())->value), "unknown");
}

// 601/6 = 100.17 of six hours beats 720/8 = 90 of eight, whose sum is greater.
TEST(StationDay, WindowsAreComparedAsFractions) {
  std::vector<std::int32_t> hours(24, 0);
  std::fill_n(hours.begin(), 8, 100);
  hours[0] = hours[1] = kNoReading;
  hours[7] = 101;
  std::fill_n(hours.begin() + 12, 8, 90);
  EXPECT_EQ(text(station_day("max8h", hours, 0, rules())->value), "601/6");
}

TEST(StationDayRules, ComeFromBothEditions) {
  Edition quality;
  quality.validity = {validity("O3", "8h", "hour", "window", 6), validity("SO2", "24h", "hour", "day", 18)};
  quality.limits = {limit("O3", "max8h", "II", "160")};
  quality.limits[0].unit = "ug/m3";
  Edition evaluation;
  evaluation.constants["mda8.window_hours"] = d("8");
  evaluation.validity = {validity("O3", "max8h", "window", "day", 14)};
  EXPECT_EQ(station_day_rules(quality, nullptr, "SO2", "II", "ug/m3").least_hours, 18);
  EXPECT_FALSE(station_day_rules(quality, nullptr, "O3", "II", "ug/m3").mda8);
  EXPECT_FALSE(station_day_rules(quality, &evaluation, "SO2", "II", "ug/m3").mda8);
  EXPECT_EQ(station_day_rules(quality, &evaluation, "O3", "II", "ug/m3").mda8->least_windows, 14);
}

}  // namespace
}  // namespace chuangmo::methods
