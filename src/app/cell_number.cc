#include "app/cell_number.h"

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
  std::string digits;
  std::size_t at = 0;
  while (at < text.size() && (std::string_view("+-.0123456789,").find(text[at]) != std::string_view::npos)) {
    if (text[at] != ',') digits += text[at];
    ++at;
  }
  auto value = Decimal::parse(digits);
  if (!value) return fail("ING001", "“" + cell + "”不是数字", "只填数字，单位写在单位列");
  std::string rest = text.substr(at);
  // 万 and 亿 alone, or before a unit that does not itself begin with them, belong to the number.
  if (rest == "亿" || rest == "万") {
    value = scaled(*value, rest == "亿" ? 100'000'000 : 10'000);
    if (!value) return tl::unexpected(value.error());
    rest.clear();
  }
  number.value = *value;
  number.unit = rest;
  if (!rest.empty() && !parse_unit(rest))
    return fail("ING001", "“" + cell + "”不是数字", "只填数字，单位写在单位列");
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

}  // namespace chuangmo::app
