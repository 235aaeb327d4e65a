#include "app/cell_date.h"

#include <charconv>
#include <fmt/format.h>
#include <map>
#include <vector>

#include "base/text.h"

namespace chuangmo::app {

namespace {

constexpr const char* kHowToWrite = "写成 2011-06-05";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole =
      error == std::errc() && end == text.data() + text.size() && !text.empty() && is_digit(text[0]);
  return is_whole ? std::optional(value) : std::nullopt;
}

// "三十一" -> 31, "二〇一一" -> "2011"; other characters stay.
std::string with_arabic_digits(const std::string& text) {
  static const std::map<char32_t, char> kDigits = {{U'〇', '0'}, {U'零', '0'}, {U'○', '0'},  {U'一', '1'},
                                                   {U'二', '2'}, {U'三', '3'}, {U'四', '4'}, {U'五', '5'},
                                                   {U'六', '6'}, {U'七', '7'}, {U'八', '8'}, {U'九', '9'}};
  const std::u32string letters = to_u32(text);
  std::u32string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto digit = kDigits.find(letters[i]);
    if (digit != kDigits.end()) {
      out += static_cast<char32_t>(digit->second);
    } else if (letters[i] == U'十') {
      const bool has_tens = i > 0 && kDigits.contains(letters[i - 1]);
      const bool has_ones = i + 1 < letters.size() && kDigits.contains(letters[i + 1]);
      if (!has_tens) out += U'1';
      if (!has_ones) out += U'0';
    } else {
      out += letters[i];
    }
  }
  return to_utf8(out);
}

// "2011-03-05 13:30:05", "2011年3月5日(星期六)" without what follows the day.
std::string day_part(std::string text) {
  for (const std::string_view mark : {"(", "星期", "周", "上午", "下午"}) {
    const std::size_t at = text.find(mark);
    if (at != std::string::npos && at > 0) text.resize(at);
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string::npos) {
    const std::size_t before = text.find_last_of(" T", colon);
    if (before != std::string::npos) text.resize(before);
  }
  text = remove_spaces(text);
  if (ends_with(text, "号")) text = text.substr(0, text.size() - std::string_view("号").size()) + "日";
  return text;
}

std::vector<int> numbers_between(const std::string& text, std::string_view separators) {
  std::vector<int> numbers;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    const auto number = whole_number(std::string_view(text).substr(begin, end - begin));
    if (!number) return {};
    numbers.push_back(*number);
    begin = end + 1;
  }
  return numbers;
}

Failure asked(const std::string& cell, const std::string& why, const std::string& fix) {
  return {"WBK012", quote(cell) + why, fix};
}

// Day and month at the front: one reading, two, or none.
Result<CellDate> year_last(const std::string& cell, int first, int second, int year) {
  const bool is_day_first = Date::is_valid(year, second, first);
  const bool is_month_first = Date::is_valid(year, first, second);
  if (is_day_first && is_month_first && first != second)
    return tl::unexpected(asked(cell,
                                fmt::format("可能是 {} 也可能是 {}", Date::of(year, first, second).text(),
                                            Date::of(year, second, first).text()),
                                "按年-月-日写"));
  if (is_month_first) return CellDate{Date::of(year, first, second)};
  if (is_day_first) return CellDate{Date::of(year, second, first)};
  return tl::unexpected(asked(cell, "不是日期", kHowToWrite));
}

std::optional<CellDate> serial_day(const std::string& text) {
  constexpr int kFirst = 14'612;  // 1940-01-01: smaller numbers are seldom meant for days
  constexpr int kLast = 73'050;   // 2099-12-31
  const auto serial = whole_number(text);
  if (!serial || *serial < kFirst || *serial > kLast) return std::nullopt;
  return CellDate{Date::of(1899, 12, 30) + *serial, true};
}

}  // namespace

Result<CellDate> read_cell_date(const std::string& cell, bool is_number) {
  const std::string text = day_part(with_arabic_digits(trim(nfkc(cell))));
  if (const auto date = Date::parse(text)) return CellDate{*date};
  if (is_number) {
    if (const auto day = serial_day(text)) return *day;
    return tl::unexpected(asked(cell, "是数字，不是日期", kHowToWrite));
  }
  const std::vector<int> parts = numbers_between(text, "-/.");
  if (parts.size() == 3 && parts[2] >= 1900 && parts[2] <= 2199)
    return year_last(cell, parts[0], parts[1], parts[2]);
  if (parts.size() == 3) return tl::unexpected(asked(cell, "看不出哪个是年份", "年份写四位：2011-06-05"));
  if (Period::parse(text)) return tl::unexpected(asked(cell, "没有写到哪一日", kHowToWrite));
  if (contains(text, "月") && ends_with(text, "日"))
    return tl::unexpected(asked(cell, "没有写四位的年份", "写成 2011年6月5日"));
  return tl::unexpected(asked(cell, "不是日期", kHowToWrite));
}

}  // namespace chuangmo::app
