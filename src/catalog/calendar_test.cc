#include "catalog/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chuangmo::catalog {
namespace {

using ::testing::ElementsAre;

constexpr const char* kCite = R"(cite = { document = "通知", clause = "一", confidence = "V2" })";

struct Read {
  WorkingCalendar calendar;
  std::vector<std::string> codes;
  std::vector<int> lines;
};
Read read(const std::string& holidays, const std::string& path = "calendar/2011.toml") {
  const CatalogFiles files{{"sources.toml", "[[document]]\nnumber = \"通知\"\ntitle = \"t\"\n"},
                           {path, "year = 2011\n" + holidays}};
  Diagnostics diagnostics;
  Read found{read_calendar(files, diagnostics), {}, {}};
  for (const Diagnostic& diagnostic : diagnostics) {
    EXPECT_EQ(diagnostic.where.file, path);
    found.codes.push_back(diagnostic.code);
    found.lines.push_back(diagnostic.where.row);
  }
  return found;
}

std::string holiday(const std::string& days) {
  return "[[holiday]]\nname = \"节\"\n" + days + "\n" + kCite + "\n";
}

TEST(ReadCalendar, KeepsWeekdaysOffAndWeekendsWorked) {
  // 2 February 2011 is a Wednesday, 30 January a Sunday.
  const Read found =
      read(holiday("first = 2011-02-02\nlast = 2011-02-08\nworked = [2011-01-30, 2011-02-12]"));
  EXPECT_THAT(found.codes, ElementsAre());
  EXPECT_THAT(found.calendar.holidays,
              ElementsAre(Date::of(2011, 2, 2), Date::of(2011, 2, 3), Date::of(2011, 2, 4),
                          Date::of(2011, 2, 7), Date::of(2011, 2, 8)));
  EXPECT_THAT(found.calendar.worked_days, ElementsAre(Date::of(2011, 1, 30), Date::of(2011, 2, 12)));
  EXPECT_THAT(found.calendar.known_years, ElementsAre(2011));
}

TEST(ReadCalendar, AFileIsOfItsYear) {
  EXPECT_THAT(read("", "calendar/2012.toml").codes, ElementsAre("CAT066"));
  EXPECT_TRUE(read("", "calendar/2012.toml").calendar.known_years.empty());
  EXPECT_THAT(read(holiday("first = 2012-01-02\nlast = 2012-01-02")).codes, ElementsAre("CAT067"));
  EXPECT_THAT(read(holiday("worked = [2012-01-01]")).codes, ElementsAre("CAT067"));
}

TEST(ReadCalendar, ARangeRunsForwardAndNotTheWholeYear) {
  const Read back = read(holiday("first = 2011-02-08\nlast = 2011-02-02"));
  EXPECT_THAT(back.codes, ElementsAre("CAT067"));
  EXPECT_THAT(back.lines, ElementsAre(5));
  EXPECT_THAT(read(holiday("first = 2011-02-08\nlast = 2011-12-02")).codes, ElementsAre("CAT067"));
}

TEST(ReadCalendar, OnlyWeekendsAreWorkedInstead) {
  EXPECT_THAT(read(holiday("worked = [2011-01-31]")).codes, ElementsAre("CAT068"));  // a Monday
}

TEST(ReadCalendar, NoDayIsStatedTwice) {
  const std::string may = holiday("first = 2011-05-02\nlast = 2011-05-02");
  EXPECT_THAT(read(may + may).codes, ElementsAre("CAT069"));
  EXPECT_THAT(read(holiday("first = 2011-01-29\nlast = 2011-01-30\nworked = [2011-01-30]")).codes,
              ElementsAre("CAT069"));
}

TEST(ReadCalendar, TellsWhatIsMissingOrUnknown) {
  EXPECT_THAT(read(holiday("first = 2011-05-02")).codes, ElementsAre("CAT002"));
  EXPECT_THAT(read(holiday("")).codes, ElementsAre("CAT002"));
  EXPECT_THAT(read(holiday("worked = [\"2011-01-30\"]")).codes, ElementsAre("CAT004", "CAT002"));
  EXPECT_THAT(read(holiday("worked = [2011-01-30]\nday = 2011-01-30")).codes, ElementsAre("CAT003"));
  EXPECT_THAT(read("[[holiday]]\nname = \"节\"\nworked = [2011-01-30]\n"
                   "cite = { document = \"传闻\", clause = \"一\", confidence = \"MEM\" }\n")
                  .codes,
              ElementsAre("CAT061"));
}

class TheCalendar : public ::testing::Test {
 protected:
  static const WorkingCalendar& calendar() {
    static const WorkingCalendar kCalendar = [] {
      Diagnostics diagnostics;
      auto read = read_calendar(embedded_catalog(), diagnostics);
      for (const Diagnostic& found : diagnostics) ADD_FAILURE() << render(found);
      return read;
    }();
    return kCalendar;
  }
};

// Working days of a year by the notices' own arithmetic: its days without the Saturdays, Sundays and the 11
// days that are everybody's holidays, 13 from 2025 on (全国年节及纪念日放假办法, as amended in 2013 and
// 2024).
TEST_F(TheCalendar, YearsHaveTheWorkingDaysTheirNoticesMake) {
  const std::map<int, int> kWorkingDays{
      {2009, 250},
      {2010, 250},
      {2011, 250},  // one more: 31 December was worked for the New Year of 2012 ...
      {2012, 249},  // ... which had one less
      {2013, 250},
      {2014, 250},
      {2015, 249},  // 3 September, but the Sunday of mid-autumn was not made up
      {2016, 250},
      {2017, 249},
      {2018, 250},
      {2019, 250},
      {2020, 249},  // 31 January off and 1 February not
                    // worked after all
      {2021, 250},
      {2022, 249},
      {2023, 249},
      {2024, 251},
      {2025, 248},
      {2026, 248}};
  for (const auto& [year, expected] : kWorkingDays) {
    int worked = 0;
    for (Date day = Date::of(year, 1, 1); day.year() == year; day = day + 1)
      worked += calendar().is_working_day(day) ? 1 : 0;
    EXPECT_EQ(worked, expected) << year;
    EXPECT_TRUE(calendar().known_years.contains(year)) << year;
  }
  EXPECT_EQ(calendar().known_years.size(), kWorkingDays.size());
}

TEST_F(TheCalendar, KnowsTheChangesOfAYear) {
  const auto is_worked = [&](int year, int month, int day) {
    return calendar().is_working_day(Date::of(year, month, day));
  };
  EXPECT_FALSE(is_worked(2015, 9, 3));
  EXPECT_TRUE(is_worked(2015, 9, 6));
  EXPECT_FALSE(is_worked(2019, 5, 2));
  EXPECT_TRUE(is_worked(2019, 4, 28));
  EXPECT_FALSE(is_worked(2020, 1, 31));
  EXPECT_FALSE(is_worked(2020, 2, 1));
  EXPECT_TRUE(is_worked(2020, 2, 3));
  EXPECT_TRUE(is_worked(2018, 12, 29));
  EXPECT_FALSE(is_worked(2018, 12, 31));
}

}  // namespace
}  // namespace chuangmo::catalog
