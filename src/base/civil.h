#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo {

// Civil time of China: always +08:00, no summer time after 1991.

struct YearMonthDay {
  int year;
  int month;  // 1..12
  int day;    // 1..31
};

// A calendar day, counted from 1970-01-01.
struct Date {
  std::int32_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;  // NOLINT(modernize-use-nullptr)
  static Date of(int year, int month, int day);                 // a valid date
  static bool is_valid(int year, int month, int day);
  // "2011-03-05", "2011/3/5", "2011.3.5", "20110305", "2011年3月5日" (NFKC-folded before). TIM001
  static Result<Date> parse(std::string_view text);
  YearMonthDay civil() const;
  int year() const { return civil().year; }
  int month() const { return civil().month; }
  int weekday() const;       // 1 Monday .. 7 Sunday
  std::string text() const;  // "2011-03-05"
};
inline Date operator+(Date date, int days) {
  return {date.days + days};
}
inline Date operator-(Date date, int days) {
  return {date.days - days};
}
inline int operator-(Date a, Date b) {
  return a.days - b.days;
}
int days_in_month(int year, int month);
int days_in_year(int year);

// An hourly position: hours since 1970-01-01T00 (+08:00). An hourly mean is named by the hour it BEGINS.
struct Hour {
  std::int32_t hours = 0;
  friend auto operator<=>(const Hour&, const Hour&) = default;
  static Hour of(Date date, int hour) { return {date.days * 24 + hour}; }
  Date date() const;
  int hour_of_day() const;
  std::string text() const;  // "2011-03-05T13"
};

// A minute: minutes since 1970-01-01T00:00 (+08:00).
struct Minute {
  std::int32_t minutes = 0;
  friend auto operator<=>(const Minute&, const Minute&) = default;
  static Minute of(Hour hour, int minute) { return {hour.hours * 60 + minute}; }
  Hour hour() const;
  int minute_of_hour() const;
  std::string text() const;  // "2011-03-05T13:07"
};

// A moment, in seconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t seconds = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
  static Instant now();
  static Instant at(Date date, int hour = 0, int minute = 0, int second = 0);  // civil, +08:00
  // "2011-12-31T08:30:00+08:00", "2011-12-31 08:30[:00]", "2011-12-31" (end of that day: 23:59:59). TIM002
  static Result<Instant> parse(std::string_view text);
  Date date() const;
  std::string text() const;  // "2011-12-31T08:30:00+08:00"
};

// Stored as numbers: a new kind goes to the end.
enum class PeriodKind : std::uint8_t {
  year,
  half_year,
  quarter,
  month,
  day,
  hour,
  school_year,
  span,
  minute
};
std::string_view period_kind_name(PeriodKind kind);

// A stretch of whole days (or one hour or minute): [begin, end).
struct Period {
  PeriodKind kind = PeriodKind::year;
  Date begin;
  Date end;        // exclusive
  int hour = 0;    // of kinds hour and minute only
  int minute = 0;  // of kind minute only
  friend auto operator<=>(const Period&, const Period&) = default;

  static Period of_year(int year);
  static Period of_half_year(int year, int half);
  static Period of_quarter(int year, int quarter);
  static Period of_month(int year, int month);
  static Period of_day(Date date);
  static Period of_hour(Hour hour);
  static Period of_minute(Minute minute);
  static Period of_school_year(int first_year);  // 1 September .. 31 August
  static Period of_span(Date begin, Date end);
  // "2009", "2009年", "2009H1", "2009年上半年", "2009Q1", "2009年第一季度", "2009-03", "2009年3月",
  // "2009-03-05", "2009-03-05T13" (an hour, as is "2009-03-05 13:00"), "2009-03-05T13:00" (a minute),
  // "2009/2010", "2009-2010学年", "2009-01-01..2009-06-30" (both ends included). TIM003
  static Result<Period> parse(std::string_view text);

  bool contains(Date date) const { return begin <= date && date < end; }
  bool contains(const Period& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Period& other) const { return begin < other.end && other.begin < end; }
  int day_count() const { return end - begin; }
  std::string text() const;     // canonical: "2009", "2009Q1", "2009-03" ..., parse() reads it back
  std::string text_zh() const;  // "2009年", "2009年第1季度" ...
  std::vector<Period> divide(PeriodKind into) const;  // the whole sub-periods of that kind, in order
};

}  // namespace chuangmo
