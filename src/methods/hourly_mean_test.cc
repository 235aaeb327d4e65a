#include "methods/hourly_mean.h"

#include <gtest/gtest.h>

#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

constexpr int kLeast = 45;  // GB 3095-2012 表4

// A day whose minutes from, from + step, ... before end hold the value.
void put(MinuteDay& day, int from, int end, int step, std::int32_t value) {
  for (int minute = from; minute < end; minute += step) {
    day.said.set(static_cast<std::size_t>(minute));
    day.values[static_cast<std::size_t>(minute)] = value;
  }
}

TEST(HourlyMean, WantsFortyFiveMinutes) {
  MinuteDay day(0);
  put(day, 13 * 60, 13 * 60 + 45, 1, 100);
  put(day, 14 * 60, 14 * 60 + 44, 1, 100);
  const DayHourValues hours = hours_of_minutes(day, kLeast);
  EXPECT_EQ(hours[13], 100);
  EXPECT_EQ(hours[14], kNoReading);
  EXPECT_EQ(hours[12], kNoReading);
}

// 100, 101 .. 159: sum 60 x 100 + 59 x 60 / 2 = 7770, mean 129.5, even neighbour 130.
// 101 .. 159 and 99: sum 7770 - 100 + 99 = 7769, 129.483.. -> 129. 59 x 100 and 130: 6030 / 60 = 100.5 ->
// 100.
TEST(HourlyMean, IsRoundedOnceHalfToEven) {
  MinuteDay day(0);
  for (int i = 0; i < 60; ++i) put(day, i, i + 1, 1, 100 + i);
  for (int i = 0; i < 60; ++i) put(day, 60 + i, 61 + i, 1, i == 0 ? 99 : 100 + i);
  put(day, 120, 179, 1, 100);
  put(day, 179, 180, 1, 130);
  for (int i = 0; i < 60; ++i) put(day, 180 + i, 181 + i, 1, -(100 + i));
  const DayHourValues hours = hours_of_minutes(day, kLeast);
  EXPECT_EQ(hours[0], 130);
  EXPECT_EQ(hours[1], 129);
  EXPECT_EQ(hours[2], 100);
  EXPECT_EQ(hours[3], -130);
}

// 45/60 of 12 is 9, of 6 is 4.5, of 4 is 3, of 2 is 1.5.
TEST(HourlyMean, ALongerStepWantsTheSameShare) {
  EXPECT_EQ(hourly_mean({}, 1, kLeast).needed, 45);
  EXPECT_EQ(hourly_mean({}, 5, kLeast).needed, 9);
  EXPECT_EQ(hourly_mean({}, 10, kLeast).needed, 5);
  EXPECT_EQ(hourly_mean({}, 15, kLeast).needed, 3);
  EXPECT_EQ(hourly_mean({}, 30, kLeast).needed, 2);
  MinuteDay day(0);
  put(day, 0, 45, 5, 7);     // 9 of 12
  put(day, 60, 100, 5, 7);   // 8 of 12
  put(day, 122, 180, 5, 7);  // 12, two minutes later each
  const DayHourValues hours = hours_of_minutes(day, kLeast);
  EXPECT_EQ(hours[0], 7);
  EXPECT_EQ(hours[1], kNoReading);
  EXPECT_EQ(hours[2], 7);
}

TEST(HourlyMean, TheStepIsWhatMostOftenLiesBetweenValues) {
  MinuteDay day(0);
  EXPECT_EQ(minute_step(day), 1);
  put(day, 0, 1440, 10, 7);
  EXPECT_EQ(minute_step(day), 10);
  put(day, 733, 734, 1, 7);  // one value beside the others
  EXPECT_EQ(minute_step(day), 10);
}

// Two values of a day half an hour apart are no data of half hours.
TEST(HourlyMean, AFewValuesMakeNoStep) {
  MinuteDay day(0);
  put(day, 0, 60, 30, 7);
  EXPECT_EQ(minute_step(day), 1);
  EXPECT_EQ(hours_of_minutes(day, kLeast)[0], kNoReading);
  MinuteDay seven(0);
  put(seven, 0, 700, 7, 7);  // no part of an hour
  EXPECT_EQ(minute_step(seven), 1);
}

// What is not valid takes no part, but shows that there was to be a value.
TEST(HourlyMean, InvalidMinutesAreMissing) {
  MinuteDay day(0);
  put(day, 0, 60, 1, 7);
  put(day, 10, 26, 1, kNoReading);  // 16 of 60
  put(day, 60, 120, 1, 7);
  put(day, 70, 85, 1, kNoReading);  // 15 of 60
  const DayHourValues hours = hours_of_minutes(day, kLeast);
  EXPECT_EQ(hours[0], kNoReading);
  EXPECT_EQ(hours[1], 7);
}

TEST(HourlyMean, TheRuleIsTheEditions) {
  Standards standards;
  EXPECT_EQ(least_minutes(standards), 0);
  standards.editions.emplace_back();
  standards.editions.back().validity = {validity("SO2", "1h", "minute", "hour", 45),
                                        validity("SO2", "24h", "hour", "day", 20)};
  EXPECT_EQ(least_minutes(standards), 45);
  MinuteDay day(0);
  put(day, 0, 60, 1, 7);
  EXPECT_EQ(hours_of_minutes(day, 0)[0], kNoReading);
}

}  // namespace
}  // namespace chuangmo::methods
