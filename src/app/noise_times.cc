#include "app/noise_times.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/civil.h"
#include "base/scan.h"
#include "base/text.h"
#include "series/moment.h"

namespace chuangmo::app {
namespace {

using series::Moment;
using series::Role;

constexpr std::int64_t kDaySeconds = 86400;

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

// "10:20", "10:20:05", "10时20分", "10"
std::optional<Clock> read_clock(std::string_view text) {
  std::string folded = trim(nfkc(text.substr(0, 64)));
  for (const std::string_view mark : {"时", "点", "分"}) folded = replace_all(folded, mark, ":");
  folded = replace_all(folded, "秒", "");
  Scanner scan(folded);
  Clock clock;
  int* const parts[] = {&clock.hour, &clock.minute, &clock.second};
  for (int* part : parts) {
    const auto number = scan.number(1, 2);
    if (!number) return std::nullopt;
    *part = *number;
    if (scan.is_at_end() || !scan.accept(":") || scan.is_at_end()) break;
  }
  const bool is_clock = scan.is_at_end() && clock.hour <= 24 && clock.minute < 60 && clock.second < 60 &&
                        (clock.hour < 24 || (clock.minute == 0 && clock.second == 0));
  return is_clock ? std::optional(clock) : std::nullopt;
}

// The seconds that a moment leaves out: behind the second colon, or the last two of fourteen digits.
int seconds_of(std::string_view text) {
  const std::string plain = trim(text);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (plain.size() == 14 && std::all_of(plain.begin(), plain.end(), is_digit))
    return (plain[12] - '0') * 10 + (plain[13] - '0');
  std::size_t colon = plain.find(':');
  if (colon != std::string::npos) colon = plain.find(':', colon + 1);
  if (colon == std::string::npos) return 0;
  Scanner scan(std::string_view(plain).substr(colon + 1));
  return scan.number(2, 2).value_or(0);
}

// A whole number of a year, month or day column; none when the cell is anything else.
std::optional<int> whole(std::string_view text, std::string_view mark) {
  const std::string plain = trim(nfkc(text.substr(0, 64)));
  Scanner scan(plain);
  const auto number = scan.number(1, 4);
  scan.accept(mark);
  return scan.is_at_end() ? number : std::nullopt;
}

std::optional<Moment> from_columns(const NoiseColumns& columns, const CsvRow& row) {
  Moment moment;
  const auto put = [&](Role role, const char* mark, int& part) {
    if (!columns.place(role)) return true;
    const auto number = whole(columns.field(row, role), mark);
    part = number.value_or(0);
    return number.has_value();
  };
  const bool is_whole = put(Role::year, "年", moment.year) && put(Role::month, "月", moment.month) &&
                        put(Role::day, "日", moment.day);
  moment.is_good = is_whole && series::is_possible(moment);
  return moment.is_good ? std::optional(moment) : std::nullopt;
}

std::string date_text(const Moment& moment) {
  if (moment.month == 0) return fmt::format("{:04}", moment.year);
  if (moment.day == 0) return fmt::format("{:04}-{:02}", moment.year, moment.month);
  return fmt::format("{:04}-{:02}-{:02}", moment.year, moment.month, moment.day);
}

NoiseTime bad_time() {
  NoiseTime time;
  time.is_good = false;
  return time;
}

NoiseTime time_of(Moment moment, std::optional<Clock> clock, std::optional<int> year) {
  NoiseTime time;
  if (moment.year == 0 && year) moment.year = *year;
  if (!series::is_possible(moment)) return bad_time();
  if (moment.year != 0) time.year = moment.year;
  time.when = date_text(moment);
  if (!clock || moment.day == 0 || moment.year == 0) return time;
  const Date day = Date::of(moment.year, moment.month, moment.day);
  time.second = day.days * kDaySeconds + clock->hour * 3600 + clock->minute * 60 + clock->second;
  time.when = civil_text(*time.second);
  time.is_hour_24 = clock->hour == 24;
  time.is_hour_0 = clock->hour == 0 && clock->minute == 0 && clock->second == 0;
  return time;
}

}  // namespace

NoiseTime noise_time(const NoiseColumns& columns, const CsvRow& row, std::optional<int> year) {
  const std::string_view date = columns.field(row, Role::date);
  const std::string_view text = columns.field(row, Role::time);
  std::optional<Clock> clock;
  if (columns.place(Role::hour)) clock = read_clock(columns.field(row, Role::hour));
  if (columns.place(Role::hour) && !clock) return bad_time();
  if (!columns.place(Role::date) && !columns.place(Role::time)) {
    if (!columns.place(Role::year) && !columns.place(Role::month)) return time_of({}, std::nullopt, year);
    const auto moment = from_columns(columns, row);
    return moment ? time_of(*moment, clock, year) : bad_time();
  }
  // 日期 and 时间 apart: the latter is a clock.
  const bool are_apart = columns.place(Role::date) && columns.place(Role::time);
  if (are_apart && !(clock = read_clock(text))) return bad_time();
  const std::string_view written = columns.place(Role::date) ? date : text;
  if (trim(written).empty()) return bad_time();
  const Moment moment = series::read_moment(written);
  if (!moment.is_good) return bad_time();
  if (moment.hour >= 0 && !are_apart) clock = Clock{moment.hour, moment.minute, seconds_of(written)};
  Moment day = moment;
  if (day.year == 0 && columns.place(Role::year))
    day.year = whole(columns.field(row, Role::year), "年").value_or(0);
  day.hour = -1;
  day.minute = 0;
  return time_of(day, clock, year);
}

Date civil_date(std::int64_t second) {
  const std::int64_t of_day = ((second % kDaySeconds) + kDaySeconds) % kDaySeconds;
  return {static_cast<std::int32_t>((second - of_day) / kDaySeconds)};
}

std::string civil_text(std::int64_t second) {
  const Date date = civil_date(second);
  const std::int64_t of_day = second - date.days * kDaySeconds;
  return fmt::format("{}T{:02}:{:02}:{:02}", date.text(), of_day / 3600, of_day / 60 % 60, of_day % 60);
}

}  // namespace chuangmo::app
