#include "series/cell.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace chuangmo::series {
namespace {

constexpr std::size_t kMaxDigits = 18;  // far beyond any measurement, and safe to multiply in 128 bits
constexpr std::size_t kMaxCellBytes = 200;

constexpr std::array<std::string_view, 22> kGaps = {
    "NA",   "N/A", "NAN", "NULL", "NONE", "-",  "--",   "---",    "/",      "\\",   "*",
    "#N/A", "ND",  "—",   "——",   "－",   "无", "缺测", "无数据", "未监测", "缺失", "停运"};
constexpr std::array<std::string_view, 2> kMissingCodes = {"9999", "99999"};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string_view trim_ascii(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_gap(std::string_view text) {
  if (text.empty()) return true;
  if (std::find(kGaps.begin(), kGaps.end(), text) != kGaps.end()) return true;
  if (text.size() > 4) return false;
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return std::find(kGaps.begin(), kGaps.end(), upper) != kGaps.end();
}

// "3.47e-18": what programs write for nothing. Decimals beyond those we calculate with are cut, but never to
// nothing, so that the rounding of the reading is still told.
bool read_scientific(std::string_view text, Decimal& out) {
  const auto parsed = Decimal::parse(text);
  if (!parsed) return false;
  Int128 digits = parsed->digits();
  int scale = parsed->scale();
  for (; scale > static_cast<int>(kMaxDigits); --scale) digits /= 10;
  if (digits == 0 && parsed->digits() != 0) digits = parsed->is_negative() ? -1 : 1;
  out = Decimal(digits, scale);
  return true;
}

// [+-]digits[.digits][e..]; false when the text is anything else.
bool read_number(std::string_view text, bool decimal_comma, Decimal& out) {
  Int128 digits = 0;
  int scale = 0;
  std::size_t count = 0;
  bool after_point = false;
  std::size_t at = 0;
  const bool is_negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) ++at;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      if (++count > kMaxDigits) return false;
      digits = digits * 10 + (c - '0');
      scale += after_point ? 1 : 0;
    } else if ((c == '.' || (decimal_comma && c == ',')) && !after_point) {
      after_point = true;
    } else {
      break;
    }
  }
  if (count == 0) return false;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return false;
    return read_scientific(text, out);
  }
  out = Decimal(is_negative ? -digits : digits, scale);
  return true;
}

// "-99.00" is the code "-99", whatever decimals a program writes.
bool is_missing_code(const Decimal& number) {
  if (!number.is_negative()) return false;
  constexpr std::array<int, 5> kTenfold = {-990, -9990, -99990, -999990, -999};
  return std::any_of(kTenfold.begin(), kTenfold.end(), [&](int code) { return number == Decimal(code, 1); });
}

Cell read_plain(std::string_view text, bool decimal_comma) {
  if (is_gap(text)) return {};
  if (std::find(kMissingCodes.begin(), kMissingCodes.end(), text) != kMissingCodes.end())
    return {CellKind::missing_code, {}};
  Decimal number;
  if (read_number(text, decimal_comma, number))
    return is_missing_code(number) ? Cell{CellKind::missing_code, {}} : Cell{CellKind::number, number};
  std::string_view limit = text;
  if (limit.front() == '<') {
    limit = trim_ascii(limit.substr(1));
  } else if (limit.back() == 'L') {
    limit = trim_ascii(limit.substr(0, limit.size() - 1));
  } else {
    return {CellKind::text, {}};
  }
  if (read_number(limit, decimal_comma, number) && !number.is_negative())
    return {CellKind::below_limit, number};
  return {CellKind::text, {}};
}

}  // namespace

Cell read_cell(std::string_view text, bool decimal_comma) {
  const std::string_view plain = trim_ascii(text);
  if (plain.size() > kMaxCellBytes) return {CellKind::text, {}};
  if (is_ascii(plain)) return read_plain(plain, decimal_comma);
  const std::string folded = trim(nfkc(plain));
  return read_plain(folded, decimal_comma);
}

Scaled scale(const Decimal& number, const Scaling& scaling) {
  // 10^18 x 10^18 still fits; a unit factor beyond that is not one of a measurement.
  constexpr Int128 kLimit = Int128{1000000000000000000LL};
  if (scaling.numerator > kLimit || scaling.denominator > kLimit) return {kNoReading, ScaledHow::too_big};
  if (number.digits() > kLimit || number.digits() < -kLimit) return {kNoReading, ScaledHow::too_big};
  Int128 numerator = number.digits() * scaling.numerator;
  Int128 denominator = scaling.denominator;
  for (int i = 0; i < number.scale(); ++i) {
    // A common factor ten is cancelled first, which keeps the numbers small.
    if (numerator % 10 == 0) {
      numerator /= 10;
    } else if (denominator < kLimit * kLimit / 100) {
      denominator *= 10;
    } else {
      return {kNoReading, ScaledHow::too_big};
    }
  }
  Int128 quotient = numerator / denominator;
  Int128 remainder = numerator % denominator;
  const ScaledHow how = remainder == 0 ? ScaledHow::exact : ScaledHow::rounded;
  const Int128 twice = (remainder < 0 ? -remainder : remainder) * 2;
  if (twice > denominator || (twice == denominator && quotient % 2 != 0)) quotient += numerator < 0 ? -1 : 1;
  constexpr Int128 kLargest = std::numeric_limits<std::int32_t>::max();
  if (quotient > kLargest || quotient < -kLargest) return {kNoReading, ScaledHow::too_big};
  return {static_cast<std::int32_t>(quotient), how};
}

}  // namespace chuangmo::series
