#include "base/civil.h"

#include <array>
#include <gtest/gtest.h>

namespace chuangmo {
namespace {

template <class T>
std::string shown(const Result<T>& result) {
  return result ? result->text() : result.error().code;
}

TEST(DateArithmetic, KnownDays) {
  EXPECT_EQ(Date::of(1970, 1, 1).days, 0);
  EXPECT_EQ(Date::of(1969, 12, 31).days, -1);
  EXPECT_EQ(Date::of(2000, 3, 1).days, 11017);
  EXPECT_EQ(Date::of(2011, 1, 18).days, 14992);
  EXPECT_EQ(Date::of(1, 1, 1).days, -719162);
  EXPECT_EQ(Date::of(9999, 12, 31).days, 2932896);
}

TEST(DateArithmetic, LeapYearsOfTheGregorianRule) {
  for (const int year : {4, 1600, 2000, 2004, 2008, 2012, 2400}) EXPECT_EQ(days_in_year(year), 366) << year;
  for (const int year : {1, 1700, 1800, 1900, 2009, 2010, 2011, 2100})
    EXPECT_EQ(days_in_year(year), 365) << year;
  EXPECT_EQ(days_in_month(2008, 2), 29);
  EXPECT_EQ(days_in_month(1900, 2), 28);
  EXPECT_EQ(days_in_month(2000, 2), 29);
  constexpr std::array kLengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month) {
    EXPECT_EQ(days_in_month(2011, month), kLengths.at(static_cast<std::size_t>(month) - 1));
  }
}

TEST(DateArithmetic, EveryDayOfTheCalendarInOrder) {
  int expected = Date::of(1, 1, 1).days;
  for (int year = 1; year <= 9999; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const int length = days_in_month(year, month);
      for (int day = 1; day <= length; ++day, ++expected) {
        const Date date = Date::of(year, month, day);
        ASSERT_EQ(date.days, expected);
        const auto civil = date.civil();
        ASSERT_TRUE(civil.year == year && civil.month == month && civil.day == day) << date.text();
      }
    }
  }
}

TEST(DateArithmetic, BeforeTheFirstYearNothingBreaks) {
  const auto civil = (Date::of(1, 1, 1) - 1).civil();
  EXPECT_EQ(civil.year, 0);
  EXPECT_EQ(civil.month, 12);
  EXPECT_EQ(civil.day, 31);
  EXPECT_EQ((Date::of(1, 1, 1) - 366).civil().month, 1);  // the year 0 is a leap year
}

TEST(DateArithmetic, Weekdays) {
  EXPECT_EQ(Date::of(1970, 1, 1).weekday(), 4);
  EXPECT_EQ(Date::of(2011, 12, 31).weekday(), 6);
  EXPECT_EQ(Date::of(2012, 1, 1).weekday(), 7);
  EXPECT_EQ(Date::of(2012, 1, 2).weekday(), 1);
  EXPECT_EQ(Date::of(1949, 10, 1).weekday(), 6);
  EXPECT_EQ(Date::of(1, 1, 1).weekday(), 1);
}

TEST(DateArithmetic, Differences) {
  EXPECT_EQ(Date::of(2011, 3, 1) - Date::of(2011, 2, 1), 28);
  EXPECT_EQ((Date::of(2008, 2, 28) + 1).text(), "2008-02-29");
  EXPECT_EQ((Date::of(2011, 1, 1) - 1).text(), "2010-12-31");
  EXPECT_LT(Date::of(2010, 12, 31), Date::of(2011, 1, 1));
}

TEST(DateParse, Forms) {
  for (const std::string_view text :
       {"2011-03-05", "2011-3-5", "2011/3/5", "2011/03/05", "2011.3.5", "20110305", "2011年3月5日",
        "2011年03月05日", "2011 年 3 月 5 日", "２０１１年３月５日", "2011年3月5号", " 2011-03-05 ",
        "2011／3／5", "　2011-03-05"}) {
    const auto date = Date::parse(text);
    EXPECT_EQ(shown(date), "2011-03-05") << text;
  }
}

