#include "base/civil.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <fmt/format.h>

#include "base/scan.h"
#include "base/text.h"

namespace chuangmo {
namespace {

constexpr int kDaysBefore1970 = 719162;  // 0001-01-01 .. 1970-01-01
constexpr int kDaysOf400Years = 146097;
constexpr int kDaysOf100Years = 36524;
constexpr int kDaysOf4Years = 1461;
constexpr std::array<int, 13> kDaysBeforeMonth{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
constexpr std::int64_t kSecondsOfDay = 86400;
constexpr std::int64_t kOffsetSeconds = 28800;  // 8 hours

bool is_leap_year(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

template <class Number>
Number floor_quotient(Number a, Number b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

int days_before_month(int year, int month) {
  return kDaysBeforeMonth.at(static_cast<std::size_t>(month) - 1) + (month > 2 && is_leap_year(year) ? 1 : 0);
}

auto not_a_date(std::string_view text) {
  return fail("TIM001", "无法识别的日期：" + quote(text), "请写成 2011-03-05 或 2011年3月5日");
}

auto not_a_time(std::string_view text) {
  return fail("TIM002", "无法识别的时刻：" + quote(text),
              "请写成 2011-12-31 08:30 或 2011-12-31T08:30:00+08:00");
}

std::optional<Date> valid_date(int year, int month, int day) {
  if (!Date::is_valid(year, month, day)) return std::nullopt;
  return Date::of(year, month, day);
}

}  // namespace

int days_in_year(int year) {
  return is_leap_year(year) ? 366 : 365;
}

int days_in_month(int year, int month) {
  assert(month >= 1 && month <= 12);
  return (month == 12 ? days_in_year(year) : days_before_month(year, month + 1)) -
         days_before_month(year, month);
}

bool Date::is_valid(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

Date Date::of(int year, int month, int day) {
  assert(is_valid(year, month, day));
  const int full = year - 1;
  return {full * 365 + full / 4 - full / 100 + full / 400 + days_before_month(year, month) + day - 1 -
          kDaysBefore1970};
}

YearMonthDay Date::civil() const {
  const std::int64_t since_year_1 = std::int64_t{days} + kDaysBefore1970;
  const auto cycles = static_cast<int>(floor_quotient<std::int64_t>(since_year_1, kDaysOf400Years));
  int rest = static_cast<int>(since_year_1 - std::int64_t{cycles} * kDaysOf400Years);
  const int centuries = std::min(rest / kDaysOf100Years, 3);
  rest -= centuries * kDaysOf100Years;
  const int quads = rest / kDaysOf4Years;
  rest -= quads * kDaysOf4Years;
  const int years = std::min(rest / 365, 3);
  rest -= years * 365;
  const int year = cycles * 400 + centuries * 100 + quads * 4 + years + 1;
  int month = rest / 31 + 1;  // at most one too early
  if (month < 12 && rest >= days_before_month(year, month + 1)) ++month;
  return {year, month, rest - days_before_month(year, month) + 1};
}

int Date::weekday() const {
  const int since_thursday = days - floor_quotient(days, 7) * 7;  // 1970-01-01 was a Thursday
  return (since_thursday + 3) % 7 + 1;
}

std::string Date::text() const {
  const auto at = civil();
  return fmt::format("{:04}-{:02}-{:02}", at.year, at.month, at.day);
}

Result<Date> Date::parse(std::string_view text) {
  const std::string folded = trim(nfkc(text));
  Scanner scan(folded);
  const auto date = scan_date(scan);
  if (!date || !scan.is_at_end()) return not_a_date(text);
  return *date;
}

std::optional<Date> scan_date(Scanner& scan) {
  const auto year = scan.number(4, 4);
  if (!year) return std::nullopt;
  if (const auto month = scan.number(2, 2); month) {  // 20110305 or nothing: a separator must follow the year
    const auto day = scan.number(2, 2);
    return day && !scan.is_digit_next() ? valid_date(*year, *month, *day) : std::nullopt;
  }
  for (const std::string_view separator : {"-", "/", "."}) {
    if (!scan.accept(separator)) continue;
    const auto month = scan.number(1, 2);
    if (!month || !scan.accept(separator)) return std::nullopt;
    const auto day = scan.number(1, 2);
    return day && !scan.is_digit_next() ? valid_date(*year, *month, *day) : std::nullopt;
  }
  scan.skip_blanks();
  if (!scan.accept("年")) return std::nullopt;
  scan.skip_blanks();
  const auto month = scan.number(1, 2);
  scan.skip_blanks();
  if (!month || !scan.accept("月")) return std::nullopt;
  scan.skip_blanks();
  const auto day = scan.number(1, 2);
  scan.skip_blanks();
  if (!day || (!scan.accept("日") && !scan.accept("号"))) return std::nullopt;
  return valid_date(*year, *month, *day);
}

Date Hour::date() const {
  return {floor_quotient(hours, 24)};
}
int Hour::hour_of_day() const {
  return hours - date().days * 24;
}
std::string Hour::text() const {
  return fmt::format("{}T{:02}", date().text(), hour_of_day());
}

Hour Minute::hour() const {
  return {floor_quotient(minutes, 60)};
}
int Minute::minute_of_hour() const {
  return minutes - hour().hours * 60;
}
std::string Minute::text() const {
  return fmt::format("{}:{:02}", hour().text(), minute_of_hour());
}

Instant Instant::now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::floor<std::chrono::seconds>(since).count()};
}

Instant Instant::at(Date date, int hour, int minute, int second) {
  return {date.days * kSecondsOfDay + hour * 3600LL + minute * 60LL + second - kOffsetSeconds};
}

namespace {

// "", "Z", "+08:00": seconds east of Greenwich.
std::optional<std::int64_t> scan_offset(Scanner& scan) {
  if (scan.is_at_end()) return kOffsetSeconds;
  if (scan.accept("Z")) return 0;
  const bool west = scan.accept("-");
  if (!west && !scan.accept("+")) return std::nullopt;
  const auto hours = scan.number(2, 2);
  if (!hours || !scan.accept(":")) return std::nullopt;
  const auto minutes = scan.number(2, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t seconds = *hours * 3600LL + *minutes * 60LL;
  return west ? -seconds : seconds;
}

}  // namespace

Result<Instant> Instant::parse(std::string_view text) {
  const std::string folded = trim(nfkc(text));
  Scanner scan(folded);
  const auto date = scan_date(scan);
  if (!date) return not_a_time(text);
  if (scan.is_at_end()) return at(*date, 23, 59, 59);
  if (!scan.accept("T") && !scan.accept(" ")) return not_a_time(text);
  const auto hour = scan.number(1, 2);
  if (!hour || !scan.accept(":")) return not_a_time(text);
  const auto minute = scan.number(2, 2);
  const auto second = scan.accept(":") ? scan.number(2, 2) : std::optional<int>(0);
  if (!minute || !second || *hour > 23 || *minute > 59 || *second > 59) return not_a_time(text);
  const auto offset = scan_offset(scan);
  if (!offset || !scan.is_at_end()) return not_a_time(text);
  const Instant instant{at(*date, *hour, *minute, *second).seconds + kOffsetSeconds - *offset};
  const auto here = instant.date().civil();  // the zone may carry it out of the calendar
  if (!Date::is_valid(here.year, here.month, here.day)) return not_a_time(text);
  return instant;
}

Date Instant::date() const {
  return {static_cast<std::int32_t>(floor_quotient(seconds + kOffsetSeconds, kSecondsOfDay))};
}

std::string Instant::text() const {
  const auto day = date();
  const std::int64_t rest = seconds + kOffsetSeconds - day.days * kSecondsOfDay;
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", day.text(), rest / 3600, rest / 60 % 60, rest % 60);
}

}  // namespace chuangmo
