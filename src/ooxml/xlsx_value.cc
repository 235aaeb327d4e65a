#include "ooxml/xlsx_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/civil.h"

namespace chuangmo::ooxml {
namespace {

constexpr int kReliableDigits = 15;  // of a binary double
constexpr int kMaxPlainPlaces = 40;
constexpr int kMaxExponent = 400;
constexpr std::size_t kMaxNumberBytes = 400;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// digits x 10^exponent, as written: leading zeros gone, trailing ones kept.
struct Digits {
  bool is_negative = false;
  std::string digits;
  int exponent = 0;
  bool has_exponent = false;

  int significant() const {
    const std::size_t last = digits.find_last_not_of('0');
    return last == std::string::npos ? 0 : static_cast<int>(last) + 1;
  }
};

std::optional<Digits> parse_digits(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.empty() || text.size() > kMaxNumberBytes) return std::nullopt;
  Digits out;
  std::size_t at = 0;
  if (text[at] == '+' || text[at] == '-') out.is_negative = text[at++] == '-';
  bool has_digits = false;
  bool has_point = false;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !has_point)); ++at) {
    if (text[at] == '.') {
      has_point = true;
      continue;
    }
    has_digits = true;
    if (has_point) --out.exponent;
    if (!out.digits.empty() || text[at] != '0') out.digits += text[at];
  }
  if (!has_digits) return std::nullopt;
  if (at < text.size() && lowered(text[at]) == 'e') {
    ++at;
    if (at < text.size() && text[at] == '+') ++at;
    int written = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), written);
    if (error != std::errc() || written > kMaxExponent || written < -kMaxExponent) return std::nullopt;
    at = static_cast<std::size_t>(end - text.data());
    out.exponent += written;
    out.has_exponent = true;
  }
  if (at != text.size()) return std::nullopt;
  return out;
}

void drop_trailing_zeros(Digits& number) {
  while (!number.digits.empty() && number.digits.back() == '0') {
    number.digits.pop_back();
    ++number.exponent;
  }
}

std::string written(const Digits& number) {
  if (number.significant() == 0) return "0";
  const std::string sign = number.is_negative ? "-" : "";
  const int length = static_cast<int>(number.digits.size());
  const int places = length + number.exponent;  // before the point
  if (places > kMaxPlainPlaces || number.exponent < -kMaxPlainPlaces) {
    return fmt::format("{}{}{}{}E{:+}", sign, number.digits.substr(0, 1), length > 1 ? "." : "",
                       number.digits.substr(1), places - 1);
  }
  if (number.exponent >= 0)
    return sign + number.digits + std::string(static_cast<std::size_t>(number.exponent), '0');
  if (places > 0) {
    const auto whole = static_cast<std::size_t>(places);
    return sign + number.digits.substr(0, whole) + "." + number.digits.substr(whole);
  }
  return sign + "0." + std::string(static_cast<std::size_t>(-places), '0') + number.digits;
}

// The double nearest to the text, with 15 significant digits.
Digits as_double_shows(const Digits& number) {
  const std::string text =
      fmt::format("{}{}e{}", number.is_negative ? "-" : "", number.digits, number.exponent);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific,
                                 kReliableDigits - 1);
  Digits out = parse_digits({buffer, static_cast<std::size_t>(end.ptr - buffer)}).value_or(number);
  drop_trailing_zeros(out);
  return out;
}

// The letters of a format that show a date or time, each run of one letter once: "yyyy-mm-dd hh:mm" ->
// "ymdhm".
struct FormatLetters {
  std::string dates;
  bool has_percent = false;
  bool is_elapsed = false;
  bool has_digits = false;
};

// The end of what begins at `at` and is not looked at: quoted text, an escaped character, brackets, AM/PM.
std::size_t skipped_until(std::string_view code, std::size_t at, FormatLetters& out) {
  const char c = code[at];
  if (c == '"') return std::min(code.find('"', at + 1), code.size() - 1) + 1;
  if (c == '\\' || c == '_' || c == '*' || c == '!') return at + 2;
  if (c == '[') {
    const std::size_t close = std::min(code.find(']', at), code.size() - 1);
    const std::string_view inside = code.substr(at + 1, close - at - 1);
    const bool is_elapsed = !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
    if (is_elapsed) {
      out.is_elapsed = true;
      out.dates += 'h';
    }
    return close + 1;
  }
  for (const std::string_view word : {"general", "am/pm", "a/p"}) {
    const std::string_view here = code.substr(at, word.size());
    if (std::equal(here.begin(), here.end(), word.begin(), word.end(),
                   [](char a, char b) { return lowered(a) == b; })) {
      return at + word.size();
    }
  }
  return at;
}

FormatLetters letters_of(std::string_view code) {
  FormatLetters out;
  for (std::size_t at = 0; at < code.size() && code[at] != ';';) {
    const std::size_t next = skipped_until(code, at, out);
    if (next != at) {
      at = next;
      continue;
    }
    const char c = lowered(code[at++]);
    if (c == '%') out.has_percent = true;
    if (c == '0' || c == '#' || c == '?') out.has_digits = true;
    const bool is_year_of_era = c == 'e' && !out.has_digits;  // else the E of 0.00E+00
    const bool is_date =
        c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's' || c == 'a' || is_year_of_era;
    if (is_date && (out.dates.empty() || out.dates.back() != c)) out.dates += c;
  }
  return out;
}

