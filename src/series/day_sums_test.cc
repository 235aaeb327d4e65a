#include "series/day_sums.h"

#include <array>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace chuangmo::series {
namespace {

using Day = std::array<std::int32_t, DaySum::kHours>;
constexpr WindowRule kEightHours{8, 6};

Day day_of(std::int32_t value) {
  Day day;
  day.fill(value);
  return day;
}

// The definition, word by word.
DaySum plain_day_sum(const Day& hours, const WindowRule& rule) {
  DaySum day;
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    if (hours[hour] == kNoReading) continue;
    day.sum += hours[hour];
    ++day.hours;
    if (day.hours == 1 || hours[hour] > day.maximum) day.maximum = hours[hour];
    if (hour >= 12) continue;
    day.sum_before_noon += hours[hour];
    ++day.hours_before_noon;
  }
  for (std::size_t first = 0; rule.window_hours > 0 && first + rule.window_hours <= hours.size(); ++first) {
    std::int64_t sum = 0;
    std::uint8_t count = 0;
    for (std::size_t hour = first; hour < first + rule.window_hours; ++hour) {
      if (hours[hour] == kNoReading) continue;
      sum += hours[hour];
      ++count;
    }
    if (count < rule.least_hours) continue;
    ++day.windows;
    const bool is_greater = day.window_hours == 0 || sum * day.window_hours > day.window_sum * count;
    if (!is_greater) continue;
    day.window_sum = sum;
    day.window_hours = count;
  }
  return day;
}

TEST(DaySum, a_full_day_has_seventeen_windows_of_eight_hours) {
  Day hours = day_of(10);
  hours[0] = 90;   // in the first window only
  hours[23] = 91;  // in the last one only
  const DaySum day = day_sum(hours, kEightHours);
  EXPECT_EQ(day.sum, 22 * 10 + 181);
  EXPECT_EQ(day.sum_before_noon, 11 * 10 + 90);
  EXPECT_EQ(day.hours, 24);
  EXPECT_EQ(day.hours_before_noon, 12);
  EXPECT_EQ(day.maximum, 91);
  EXPECT_EQ(day.windows, 17);
  EXPECT_EQ(day.window_sum, 7 * 10 + 91);
  EXPECT_EQ(day.window_hours, 8);
}

TEST(DaySum, windows_with_gaps_are_compared_as_fractions) {
  Day hours = day_of(kNoReading);
  for (std::size_t hour = 0; hour < 6; ++hour) hours[hour] = 7;  // 42 / 6, valid where all six lie within
  for (std::size_t hour = 16; hour < 24; ++hour) hours[hour] = 7;
  hours[23] = 6;  // 55 / 8 is more in sum and less in mean
  const DaySum day = day_sum(hours, kEightHours);
  EXPECT_EQ(day.window_sum, 42);
  EXPECT_EQ(day.window_hours, 6);
  EXPECT_EQ(day.windows, 1 + 3);  // ending 08:00; ending 22:00, 23:00, 24:00
}

TEST(DaySum, of_equal_means_the_earlier_window_stands) {
  Day hours = day_of(kNoReading);
  for (std::size_t hour = 0; hour < 6; ++hour) hours[hour] = 4;    // 24 / 6
  for (std::size_t hour = 14; hour < 22; ++hour) hours[hour] = 4;  // 32 / 8
  const DaySum day = day_sum(hours, kEightHours);
  EXPECT_EQ(day.window_sum, 24);
  EXPECT_EQ(day.window_hours, 6);
}

TEST(DaySum, of_nothing_is_nothing) {
  EXPECT_EQ(day_sum(day_of(kNoReading), kEightHours), DaySum{});
  EXPECT_EQ(day_sum(day_of(kNoReading)), DaySum{});
}

TEST(DaySum, without_a_rule_has_no_windows) {
  const DaySum day = day_sum(day_of(3));
  EXPECT_EQ(day.sum, 72);
  EXPECT_EQ(day.windows, 0);
  EXPECT_EQ(day.window_hours, 0);
}

TEST(DaySum, holds_the_greatest_and_the_smallest_values) {
  const auto most = std::numeric_limits<std::int32_t>::max();
  EXPECT_EQ(day_sum(day_of(most), kEightHours).sum, std::int64_t{24} * most);
  EXPECT_EQ(day_sum(day_of(most), kEightHours).window_sum, std::int64_t{8} * most);
  EXPECT_EQ(day_sum(day_of(kNoReading + 1)).sum, std::int64_t{24} * (kNoReading + 1));
  EXPECT_EQ(day_sum(day_of(kNoReading + 1)).maximum, kNoReading + 1);
}

TEST(DaySum, is_what_the_definition_says) {
  std::mt19937 random(20130301);
  const auto up_to = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random()) % end; };
  for (int round = 0; round < 20000; ++round) {
    const std::uint32_t gaps = up_to(4) == 0 ? 0 : up_to(100);
    const std::uint32_t range = up_to(3) == 0 ? 0xFFFFFFFE : 1 + up_to(300);
    Day hours;
    for (std::int32_t& hour : hours)
      hour = up_to(100) < gaps ? kNoReading
                               : static_cast<std::int32_t>(std::int64_t{up_to(range)} -
                                                           (range > 300 ? 0x7FFFFFFF : up_to(2) * range));
    const auto window = static_cast<std::uint8_t>(1 + up_to(24));
    const WindowRule other{window, static_cast<std::uint8_t>(1 + up_to(window))};
    ASSERT_EQ(day_sum(hours, kEightHours), plain_day_sum(hours, kEightHours)) << round;
    ASSERT_EQ(day_sum(hours, other), plain_day_sum(hours, other)) << round;
    ASSERT_EQ(day_sum(hours), plain_day_sum(hours, {})) << round;
  }
}

}  // namespace
}  // namespace chuangmo::series
