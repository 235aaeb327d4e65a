#include <array>
#include <gtest/gtest.h>

#include "base/civil.h"
#include "base/text.h"

namespace chuangmo {
namespace {

std::string parsed(std::string_view text) {
  const auto period = Period::parse(text);
  return period ? period->text() : period.error().code;
}

Period period(std::string_view text) {
  return Period::parse(text).value();
}

struct Form {
  std::string_view given;
  std::string_view canonical;
  std::string_view chinese;
  PeriodKind kind;
  std::string_view begin;
  std::string_view end;  // exclusive
};

constexpr auto kForms = std::to_array<Form>({
    {"2009", "2009", "2009年", PeriodKind::year, "2009-01-01", "2010-01-01"},
    {"2009年", "2009", "2009年", PeriodKind::year, "2009-01-01", "2010-01-01"},
    {"2009年度", "2009", "2009年", PeriodKind::year, "2009-01-01", "2010-01-01"},
    {"２００９年", "2009", "2009年", PeriodKind::year, "2009-01-01", "2010-01-01"},
    {"2009H1", "2009H1", "2009年上半年", PeriodKind::half_year, "2009-01-01", "2009-07-01"},
    {"2009h2", "2009H2", "2009年下半年", PeriodKind::half_year, "2009-07-01", "2010-01-01"},
    {"2009年上半年", "2009H1", "2009年上半年", PeriodKind::half_year, "2009-01-01", "2009-07-01"},
    {"2009年下半年", "2009H2", "2009年下半年", PeriodKind::half_year, "2009-07-01", "2010-01-01"},
    {"2009Q1", "2009Q1", "2009年第1季度", PeriodKind::quarter, "2009-01-01", "2009-04-01"},
    {"2009q4", "2009Q4", "2009年第4季度", PeriodKind::quarter, "2009-10-01", "2010-01-01"},
    {"2009-Q4", "2009Q4", "2009年第4季度", PeriodKind::quarter, "2009-10-01", "2010-01-01"},
    {"2009-H2", "2009H2", "2009年下半年", PeriodKind::half_year, "2009-07-01", "2010-01-01"},
    {"2009年第一季度", "2009Q1", "2009年第1季度", PeriodKind::quarter, "2009-01-01", "2009-04-01"},
    {"2009年二季度", "2009Q2", "2009年第2季度", PeriodKind::quarter, "2009-04-01", "2009-07-01"},
    {"2009年第3季度", "2009Q3", "2009年第3季度", PeriodKind::quarter, "2009-07-01", "2009-10-01"},
    {"2009年 第四季度", "2009Q4", "2009年第4季度", PeriodKind::quarter, "2009-10-01", "2010-01-01"},
    {"2009-03", "2009-03", "2009年3月", PeriodKind::month, "2009-03-01", "2009-04-01"},
    {"2009-3", "2009-03", "2009年3月", PeriodKind::month, "2009-03-01", "2009-04-01"},
    {"2009/12", "2009-12", "2009年12月", PeriodKind::month, "2009-12-01", "2010-01-01"},
    {"200902", "2009-02", "2009年2月", PeriodKind::month, "2009-02-01", "2009-03-01"},
    {"2008年2月", "2008-02", "2008年2月", PeriodKind::month, "2008-02-01", "2008-03-01"},
    {"2009年3月份", "2009-03", "2009年3月", PeriodKind::month, "2009-03-01", "2009-04-01"},
    {"2009-03-05", "2009-03-05", "2009年3月5日", PeriodKind::day, "2009-03-05", "2009-03-06"},
    {"2009年12月31日", "2009-12-31", "2009年12月31日", PeriodKind::day, "2009-12-31", "2010-01-01"},
    {"2009-03-05T13", "2009-03-05T13", "2009年3月5日13时", PeriodKind::hour, "2009-03-05", "2009-03-06"},
    {"2009-03-05T13:00", "2009-03-05T13:00", "2009年3月5日13时0分", PeriodKind::minute, "2009-03-05",
     "2009-03-06"},
    {"2009-03-05 13:07", "2009-03-05T13:07", "2009年3月5日13时7分", PeriodKind::minute, "2009-03-05",
     "2009-03-06"},
    {"2009-03-05 07:00", "2009-03-05T07", "2009年3月5日7时", PeriodKind::hour, "2009-03-05", "2009-03-06"},
    {"2009年3月5日0时", "2009-03-05T00", "2009年3月5日0时", PeriodKind::hour, "2009-03-05", "2009-03-06"},
    {"2009/2010", "2009/2010", "2009-2010学年", PeriodKind::school_year, "2009-09-01", "2010-09-01"},
    {"2009-2010学年", "2009/2010", "2009-2010学年", PeriodKind::school_year, "2009-09-01", "2010-09-01"},
    {"2009—2010学年度", "2009/2010", "2009-2010学年", PeriodKind::school_year, "2009-09-01", "2010-09-01"},
    {"2009——2010学年", "2009/2010", "2009-2010学年", PeriodKind::school_year, "2009-09-01", "2010-09-01"},
    {"2009～2010学年", "2009/2010", "2009-2010学年", PeriodKind::school_year, "2009-09-01", "2010-09-01"},
    {"2009年-2010年学年", "2009/2010", "2009-2010学年", PeriodKind::school_year, "2009-09-01", "2010-09-01"},
    {"2009至2010学年", "2009/2010", "2009-2010学年", PeriodKind::school_year, "2009-09-01", "2010-09-01"},
    {"2009学年", "2009/2010", "2009-2010学年", PeriodKind::school_year, "2009-09-01", "2010-09-01"},
    {"2009-01-01..2009-06-30", "2009-01-01..2009-06-30", "2009年1月1日至2009年6月30日", PeriodKind::span,
     "2009-01-01", "2009-07-01"},
    {"2009年1月1日至2009年1月1日", "2009-01-01..2009-01-01", "2009年1月1日至2009年1月1日", PeriodKind::span,
     "2009-01-01", "2009-01-02"},
    {"2009-11-01 ~ 2010-03-31", "2009-11-01..2010-03-31", "2009年11月1日至2010年3月31日", PeriodKind::span,
     "2009-11-01", "2010-04-01"},
});

TEST(PeriodParse, EveryForm) {
  for (const auto& form : kForms) {
    const auto result = Period::parse(form.given);
    ASSERT_TRUE(result) << form.given;
    EXPECT_EQ(result->kind, form.kind) << form.given;
    EXPECT_EQ(result->begin.text(), form.begin) << form.given;
    EXPECT_EQ(result->end.text(), form.end) << form.given;
    EXPECT_EQ(result->text(), form.canonical) << form.given;
    EXPECT_EQ(result->text_zh(), form.chinese) << form.given;
  }
}

TEST(PeriodParse, BothPrintedFormsReadBack) {
  for (const auto& form : kForms) {
    const Period given = period(form.given);
    EXPECT_EQ(period(given.text()), given) << form.canonical;
    EXPECT_EQ(period(given.text_zh()), given) << form.chinese;
  }
}

TEST(PeriodParse, RefusesWhatIsNoPeriod) {
  for (const std::string_view text : {"",
                                      "年",
                                      "09",
                                      "20091",
                                      "2009Q5",
                                      "2009Q0",
                                      "2009--Q1",
                                      "2009-Q5",
                                      "2009Q",
                                      "2009H3",
                                      "2009H",
                                      "2009-13",
                                      "2009-00",
                                      "2009年13月",
                                      "2009年0月",
                                      "2009-02-30",
                                      "2009/2011",
                                      "2010/2009",
                                      "2009-2010",
                                      "2009-2011学年",
                                      "2009-03-05T24",
                                      "2009-03-05T",
                                      "2009年第五季度",
                                      "2009年第季度",
                                      "0000",
                                      "9999",
                                      "2009-06-30..2009-01-01",
                                      "2009-01-01..",
                                      "..2009-01-01",
                                      "2009-01-01..2009-02-30",
                                      "2009Q1x",
                                      "x2009",
                                      "2009年上年",
                                      "2009 Q1 Q2",
                                      "近三年",
                                      "2009-1-",
                                      "200913",
                                      "2009年季度",
                                      "2009-03-05T13:60",
                                      "2009-03-05T13:7",
                                      "2009-03-05T24:00",
                                      "2009-03-05T13:30:00",
                                      "2009-01-01..2009-02-01..2009-03-01"}) {
    EXPECT_EQ(parsed(text), "TIM003") << text;
  }
}

TEST(PeriodLengths, OfLeapAndCommonYears) {
  EXPECT_EQ(period("2008").day_count(), 366);
  EXPECT_EQ(period("2009").day_count(), 365);
  EXPECT_EQ(period("2008Q1").day_count(), 91);
  EXPECT_EQ(period("2009Q1").day_count(), 90);
  EXPECT_EQ(period("2008-02").day_count(), 29);
  EXPECT_EQ(period("2007/2008").day_count(), 366);
  EXPECT_EQ(period("2008/2009").day_count(), 365);
}

TEST(PeriodRelations, ContainsAndOverlaps) {
  EXPECT_TRUE(period("2009").contains(period("2009Q4")));
  EXPECT_TRUE(period("2009").contains(Date::of(2009, 12, 31)));
  EXPECT_FALSE(period("2009").contains(Date::of(2010, 1, 1)));
  EXPECT_FALSE(period("2009").contains(period("2009/2010")));
  EXPECT_TRUE(period("2009").overlaps(period("2009/2010")));
  EXPECT_FALSE(period("2009").overlaps(period("2010")));
  EXPECT_LT(period("2009-03-05T07"), period("2009-03-05T08"));
}

std::string divided(std::string_view text, PeriodKind into) {
  std::string result;
  for (const auto& part : period(text).divide(into)) result.append(part.text()).append(" ");
  return trim(result);
}

TEST(PeriodDivide, WholeSubPeriodsInOrder) {
  EXPECT_EQ(divided("2009", PeriodKind::quarter), "2009Q1 2009Q2 2009Q3 2009Q4");
  EXPECT_EQ(divided("2009", PeriodKind::half_year), "2009H1 2009H2");
  EXPECT_EQ(divided("2009H2", PeriodKind::quarter), "2009Q3 2009Q4");
  EXPECT_EQ(divided("2009Q1", PeriodKind::month), "2009-01 2009-02 2009-03");
  EXPECT_EQ(divided("2009-01-01..2011-12-31", PeriodKind::year), "2009 2010 2011");
  EXPECT_EQ(divided("2009-01-01..2011-12-31", PeriodKind::school_year), "2009/2010 2010/2011");
  EXPECT_EQ(divided("2009/2010", PeriodKind::quarter), "2009Q4 2010Q1 2010Q2");
  EXPECT_EQ(divided("2009/2010", PeriodKind::half_year), "2010H1");
  EXPECT_EQ(divided("2009-01-15..2009-03-15", PeriodKind::month), "2009-02");
  EXPECT_EQ(divided("2009-02-27..2009-03-02", PeriodKind::day),
            "2009-02-27 2009-02-28 2009-03-01 2009-03-02");
  EXPECT_EQ(period("2008-02").divide(PeriodKind::day).size(), 29U);
  EXPECT_EQ(period("2008").divide(PeriodKind::hour).size(), 8784U);
  EXPECT_EQ(period("2009-03-05").divide(PeriodKind::hour).back().text(), "2009-03-05T23");
}

TEST(PeriodDivide, IntoItsOwnKindIsItself) {
  for (const auto& form : kForms) {
    const Period given = period(form.given);
    EXPECT_EQ(given.divide(given.kind), std::vector{given}) << form.given;
  }
}

TEST(PeriodDivide, NothingFits) {
  EXPECT_EQ(divided("2009-03", PeriodKind::quarter), "");
  EXPECT_EQ(divided("2009", PeriodKind::school_year), "");
  EXPECT_EQ(divided("2009-03-05T13", PeriodKind::day), "");
  EXPECT_EQ(divided("2009", PeriodKind::span), "");
  EXPECT_EQ(divided("2009-03-05T13:07", PeriodKind::hour), "");
}

TEST(PeriodDivide, IntoMinutes) {
  const auto minutes = period("2009-03-05T13").divide(PeriodKind::minute);
  ASSERT_EQ(minutes.size(), 60U);
  EXPECT_EQ(minutes.front().text(), "2009-03-05T13:00");
  EXPECT_EQ(minutes.back().text(), "2009-03-05T13:59");
  EXPECT_EQ(period("2009-03-05").divide(PeriodKind::minute).size(), 1440U);
}

TEST(PeriodDivide, PartsOfAYearCoverIt) {
  for (int year = 1995; year <= 2030; ++year) {
    for (const auto kind : {PeriodKind::half_year, PeriodKind::quarter, PeriodKind::month, PeriodKind::day}) {
      const auto parts = Period::of_year(year).divide(kind);
      Date next = Date::of(year, 1, 1);
      for (const auto& part : parts) {
        ASSERT_EQ(part.begin, next);
        ASSERT_EQ(period(part.text()), part);
        ASSERT_EQ(period(part.text_zh()), part);
        next = part.end;
      }
      ASSERT_EQ(next, Date::of(year + 1, 1, 1));
    }
  }
}

TEST(PeriodKindNames, InOrder) {
  EXPECT_EQ(period_kind_name(PeriodKind::year), "year");
  EXPECT_EQ(period_kind_name(PeriodKind::half_year), "half_year");
  EXPECT_EQ(period_kind_name(PeriodKind::quarter), "quarter");
  EXPECT_EQ(period_kind_name(PeriodKind::month), "month");
  EXPECT_EQ(period_kind_name(PeriodKind::day), "day");
  EXPECT_EQ(period_kind_name(PeriodKind::hour), "hour");
  EXPECT_EQ(period_kind_name(PeriodKind::school_year), "school_year");
  EXPECT_EQ(period_kind_name(PeriodKind::span), "span");
}

}  // namespace
}  // namespace chuangmo
