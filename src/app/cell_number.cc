#include "app/cell_number.h"

#include <algorithm>

#include "base/text.h"
#include "base/unit.h"

namespace chuangmo::app {

namespace {

bool take_front(std::string& text, std::string_view word) {
  if (!starts_with(text, word)) return false;
  text.erase(0, word.size());
  return true;
}

// A terminating fraction as a decimal: the denominator may only hold twos and fives.
std::optional<Decimal> exact_decimal(const Rational& value) {
  for (int scale = 0; scale <= Decimal::kMaxScale; ++scale) {
    const auto rounded = round_gbt8170(value, scale);
    if (!rounded) return std::nullopt;
    const auto back = Rational::from(*rounded);
    if (back && *back == value) return *rounded;
  }
  return std::nullopt;
}

auto not_a_number(const std::string& cell) {
  return fail("ING001", quote(cell) + "不是数字", "只填数字，单位写在单位列");
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Commas in threes from the point: "68,2" is 68.2 to its writer and must not be read as 682.
bool has_good_commas(std::string_view number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  if (number.find(',', point) != std::string_view::npos) return false;
  std::size_t group = 0;
  bool is_last = true;
  for (std::size_t at = point; at-- > 0;) {
    if (is_digit(number[at])) {
      ++group;
    } else if (number[at] == ',') {
      if (group != 3) return false;
      group = 0;
      is_last = false;
    }
  }
  return is_last || (group >= 1 && group <= 3);
}

// What Excel makes of long numbers: "1.5E+08". Digits may be lost.
bool has_exponent(std::string_view rest) {
  if (rest.empty() || (rest[0] != 'e' && rest[0] != 'E')) return false;
  const std::size_t at = rest.find_first_not_of("+-", 1);
  return at != std::string_view::npos && is_digit(rest[at]);
}

Result<Decimal> read_digits(const std::string& cell, std::string_view number, std::string_view rest) {
  auto value = Decimal::parse(replace_all(std::string(number), ",", ""));
  if (!value && value.error().code == "NUM002")
    return fail("ING001", quote(cell) + "位数太多", "检查是否多填了数字");
  if (!value) return not_a_number(cell);
  if (!has_good_commas(number))
    return fail("ING001", quote(cell) + "中逗号的位置不对", "小数点写“.”；千分位的逗号每三位一个，或不写");
  if (has_exponent(rest))
    return fail("ING001", quote(cell) + "是科学计数，可能已丢失位数",
                "把单元格格式改为“数值”，重新导出；或写出全部数字");
  return value;
}

Result<Decimal> scaled(const Decimal& value, std::int64_t factor) {
  CHUANGMO_TRY(exact, Rational::from(value));
  CHUANGMO_TRY(product, multiply(exact, Rational(factor)));
  const auto decimal = exact_decimal(product);
  if (!decimal) return fail("NUM002", "数值过大");
  return *decimal;
}

}  // namespace

Result<CellNumber> read_cell_number(const std::string& cell) {
  std::string text = remove_spaces(nfkc(cell));
  CellNumber number;
  for (const std::string_view word : {"大约", "约", "~", "近"})
    number.is_about = take_front(text, word) || number.is_about;
  if (ends_with(text, "左右")) {
    text.resize(text.size() - std::string_view("左右").size());
    number.is_about = true;
  }
  const std::size_t end = std::min(text.find_first_not_of("+-.0123456789,"), text.size());
  std::string rest = text.substr(end);
  auto value = read_digits(cell, std::string_view(text).substr(0, end), rest);
  if (!value) return tl::unexpected(value.error());
  // 万 and 亿 alone, or before a unit that does not itself begin with them, belong to the number.
  if (rest == "亿" || rest == "万") {
    value = scaled(*value, rest == "亿" ? 100'000'000 : 10'000);
    if (!value) return tl::unexpected(value.error());
    rest.clear();
  }
  number.value = *value;
  number.unit = rest;
  if (!rest.empty() && !parse_unit(rest)) return not_a_number(cell);
  return number;
}

Result<Decimal> converted_decimal(const Decimal& value, const std::string& from, const std::string& to) {
  CHUANGMO_TRY(source, parse_unit(from));
  CHUANGMO_TRY(target, parse_unit(to));
  CHUANGMO_TRY(exact, Rational::from(value));
  CHUANGMO_TRY(converted, convert(exact, source, target));
  const auto decimal = exact_decimal(converted);
  if (!decimal)
    return fail("ING002", value.text() + " " + from + " 换算成 " + to + " 除不尽", "直接以 " + to + " 填报");
  // The digits as given stay when nothing was converted: 0.10 is not 0.1 to people.
  return source == target ? value : *decimal;
}

Result<Decimal> read_number(const std::string& cell, const std::string& unit) {
  CHUANGMO_TRY(number, read_cell_number(cell));
  if (number.unit.empty() || number.unit == unit) return number.value;
  return converted_decimal(number.value, number.unit, unit);
}

std::string outside_bounds(const Decimal& value, const std::optional<Decimal>& low,
                           const std::optional<Decimal>& high) {
  const auto exact = Rational::from(value);
  const auto lowest = low ? Rational::from(*low) : exact;
  const auto highest = high ? Rational::from(*high) : exact;
  if (!exact || !lowest || !highest) return "（位数太多）";
  if (*lowest <= *exact && *exact <= *highest) return "";
  std::vector<std::string> bounds;
  if (low) bounds.push_back("不小于 " + low->text());
  if (high) bounds.push_back("不大于 " + high->text());
  return "（应" + join(bounds, "，") + "）";
}

}  // namespace chuangmo::app
