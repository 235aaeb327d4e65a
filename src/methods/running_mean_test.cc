#include "methods/running_mean.h"

#include <gtest/gtest.h>

#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

const Hour kFirst = Hour::of(Date::of(2017, 7, 6), 10);

TEST(RunningMean, IsOfTheHoursUpToAndWithTheHour) {
  std::vector<std::int32_t> hours;
  for (std::int32_t i = 0; i < 30; ++i) hours.push_back(i);  // 0..29
  const DailyMean mean = running_mean(hours, kFirst, Hour{kFirst.hours + 25}, 24, 20);
  EXPECT_EQ(mean.hours, 24);
  EXPECT_EQ(mean.sum, (2 + 25) * 24 / 2);
  EXPECT_TRUE(mean.is_valid());
}

TEST(RunningMean, OutsideTheSeriesAreGaps) {
  const std::vector<std::int32_t> hours(20, 5);
  EXPECT_TRUE(running_mean(hours, kFirst, Hour{kFirst.hours + 19}, 24, 20).is_valid());
  EXPECT_FALSE(running_mean(hours, kFirst, Hour{kFirst.hours + 18}, 24, 20).is_valid());  // 19 hours
  EXPECT_EQ(running_mean(hours, kFirst, Hour{kFirst.hours + 24}, 24, 20).hours, 19);
  EXPECT_EQ(running_mean(hours, kFirst, Hour{kFirst.hours - 1}, 24, 20).hours, 0);
  EXPECT_EQ(running_mean(hours, kFirst, Hour{kFirst.hours + 99}, 24, 20).hours, 0);
  EXPECT_FALSE(running_mean({}, kFirst, kFirst, 8, 0).is_valid());
}

TEST(RunningMean, EightHoursOfOzoneNeedSix) {
  std::vector<std::int32_t> hours(8, 100);
  hours[1] = hours[4] = kNoReading;
  EXPECT_TRUE(running_mean(hours, kFirst, Hour{kFirst.hours + 7}, 8, 6).is_valid());
  hours[5] = kNoReading;
  EXPECT_FALSE(running_mean(hours, kFirst, Hour{kFirst.hours + 7}, 8, 6).is_valid());
}

TEST(RunningRule, ComesFromTheEdition) {
  Edition edition;
  edition.validity = {validity("PM10", "24h", "hour", "day", 20), validity("O3", "8h", "hour", "window", 6)};
  const auto day = running_rule(edition, "PM10", "24h_running");
  ASSERT_TRUE(day);
  EXPECT_EQ(day->width, 24);
  EXPECT_EQ(day->least, 20);
  const auto window = running_rule(edition, "O3", "8h_running");
  ASSERT_TRUE(window);
  EXPECT_EQ(window->width, 8);
  EXPECT_EQ(window->least, 6);
  EXPECT_FALSE(running_rule(edition, "O3", "1h"));
  EXPECT_FALSE(running_rule(edition, "O3", "xh_running"));
}

}  // namespace
}  // namespace chuangmo::methods