// Built-in formats; those from 27 on as Chinese Excel has them (18.8.30, zh-cn).
const std::map<int, std::string_view>& builtin_codes() {
  static const std::map<int, std::string_view> kCodes = {
      {9, "0%"},      {10, "0.00%"},   {14, "yyyy/m/d"},      {15, "d-mmm-yy"},
      {16, "d-mmm"},  {17, "mmm-yy"},  {18, "h:mm AM/PM"},    {19, "h:mm:ss"},
      {20, "h:mm"},   {21, "h:mm:ss"}, {22, "yyyy/m/d h:mm"}, {27, "yyyy m"},
      {28, "m d"},    {29, "m d"},     {30, "m-d-yy"},        {31, "yyyy m d"},
      {32, "h mm"},   {33, "h mm ss"}, {34, "h mm"},          {35, "h mm ss"},
      {36, "yyyy m"}, {45, "mm:ss"},   {46, "[h]:mm:ss"},     {47, "mm:ss.0"},
      {50, "yyyy m"}, {51, "m d"},     {52, "yyyy m"},        {53, "m d"},
      {54, "m d"},    {55, "h mm"},    {56, "h mm ss"},       {57, "yyyy m"},
      {58, "m d"},
  };
  return kCodes;
}

std::string clock_text(std::int64_t seconds) {
  const std::int64_t rest_s = seconds % 60;
  return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60) +
         (rest_s == 0 ? "" : fmt::format(":{:02}", rest_s));
}

// The day of a serial number: day 1 is 1900-01-01 and 1900 is taken for a leap year, or day 0 is 1904-01-01.
std::optional<Date> day_of(std::int64_t serial_days, bool is_1904) {
  if (is_1904) return Date::of(1904, 1, 1) + static_cast<int>(serial_days);
  if (serial_days < 1 || serial_days == 60) return std::nullopt;
  return Date::of(1899, 12, 30) + static_cast<int>(serial_days < 60 ? serial_days + 1 : serial_days);
}

std::string day_text(Date date, const NumberFormat& format) {
  const YearMonthDay day = date.civil();
  if (format.shows_day || !format.shows_year) return date.text();
  return format.shows_month ? fmt::format("{:04}-{:02}", day.year, day.month)
                            : fmt::format("{:04}", day.year);
}

}  // namespace

NumberFormat format_of_code(std::string_view code) {
  const FormatLetters letters = letters_of(code);
  NumberFormat format;
  format.look = letters.has_percent ? NumberFormat::Look::percent : NumberFormat::Look::number;
  if (letters.dates.empty()) return format;
  format.look = NumberFormat::Look::date;
  format.is_elapsed = letters.is_elapsed;
  for (std::size_t i = 0; i < letters.dates.size(); ++i) {
    const char c = letters.dates[i];
    const bool follows_hour = i > 0 && letters.dates[i - 1] == 'h';
    const bool precedes_second = i + 1 < letters.dates.size() && letters.dates[i + 1] == 's';
    const bool is_minute = c == 'm' && (follows_hour || precedes_second);
    format.shows_year |= c == 'y' || c == 'e';
    format.shows_month |= c == 'm' && !is_minute;
    format.shows_day |= c == 'd' || c == 'a';
    format.shows_time |= c == 'h' || c == 's' || is_minute;
  }
  return format;
}

NumberFormat format_of_id(int id) {
  const auto found = builtin_codes().find(id);
  return found == builtin_codes().end() ? NumberFormat{} : format_of_code(found->second);
}

std::optional<CleanNumber> clean_number(std::string_view stored) {
  auto number = parse_digits(stored);
  if (!number) return std::nullopt;
  CleanNumber out;
  const bool is_long = number->significant() > kReliableDigits;
  const bool is_written_out = !number->has_exponent && number->exponent == 0;
  out.lost_digits = is_long && static_cast<int>(number->digits.size()) + number->exponent > kReliableDigits;
  if (is_long && !is_written_out) number = as_double_shows(*number);
  if (number->has_exponent) drop_trailing_zeros(*number);
  out.text = written(*number);
  return out;
}

std::string percent_text(std::string_view number) {
  auto digits = parse_digits(number);
  if (!digits) return std::string(number);
  digits->exponent += 2;
  return written(*digits) + "%";
}

std::optional<std::string> date_text(std::string_view number, const NumberFormat& format, bool is_1904) {
  constexpr double kDayAfterLast = 2'958'466;  // 10000-01-01
  constexpr std::int64_t kDaySeconds = 86'400;
  double serial = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), serial);
  if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
  if (!(serial >= 0 && serial < kDayAfterLast - (is_1904 ? 1462 : 0))) return std::nullopt;
  const auto total_s = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(kDaySeconds)));
  const bool shows_date = format.shows_year || format.shows_month || format.shows_day;
  if (!shows_date) return clock_text(format.is_elapsed ? total_s : total_s % kDaySeconds);
  const auto date = day_of(total_s / kDaySeconds, is_1904);
  if (!date) return std::nullopt;
  return day_text(*date, format) + (format.shows_time ? " " + clock_text(total_s % kDaySeconds) : "");
}

std::string decode_escapes(std::string text) {
  constexpr std::size_t kEscapeBytes = 7;  // _xHHHH_
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return text;
  std::string out = text.substr(0, at);
  while (at < text.size()) {
    unsigned code = 0;
    const char* digits = text.data() + at + 2;
    const bool is_escape = text.size() - at >= kEscapeBytes && text[at] == '_' && text[at + 1] == 'x' &&
                           text[at + 6] == '_' &&
                           std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
    if (!is_escape) {
      out += text[at++];
      continue;
    }
    at += kEscapeBytes;
    const bool is_seen = code == '\n' || code == '\t' || code == '\r' || (code >= 0x20 && code < 0x80);
    if (is_seen) out += static_cast<char>(code);
    if (code >= 0x80 && code < 0x800)
      out += {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) {
      out += {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3F)),
              static_cast<char>(0x80 | (code & 0x3F))};
    }
  }
  return out;
}

}  // namespace chuangmo::ooxml
