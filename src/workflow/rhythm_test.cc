#include "workflow/rhythm.h"

#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

std::vector<std::string> texts(const std::vector<Period>& periods) {
  std::vector<std::string> result;
  for (const Period& period : periods) result.push_back(period.text());
  return result;
}

TEST(PeriodsOfRhythm, FallInTheYearTheyEndIn) {
  const std::vector<int> years{2010, 2009, 2010};
  EXPECT_EQ(texts(periods_of(Rhythm::annual, years)), (std::vector<std::string>{"2009", "2010"}));
  EXPECT_EQ(texts(periods_of(Rhythm::half_yearly, {2010})), (std::vector<std::string>{"2010H1", "2010H2"}));
  EXPECT_EQ(texts(periods_of(Rhythm::school_year, years)),
            (std::vector<std::string>{"2008/2009", "2009/2010"}));
  EXPECT_EQ(periods_of(Rhythm::quarterly, years).size(), 8U);
  EXPECT_EQ(periods_of(Rhythm::monthly, years).size(), 24U);
  EXPECT_EQ(periods_of(Rhythm::daily, {2012}).size(), 366U);
  EXPECT_EQ(texts(periods_of(Rhythm::once, years)), (std::vector<std::string>{"2009-01-01..2010-12-31"}));
  EXPECT_TRUE(periods_of(Rhythm::none, years).empty());
  EXPECT_TRUE(periods_of(Rhythm::on_event, years).empty());
  EXPECT_TRUE(periods_of(Rhythm::once, {}).empty());
}

TEST(PeriodsOfRhythm, WeeksRunMondayToSundayWithoutGapOrOverlap) {
  const std::vector<Period> weeks = periods_of(Rhythm::weekly, {2009, 2010, 2011, 2012});
  ASSERT_FALSE(weeks.empty());
  EXPECT_EQ(weeks.front().text(), "2008-12-29..2009-01-04");
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    EXPECT_EQ(weeks[i].begin.weekday(), 1);
    EXPECT_EQ(weeks[i].day_count(), 7);
    if (i > 0) {
      EXPECT_EQ(weeks[i].begin, weeks[i - 1].end);
    }
  }
  EXPECT_EQ((weeks.back().end - 1).year(), 2012);
}

TEST(DueDay, CountsFromTheLastDayAndSkipsDaysOff) {
  const WorkingCalendar calendar = sample_calendar();
  const Period third_quarter = Period::of_quarter(2011, 3);  // ends on Friday 30 September
  EXPECT_EQ(due_day({std::nullopt, 0, 0}, third_quarter, calendar), Date::of(2011, 9, 30));
  EXPECT_EQ(due_day({std::nullopt, 1, 0}, third_quarter, calendar), Date::of(2011, 10, 8));
  EXPECT_EQ(due_day({std::nullopt, 0, 5}, third_quarter, calendar), Date::of(2011, 10, 12));
}

TEST(DueDay, AFixedDayStandsAsWritten) {
  const WorkingCalendar calendar = sample_calendar();
  const Period once = Period::of_span(Date::of(2009, 1, 1), Date::of(2012, 1, 1));
  const Date saturday = Date::of(2011, 12, 31);
  EXPECT_EQ(due_day({saturday, 0, 0}, once, calendar), saturday);
  EXPECT_EQ(due_day({saturday, 0, 1}, once, calendar), Date::of(2012, 1, 2));
}

TEST(DueDay, AFixedDayOfARecurringPeriodComesEveryYear) {
  const WorkingCalendar calendar;
  const DueRule rule{Date::of(2012, 2, 29), 0, 0};
  EXPECT_EQ(due_day(rule, Period::of_year(2009), calendar), Date::of(2010, 2, 28));
  EXPECT_EQ(due_day(rule, Period::of_year(2011), calendar), Date::of(2012, 2, 29));
  EXPECT_EQ(due_day({Date::of(2010, 12, 31), 0, 0}, Period::of_year(2011), calendar), Date::of(2011, 12, 31));
  EXPECT_EQ(due_day({Date::of(2010, 10, 15), 0, 0}, Period::of_school_year(2010), calendar),
            Date::of(2011, 10, 15));
}

TEST(HandInWindow, OpensBeforeTheEndAndClosesAfterTheDay) {
  const HandInWindow window = hand_in_window(Period::of_quarter(2011, 3), Rhythm::quarterly,
                                             {std::nullopt, 0, 10}, sample_settings(), sample_calendar());
  EXPECT_EQ(window.opens, Date::of(2011, 9, 25));
  EXPECT_EQ(window.due, Date::of(2011, 10, 19));
  EXPECT_EQ(window.closes, Date::of(2011, 10, 26));
}

TEST(HandInWindow, NeverOpensAfterItsDay) {
  const Period whole = Period::of_span(Date::of(2009, 1, 1), Date::of(2012, 1, 1));
  const HandInWindow window = hand_in_window(whole, Rhythm::once, {Date::of(2010, 6, 30), 0, 0},
                                             sample_settings(), sample_calendar());
  EXPECT_EQ(window.opens, Date::of(2010, 6, 30));
  WorkflowSettings early = sample_settings();
  early.rhythms[Rhythm::once].opens_days_before_end = 5000;
  EXPECT_EQ(hand_in_window(whole, Rhythm::once, {}, early, sample_calendar()).opens, whole.begin);
  const HandInWindow bare =
      hand_in_window(Period::of_year(2010), Rhythm::annual, {}, WorkflowSettings{}, WorkingCalendar{});
  EXPECT_EQ(bare.closes, bare.due);
}

TEST(Rhythms, FinerMeansMoreOften) {
  EXPECT_TRUE(is_finer(Rhythm::monthly, Rhythm::quarterly));
  EXPECT_TRUE(is_finer(Rhythm::annual, Rhythm::once));
  EXPECT_FALSE(is_finer(Rhythm::annual, Rhythm::annual));
  EXPECT_FALSE(is_finer(Rhythm::on_event, Rhythm::once));
  EXPECT_EQ(rhythm_of(PeriodKind::month), Rhythm::monthly);
  EXPECT_EQ(rhythm_of(PeriodKind::school_year), Rhythm::school_year);
  EXPECT_EQ(rhythm_name_zh(Rhythm::school_year), "每学年");
  EXPECT_EQ(rhythm_name_zh(Rhythm::once), "一次性");
}

}  // namespace
}  // namespace chuangmo::workflow
