#include "series/moment.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

namespace chuangmo::series {
namespace {

struct Group {
  int value = 0;
  std::size_t digits = 0;
};

constexpr std::size_t kMaxGroups = 7;
constexpr int kOurZone_min = 8 * 60;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_separator(char c) {
  return c == '-' || c == '/' || c == '.' || c == ':' || c == ' ' || c == 'T' || c == 't';
}

// The digit groups of a text that otherwise holds separators only; empty when it does not.
std::vector<Group> digit_groups(std::string_view text) {
  std::vector<Group> groups;
  for (std::size_t at = 0; at < text.size();) {
    if (is_separator(text[at])) {
      ++at;
      continue;
    }
    Group group;
    for (; at < text.size() && is_digit(text[at]) && group.digits < 14; ++at, ++group.digits)
      if (group.digits < 8) group.value = group.value * 10 + (text[at] - '0');
    if (group.digits == 0 || groups.size() == kMaxGroups) return {};
    groups.push_back(group);
  }
  return groups;
}

int number_in(std::string_view digits, std::size_t from, std::size_t count) {
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) value = value * 10 + (digits[i] - '0');
  return value;
}

// "20170707", "2017070716", "201707071600", "20170707160000"
Moment packed(std::string_view text) {
  Moment moment;
  moment.year = number_in(text, 0, 4);
  moment.month = number_in(text, 4, 2);
  if (text.size() >= 8) moment.day = number_in(text, 6, 2);
  if (text.size() >= 10) moment.hour = number_in(text, 8, 2);
  if (text.size() >= 12) moment.minute = number_in(text, 10, 2);
  moment.is_good = is_possible(moment);
  return moment;
}

bool is_packed(std::string_view text) {
  const std::size_t size = text.size();
  return (size == 6 || size == 8 || size == 10 || size == 12 || size == 14) &&
         std::all_of(text.begin(), text.end(), is_digit);
}

// "20170707 16", "20170707 16:00"
Moment packed_day_and_time(const std::vector<Group>& groups) {
  Moment moment{groups[0].value / 10000, groups[0].value / 100 % 100, groups[0].value % 100, groups[1].value};
  if (groups.size() > 2) moment.minute = groups[2].value;
  moment.is_good = is_possible(moment);
  return moment;
}

Moment from_groups(const std::vector<Group>& groups) {
  Moment moment;
  if (groups.empty()) return moment;
  if (groups[0].digits == 8 && groups.size() >= 2) return packed_day_and_time(groups);
  std::size_t at = 0;
  if (groups[0].digits == 4) {
    moment.year = groups[at++].value;
  } else if (groups.size() < 2 || groups.size() > 4) {
    return moment;
  }
  const std::array<int*, 4> parts = {&moment.month, &moment.day, &moment.hour, &moment.minute};
  for (int* part : parts) {
    if (at == groups.size()) break;
    if (groups[at].digits > 2) return moment;
    *part = groups[at++].value;
  }
  if (groups.size() - at > 1) return moment;  // at most seconds beyond the minutes
  moment.is_good = (moment.year != 0 || moment.day != 0) && is_possible(moment);
  return moment;
}

std::string plain(std::string_view text) {
  std::string folded = nfkc(text);
  for (const std::string_view mark : {"年", "月", "日", "号"}) folded = replace_all(folded, mark, "-");
  for (const std::string_view mark : {"时", "点", "分", "秒"}) folded = replace_all(folded, mark, ":");
  return folded;
}

// Minutes ahead of Greenwich: "00", "0530", "08:00" behind a sign; none for anything else. Clocks are between
// 12 hours behind and 14 hours ahead.
std::optional<int> zone_min(std::string_view text, bool is_behind) {
  const std::vector<Group> groups = digit_groups(text);
  int minutes = 0;
  if (groups.size() == 1 && groups[0].digits == 4) {
    minutes = groups[0].value / 100 * 60 + groups[0].value % 100;
  } else if (!groups.empty() && groups.size() <= 2 && groups[0].digits == 2) {
    minutes = groups[0].value * 60 + (groups.size() == 2 ? groups[1].value : 0);
  } else {
    return std::nullopt;
  }
  if (minutes > (is_behind ? 12 : 14) * 60) return std::nullopt;
  return is_behind ? -minutes : minutes;
}

// A time as ISO 8601 and programs write it, with T or seconds: what follows behind a minus is a zone there.
bool is_machine_time(std::string_view text) {
  return text.find_first_of("Tt") != std::string_view::npos || std::count(text.begin(), text.end(), ':') == 2;
}

// The same moment on our clock.
Moment on_our_clock(const Moment& moment, int zone) {
  if (!moment.is_good || moment.year == 0 || moment.hour < 0) return {};
  constexpr int kDay_min = 24 * 60;
  const int shifted = moment.hour * 60 + moment.minute + kOurZone_min - zone;
  const int days = shifted < 0 ? -1 : shifted / kDay_min;
  const YearMonthDay day = (Date::of(moment.year, moment.month, moment.day) + days).civil();
  const int rest = shifted - days * kDay_min;
  Moment ours{day.year, day.month, day.day, rest / 60, rest % 60, false};
  ours.is_good = is_possible(ours);
  return ours;
}

// Digits and separators only; fractions of a second may follow: "16:00:00.000".
Moment read_local(std::string_view text) {
  const std::size_t point = text.rfind('.');
  const std::size_t colon = text.rfind(':');
  if (point != std::string_view::npos && colon != std::string_view::npos && point > colon)
    text = text.substr(0, point);
  return from_groups(digit_groups(text));
}

// "13:00-14:00": the hour from 13 to 14, as tables of hours label it.
Moment read_hour_range(std::string_view from, std::string_view to) {
  const Moment begin = read_local(from);
  const std::vector<Group> end = digit_groups(to);
  const bool is_whole = begin.minute == 0 && (end.size() == 1 || (end.size() == 2 && end[1].value == 0));
  return is_whole && begin.hour >= 0 && end[0].value == begin.hour + 1 ? begin : Moment{};
}

// A time with a zone is moved to our clock: taken as it stands, it would be another hour.
Moment read_plain(std::string_view text) {
  constexpr std::string_view kEnds = "-: ";
  while (!text.empty() && kEnds.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  if (is_packed(text)) return packed(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return read_local(text);
  if (text.back() == 'Z' || text.back() == 'z')
    return on_our_clock(read_local(text.substr(0, text.size() - 1)), 0);
  const std::size_t sign = text.find_last_of("+-");
  if (sign == std::string_view::npos || sign < colon) return read_local(text);
  const std::string_view local = text.substr(0, sign);
  const bool is_behind = text[sign] == '-';
  if (is_behind && !is_machine_time(local)) return read_hour_range(local, text.substr(sign + 1));
  const auto zone = zone_min(text.substr(sign + 1), is_behind);
  if (!zone) return {};
  return *zone == kOurZone_min ? read_local(local) : on_our_clock(read_local(local), *zone);
}

}  // namespace

bool is_possible(const Moment& moment) {
  if (moment.year != 0 && (moment.year < 1900 || moment.year > 2199)) return false;
  if (moment.month < 0 || moment.month > 12 || (moment.month == 0 && moment.day != 0)) return false;
  if (moment.day < 0 || (moment.day == 0 && moment.hour >= 0)) return false;
  const int year = moment.year == 0 ? 2000 : moment.year;
  if (moment.month != 0 && moment.day > days_in_month(year, moment.month)) return false;
  if (moment.hour > 24 || moment.hour < -1 || moment.minute < 0 || moment.minute > 59) return false;
  return moment.hour != 24 || moment.minute == 0;
}

Moment read_moment(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  if (text.size() > kLongest) return {};
  const bool is_ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return is_ascii ? read_plain(text) : read_plain(plain(text));
}

Period period_of(const Moment& moment) {
  if (moment.month == 0) return Period::of_year(moment.year);
  if (moment.day == 0) return Period::of_month(moment.year, moment.month);
  const Date day = Date::of(moment.year, moment.month, moment.day);
  if (moment.hour < 0) return Period::of_day(day);
  return Period::of_hour(Hour::of(day, moment.hour));
}

}  // namespace chuangmo::series