TEST(DateParse, RefusesWhatIsNoDay) {
  for (const std::string_view text : {"",
                                      "2011",
                                      "2011-02-29",
                                      "2011-13-01",
                                      "2011-00-01",
                                      "2011-01-00",
                                      "2011-04-31",
                                      "1900-02-29",
                                      "2011-3",
                                      "11-03-05",
                                      "2011-03/05",
                                      "2011/3.5",
                                      "2011-03-05x",
                                      "2011-03-051",
                                      "201103055",
                                      "2011035",
                                      "0000-01-01",
                                      "12011-03-05",
                                      "2011年3月",
                                      "2011年3月5",
                                      "2011-03-05T13",
                                      "二〇一一年三月五日",
                                      "2011--03-05",
                                      "-2011-03-05",
                                      "2011-03-05 08:00"}) {
    EXPECT_EQ(shown(Date::parse(text)), "TIM001") << text;
  }
  EXPECT_EQ(shown(Date::parse("2008-02-29")), "2008-02-29");
}

TEST(HourPosition, RoundsTowardsThePast) {
  EXPECT_EQ(Hour::of(Date::of(2011, 3, 5), 13).text(), "2011-03-05T13");
  EXPECT_EQ(Minute::of(Hour::of(Date::of(2011, 3, 5), 13), 7).text(), "2011-03-05T13:07");
  EXPECT_EQ(Minute{-1}.text(), "1969-12-31T23:59");
  EXPECT_EQ((Hour{-1}).text(), "1969-12-31T23");
  EXPECT_EQ((Hour{-24}).text(), "1969-12-31T00");
  EXPECT_EQ((Hour{-25}).hour_of_day(), 23);
  EXPECT_EQ((Hour{0}).text(), "1970-01-01T00");
}

TEST(InstantParse, Forms) {
  const auto text = [](std::string_view given) { return shown(Instant::parse(given)); };
  EXPECT_EQ(text("2011-12-31T08:30:00+08:00"), "2011-12-31T08:30:00+08:00");
  EXPECT_EQ(text("2011-12-31 08:30"), "2011-12-31T08:30:00+08:00");
  EXPECT_EQ(text("2011-12-31 8:30:59"), "2011-12-31T08:30:59+08:00");
  EXPECT_EQ(text("2011-12-31T00:30:00Z"), "2011-12-31T08:30:00+08:00");
  EXPECT_EQ(text("2011-12-31T18:00:00Z"), "2012-01-01T02:00:00+08:00");
  EXPECT_EQ(text("2011-12-31T08:30:00-05:30"), "2011-12-31T22:00:00+08:00");
  EXPECT_EQ(text("2011-12-31"), "2011-12-31T23:59:59+08:00");
  EXPECT_EQ(text("2011年12月31日 08:30"), "2011-12-31T08:30:00+08:00");
  EXPECT_EQ(text("1969-12-31 23:00"), "1969-12-31T23:00:00+08:00");
  EXPECT_EQ(Instant::parse("1970-01-01T00:00:00Z")->seconds, 0);
  EXPECT_EQ(Instant::parse("1970-01-01 08:00")->seconds, 0);
}

TEST(InstantParse, RefusesWhatIsNoMoment) {
  for (const std::string_view text :
       {"", "2011-12-31T", "2011-12-31 24:00", "2011-12-31 08:60", "2011-12-31 08:30:60", "2011-12-31 08",
        "2011-12-31 0830", "2011-12-31T08:30:00+8", "2011-12-31T08:30:00+24:00", "2011-12-31T08:30:00 CST",
        "2011-02-29 08:30", "08:30", "2011-12-31T08:30:", "2011-12-31T08:30:00.5",
        // A zone that carries it out of the calendar: no text could say it.
        "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"}) {
    EXPECT_EQ(shown(Instant::parse(text)), "TIM002") << text;
  }
}

TEST(InstantArithmetic, DayOfChina) {
  EXPECT_EQ(Instant::at(Date::of(2011, 1, 1)).date().text(), "2011-01-01");
  EXPECT_EQ((Instant{Instant::at(Date::of(2011, 1, 1)).seconds - 1}).date().text(), "2010-12-31");
  EXPECT_EQ((Instant{-8 * 3600 - 1}).text(), "1969-12-31T23:59:59+08:00");
  EXPECT_GT(Instant::now(), Instant::at(Date::of(2020, 1, 1)));
}

TEST(InstantParse, TextReadsBack) {
  for (std::int64_t seconds = -5'000'000'000; seconds < 5'000'000'000; seconds += 12'345'679) {
    const Instant moment{seconds};
    ASSERT_EQ(Instant::parse(moment.text()).value(), moment);
  }
}

TEST(Period, knows_no_minute_beyond_what_it_can_count) {
  EXPECT_TRUE(Period::parse("6052-12-31T23:59"));
  EXPECT_FALSE(Period::parse("9999-03-05T13:07"));
}

}  // namespace
}  // namespace chuangmo
