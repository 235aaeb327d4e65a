#include "model/working_calendar.h"

#include <gtest/gtest.h>

namespace chuangmo {
namespace {

// National Day of 2011: 1 to 7 October off, 8 and 9 October (Saturday, Sunday) worked. Qingming: 4 and 5
// April off, Saturday 2 April worked.
WorkingCalendar calendar_of_2011() {
  WorkingCalendar calendar;
  calendar.known_years = {2011};
  for (int day = 3; day <= 7; ++day) calendar.holidays.insert(Date::of(2011, 10, day));
  calendar.worked_days = {Date::of(2011, 10, 8), Date::of(2011, 10, 9), Date::of(2011, 4, 2)};
  calendar.holidays.insert(Date::of(2011, 4, 4));
  calendar.holidays.insert(Date::of(2011, 4, 5));
  return calendar;
}

TEST(WorkingCalendar, WeekendsHolidaysAndDaysWorkedInstead) {
  const WorkingCalendar calendar = calendar_of_2011();
  EXPECT_TRUE(calendar.is_working_day(Date::of(2011, 9, 30)));   // Friday
  EXPECT_FALSE(calendar.is_working_day(Date::of(2011, 10, 1)));  // Saturday
  EXPECT_FALSE(calendar.is_working_day(Date::of(2011, 10, 5)));  // holiday on a Wednesday
  EXPECT_TRUE(calendar.is_working_day(Date::of(2011, 10, 8)));   // 调休
  EXPECT_TRUE(calendar.is_working_day(Date::of(2011, 10, 9)));
  EXPECT_FALSE(calendar.is_working_day(Date::of(2011, 10, 15)));
  EXPECT_TRUE(calendar.is_working_day(Date::of(2012, 10, 3)));  // no notice known: a plain Wednesday
}

TEST(WorkingCalendar, TheNthWorkingDayAfter) {
  const WorkingCalendar calendar = calendar_of_2011();
  const Date friday = Date::of(2011, 9, 30);
  EXPECT_EQ(calendar.after(friday, 0), friday);
  EXPECT_EQ(calendar.after(friday, 1), Date::of(2011, 10, 8));
  EXPECT_EQ(calendar.after(friday, 3), Date::of(2011, 10, 10));
  EXPECT_EQ(calendar.after(friday, 7), Date::of(2011, 10, 14));
  EXPECT_EQ(calendar.after(Date::of(2011, 10, 1), 0), Date::of(2011, 10, 8));
  EXPECT_EQ(calendar.after(Date::of(2011, 10, 1), 1), Date::of(2011, 10, 8));
}

TEST(WorkingCalendar, CountsBetweenExcludingTheFirstDay) {
  const WorkingCalendar calendar = calendar_of_2011();
  EXPECT_EQ(calendar.between(Date::of(2011, 9, 30), Date::of(2011, 9, 30)), 0);
  EXPECT_EQ(calendar.between(Date::of(2011, 9, 30), Date::of(2011, 10, 7)), 0);
  EXPECT_EQ(calendar.between(Date::of(2011, 9, 30), Date::of(2011, 10, 10)), 3);
  EXPECT_EQ(calendar.between(Date::of(2011, 10, 10), Date::of(2011, 9, 30)), -3);
  EXPECT_EQ(calendar.between(Date::of(2011, 4, 1), Date::of(2011, 4, 6)), 2);  // 2 and 6 April
}

TEST(WorkingCalendar, AfterAndBetweenAgree) {
  const WorkingCalendar calendar = calendar_of_2011();
  for (int offset = 0; offset < 365; ++offset) {
    const Date from = Date::of(2011, 1, 1) + offset;
    for (int count = 1; count <= 12; ++count) {
      const Date day = calendar.after(from, count);
      EXPECT_TRUE(calendar.is_working_day(day));
      EXPECT_EQ(calendar.between(from, day), count) << from.text() << " + " << count;
    }
  }
}

}  // namespace
}  // namespace chuangmo
