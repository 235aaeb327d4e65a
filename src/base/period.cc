#include <array>
#include <cassert>
#include <fmt/format.h>
#include <initializer_list>
#include <utility>

#include "base/civil.h"
#include "base/scan.h"
#include "base/text.h"

namespace chuangmo {
namespace {

constexpr std::array<std::string_view, 9> kKindNames{"year", "half_year",   "quarter", "month", "day",
                                                     "hour", "school_year", "span",    "minute"};

auto not_a_period(std::string_view text) {
  return fail("TIM003", "无法识别的时段：" + quote(text),
              "请写成 2009年、2009年上半年、2009年第1季度、2009年3月、2009-03-05 或 2009-2010学年");
}

bool is_year(int year) {
  return year >= 1 && year <= 9998;
}  // the end of 9999 is no date

// The first day of the month `months` after January of `year`.
Date month_start(int year, int months) {
  return Date::of(year + months / 12, months % 12 + 1, 1);
}

struct Ordinal {
  std::string_view word;
  int number;
};

std::optional<int> accept_ordinal(Scanner& scan, std::initializer_list<Ordinal> ordinals) {
  for (const auto& ordinal : ordinals) {
    if (scan.accept(ordinal.word)) return ordinal.number;
  }
  return std::nullopt;
}

std::optional<Period> scan_half_year(Scanner& scan, int year) {
  scan.accept("-");  // 2009-H1, as statistical software writes it (SDMX)
  const auto half =
      accept_ordinal(scan, {{"H1", 1}, {"H2", 2}, {"h1", 1}, {"h2", 2}, {"上半年", 1}, {"下半年", 2}});
  if (!half) return std::nullopt;
  return Period::of_half_year(year, *half);
}

std::optional<Period> scan_quarter(Scanner& scan, int year) {
  scan.accept("-");
  if (const auto short_form = accept_ordinal(scan, {{"Q", 0}, {"q", 0}}); short_form) {
    const auto quarter = scan.number(1, 1);
    if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
    return Period::of_quarter(year, *quarter);
  }
  scan.accept("第");
  const auto quarter = accept_ordinal(
      scan, {{"一", 1}, {"二", 2}, {"三", 3}, {"四", 4}, {"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}});
  if (!quarter || !scan.accept("季度")) return std::nullopt;
  return Period::of_quarter(year, *quarter);
}

std::optional<Period> month_of(int year, std::optional<int> month) {
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return Period::of_month(year, *month);
}

std::optional<Period> scan_month(Scanner& scan, int year) {
  if (scan.accept("-") || scan.accept("/")) return month_of(year, scan.number(1, 2));
  if (scan.is_digit_next()) return month_of(year, scan.number(2, 2));  // 200903
  scan.accept("年");
  const auto month = scan.number(1, 2);
  if (!scan.accept("月") || (!scan.is_at_end() && !scan.accept("份"))) return std::nullopt;
  return month_of(year, month);
}

std::optional<Period> scan_school_year(Scanner& scan, int year) {
  const auto ends_as_school_year = [&] {
    return scan.accept("学年") && (scan.is_at_end() || scan.accept("度"));
  };
  if (scan.accept("/")) {
    if (scan.number(4, 4) != year + 1) return std::nullopt;
    if (!scan.is_at_end() && !ends_as_school_year()) return std::nullopt;
    return Period::of_school_year(year);
  }
  for (const std::string_view separator : {"-", "~", "至", "—", "–"}) {
    if (!scan.accept(separator)) continue;
    scan.accept("—");  // the two-em dash
    if (scan.number(4, 4) != year + 1) return std::nullopt;
    scan.accept("年");
    break;
  }
  return ends_as_school_year() ? std::optional(Period::of_school_year(year)) : std::nullopt;
}

std::optional<Period> scan_year(Scanner& scan, int year) {
  if (scan.accept("年")) scan.accept("度");
  return Period::of_year(year);
}

// Forms that begin with a year: each is tried on the whole text.
std::optional<Period> parse_from_year(std::string_view text) {
  Scanner after_year(text);
  const auto year = after_year.number(4, 4);
  if (!year || !is_year(*year)) return std::nullopt;
  Scanner after_year_word = after_year;
  after_year_word.accept("年");
  using Form = std::optional<Period> (*)(Scanner&, int);
  constexpr std::array<std::pair<Form, bool>, 6> kForms{{{scan_year, false},
                                                         {scan_school_year, false},
                                                         {scan_school_year, true},
                                                         {scan_half_year, true},
                                                         {scan_quarter, true},
                                                         {scan_month, false}}};
  for (const auto& [form, skips_year_word] : kForms) {
    Scanner scan = skips_year_word ? after_year_word : after_year;
    const auto period = form(scan, *year);
    if (period && scan.is_at_end()) return period;
  }
  return std::nullopt;
}

std::optional<Period> whole(const Scanner& scan, const Period& period) {
  return scan.is_at_end() ? std::optional(period) : std::nullopt;
}

// Minutes since 1970 in 32 bits end in 6053.
constexpr int kLastMinuteYear = 6052;

std::optional<Period> parse_from_day(std::string_view text) {
  Scanner scan(text);
  const auto date = scan_date(scan);
  if (!date || !is_year(date->year())) return std::nullopt;
  if (scan.is_at_end()) return Period::of_day(*date);
  const bool is_iso = scan.accept("T");
  if (!is_iso) scan.skip_blanks();
  const auto number = scan.number(1, 2);
  if (!number || *number > 23) return std::nullopt;
  const Hour hour = Hour::of(*date, *number);
  if (!is_iso && scan.accept(":00")) return whole(scan, Period::of_hour(hour));
  const bool is_word = scan.accept("时");
  if (scan.is_at_end()) return Period::of_hour(hour);
  if (!is_word && !scan.accept(":")) return std::nullopt;
  const auto minute = is_word ? scan.number(1, 2) : scan.number(2, 2);
  if (!minute || *minute > 59 || (is_word && !scan.accept("分"))) return std::nullopt;
  if (date->year() > kLastMinuteYear) return std::nullopt;
  return whole(scan, Period::of_minute(Minute::of(hour, *minute)));
}

std::optional<Period> parse_span(std::string_view text) {
  for (const std::string_view separator : {"..", "至", "~"}) {
    const auto at = text.find(separator);
    if (at == std::string_view::npos) continue;
    const auto first = Date::parse(text.substr(0, at));
    const auto last = Date::parse(text.substr(at + separator.size()));
    if (!first || !last || *last < *first || !is_year(last->year())) return std::nullopt;
    return Period::of_span(*first, *last + 1);
  }
  return std::nullopt;
}

}  // namespace

std::string_view period_kind_name(PeriodKind kind) {
  return kKindNames.at(static_cast<std::size_t>(kind));
}

Period Period::of_year(int year) {
  return {PeriodKind::year, month_start(year, 0), month_start(year, 12)};
}

Period Period::of_half_year(int year, int half) {
  assert(half == 1 || half == 2);
  return {PeriodKind::half_year, month_start(year, half * 6 - 6), month_start(year, half * 6)};
}

Period Period::of_quarter(int year, int quarter) {
  assert(quarter >= 1 && quarter <= 4);
  return {PeriodKind::quarter, month_start(year, quarter * 3 - 3), month_start(year, quarter * 3)};
}

Period Period::of_month(int year, int month) {
  assert(month >= 1 && month <= 12);
  return {PeriodKind::month, month_start(year, month - 1), month_start(year, month)};
}

Period Period::of_day(Date date) {
  return {PeriodKind::day, date, date + 1};
}

Period Period::of_hour(Hour hour) {
  return {PeriodKind::hour, hour.date(), hour.date() + 1, hour.hour_of_day()};
}

Period Period::of_minute(Minute minute) {
  Period period = of_hour(minute.hour());
  period.kind = PeriodKind::minute;
  period.minute = minute.minute_of_hour();
  return period;
}

Period Period::of_school_year(int first_year) {
  return {PeriodKind::school_year, month_start(first_year, 8), month_start(first_year, 20)};
}

Period Period::of_span(Date begin, Date end) {
  assert(begin < end);
  return {PeriodKind::span, begin, end};
}

Result<Period> Period::parse(std::string_view text) {
  const std::string folded = trim(nfkc(text));
  if (const auto day = parse_from_day(folded); day) return *day;
  if (const auto named = parse_from_year(remove_spaces(folded)); named) return *named;
  if (const auto span = parse_span(folded); span) return *span;
  return not_a_period(text);
}

std::string Period::text() const {
  const auto at = begin.civil();
  switch (kind) {
    case PeriodKind::year:
      return fmt::format("{:04}", at.year);
    case PeriodKind::half_year:
      return fmt::format("{:04}H{}", at.year, (at.month + 5) / 6);
    case PeriodKind::quarter:
      return fmt::format("{:04}Q{}", at.year, (at.month + 2) / 3);
    case PeriodKind::month:
      return fmt::format("{:04}-{:02}", at.year, at.month);
    case PeriodKind::day:
      return begin.text();
    case PeriodKind::hour:
      return Hour::of(begin, hour).text();
    case PeriodKind::minute:
      return Minute::of(Hour::of(begin, hour), minute).text();
    case PeriodKind::school_year:
      return fmt::format("{:04}/{:04}", at.year, at.year + 1);
    case PeriodKind::span:
      return fmt::format("{}..{}", begin.text(), (end - 1).text());
  }
  return "";
}

namespace {

std::string date_zh(Date date) {
  const auto at = date.civil();
  return fmt::format("{}年{}月{}日", at.year, at.month, at.day);
}

}  // namespace

std::string Period::text_zh() const {
  const auto at = begin.civil();
  switch (kind) {
    case PeriodKind::year:
      return fmt::format("{}年", at.year);
    case PeriodKind::half_year:
      return fmt::format("{}年{}半年", at.year, at.month == 1 ? "上" : "下");
    case PeriodKind::quarter:
      return fmt::format("{}年第{}季度", at.year, (at.month + 2) / 3);
    case PeriodKind::month:
      return fmt::format("{}年{}月", at.year, at.month);
    case PeriodKind::day:
      return date_zh(begin);
    case PeriodKind::hour:
      return fmt::format("{}{}时", date_zh(begin), hour);
    case PeriodKind::minute:
      return fmt::format("{}{}时{}分", date_zh(begin), hour, minute);
    case PeriodKind::school_year:
      return fmt::format("{}-{}学年", at.year, at.year + 1);
    case PeriodKind::span:
      return fmt::format("{}至{}", date_zh(begin), date_zh(end - 1));
  }
  return "";
}

namespace {

// The period of `kind` that holds the first day, and the one after it.
Period period_around(PeriodKind kind, Date date) {
  const auto at = date.civil();
  switch (kind) {
    case PeriodKind::year:
      return Period::of_year(at.year);
    case PeriodKind::half_year:
      return Period::of_half_year(at.year, (at.month + 5) / 6);
    case PeriodKind::quarter:
      return Period::of_quarter(at.year, (at.month + 2) / 3);
    case PeriodKind::month:
      return Period::of_month(at.year, at.month);
    case PeriodKind::school_year:
      return Period::of_school_year(at.month >= 9 ? at.year : at.year - 1);
    default:
      return Period::of_day(date);
  }
}

std::vector<Period> minutes_of(const Period& period) {
  const bool is_hour = period.kind == PeriodKind::hour;
  const Hour first = Hour::of(period.begin, is_hour ? period.hour : 0);
  const int hours = is_hour ? 1 : period.day_count() * 24;
  std::vector<Period> parts;
  parts.reserve(static_cast<std::size_t>(hours) * 60);
  for (std::int32_t minute = first.hours * 60; minute < (first.hours + hours) * 60; ++minute)
    parts.push_back(Period::of_minute(Minute{minute}));
  return parts;
}

}  // namespace

std::vector<Period> Period::divide(PeriodKind into) const {
  if (into == kind) return {*this};
  if (into == PeriodKind::span || kind == PeriodKind::minute) return {};
  if (into == PeriodKind::minute) return minutes_of(*this);
  if (kind == PeriodKind::hour) return {};
  std::vector<Period> parts;
  if (into == PeriodKind::hour) {
    parts.reserve(static_cast<std::size_t>(day_count()) * 24);
    for (Date day = begin; day < end; day = day + 1) {
      for (int of_day = 0; of_day < 24; ++of_day) parts.push_back(of_hour(Hour::of(day, of_day)));
    }
    return parts;
  }
  for (Date day = begin; day < end;) {
    const Period part = period_around(into, day);
    if (contains(part)) parts.push_back(part);
    day = part.end;
  }
  return parts;
}

}  // namespace chuangmo
