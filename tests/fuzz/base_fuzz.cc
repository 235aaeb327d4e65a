// The doors of base: t text of unknown encoding, c delimited text, n numbers, u units, d dates and periods,
// w words, r a finding to print.
#include <algorithm>

#include "base/civil.h"
#include "base/csv.h"
#include "base/decimal.h"
#include "base/unit.h"
#include "fuzz.h"

namespace chuangmo::fuzz {
namespace {

void read_text(std::string_view bytes) {
  const auto decoded = decode_text(bytes);
  if (!decoded) return check_failure(decoded.error());
  FUZZ_EXPECT(is_valid_utf8(decoded->utf8));
  FUZZ_EXPECT(decoded->utf8.find('\0') == std::string::npos);
  FUZZ_EXPECT(!encoding_name(decoded->encoding).empty());
  if (decoded->encoding == Encoding::utf8) FUZZ_EXPECT(decoded->utf8 == bytes);
}

// Rows written again are read as the same rows.
void read_rows(std::string_view text) {
  const CsvText read = read_csv(text, "a.csv");
  check_findings(read.diagnostics, is_valid_utf8(text));
  int line = 0;
  std::string again;
  for (const CsvRow& row : read.rows) {
    FUZZ_EXPECT(row.line > line);
    line = row.line;
    FUZZ_EXPECT(!row.fields.empty());
    again += csv_line(row.fields);
  }
  const CsvText reread = read_csv(again, "b.csv");
  FUZZ_EXPECT(reread.diagnostics.empty());
  FUZZ_EXPECT(reread.rows.size() == read.rows.size());
  FUZZ_EXPECT(std::equal(read.rows.begin(), read.rows.end(), reread.rows.begin(),
                         [](const CsvRow& a, const CsvRow& b) { return a.fields == b.fields; }));
}

// Ten times 10^decimals.
Int128 power(int decimals) {
  Int128 value = 10;
  for (int i = 0; i < decimals; ++i) value *= 10;
  return value;
}

// What exact arithmetic promises of any two numbers, as far as the results fit.
void calculate(const Rational& a, const Rational& b) {
  const auto sum = add(a, b);
  const auto mirrored = add(b, a);
  FUZZ_EXPECT(sum.has_value() == mirrored.has_value());
  if (sum) FUZZ_EXPECT(*sum == *mirrored && subtract(*sum, b) == a);
  const auto product = multiply(a, b);
  if (product && !b.is_zero()) FUZZ_EXPECT(divide(*product, b) == a);
  if (b.is_zero()) FUZZ_EXPECT(divide(a, b).error().code == "NUM003");
  FUZZ_EXPECT((a < b) + (b < a) + (a == b) == 1);
  FUZZ_EXPECT((negate(b) < negate(a)) == (a < b));
  for (const int decimals : {-3, 0, 1, 4, 30}) {
    const auto rounded = round_gbt8170(a, decimals);
    if (!rounded) continue;
    FUZZ_EXPECT(round_gbt8170(*rounded, decimals) == *rounded);
    const auto back = Rational::from(*rounded);
    if (!back) continue;
    const auto off = subtract(*back, a);
    const auto half_step = decimals < 0 ? Rational::make(500, 1) : Rational::make(5, power(decimals));
    FUZZ_EXPECT(!off || (*off <= *half_step && negate(*half_step) <= *off));
  }
  FUZZ_EXPECT(!display(a).empty());
}

void read_numbers(std::string_view text) {
  const std::string_view first = take_line(text);
  const auto decimal = Decimal::parse(first);
  if (decimal) {
    const std::string written = decimal->text();
    const auto again = Decimal::parse(written);
    FUZZ_EXPECT(again && again->digits() == decimal->digits() && again->scale() == decimal->scale());
    FUZZ_EXPECT(written.find_first_not_of("-.0123456789") == std::string::npos);
  } else {
    check_failure(decimal.error());
  }
  const auto a = Rational::parse(first);
  const auto b = Rational::parse(take_line(text));
  if (a) FUZZ_EXPECT(Rational::parse(a->text()) == *a);
  if (a && b) calculate(*a, *b);
}

// What a unit prints is read as the same unit.
void check_symbol(const Unit& unit) {
  const bool is_tower = std::any_of(unit.dimension.begin(), unit.dimension.end(),
                                    [](int exponent) { return exponent < -9 || exponent > 9; });
  if (is_tower || unit.symbol.size() > 150) return;  // m18 and longer names are nobody's units
  const auto again = parse_unit(unit.symbol);
  FUZZ_EXPECT(again && *again == unit);
  FUZZ_EXPECT(again->symbol == unit.symbol);
}

void read_units(std::string_view text) {
  const auto a = parse_unit(take_line(text));
  const auto b = parse_unit(take_line(text));
  if (!a) return check_failure(a.error());
  check_symbol(*a);
  FUZZ_EXPECT(!describe(a->dimension).empty());
  FUZZ_EXPECT(a->factor.sign() > 0);
  if (!b) return;
  if (const auto ratio = quotient_unit(*a, *b)) check_symbol(*ratio);
  const auto there = convert(Rational(12345), *a, *b);
  FUZZ_EXPECT(there || a->dimension != b->dimension || there.error().code == "NUM002");
  if (!there) return;
  const auto back = convert(*there, *b, *a);
  if (back) FUZZ_EXPECT(*back == Rational(12345));
}

void divide_period(const Period& period) {
  if (period.day_count() > 4000) return;
  for (const PeriodKind kind : {PeriodKind::quarter, PeriodKind::month, PeriodKind::day}) {
    Date last = period.begin;
    for (const Period& part : period.divide(kind)) {
      FUZZ_EXPECT(part.kind == kind && period.contains(part) && last <= part.begin);
      last = part.end;
    }
  }
}

void read_times(std::string_view text) {
  const std::string_view first = take_line(text);
  if (const auto date = Date::parse(first)) {
    FUZZ_EXPECT(Date::parse(date->text()) == *date);
    FUZZ_EXPECT(date->weekday() >= 1 && date->weekday() <= 7);
  }
  if (const auto instant = Instant::parse(first)) FUZZ_EXPECT(Instant::parse(instant->text()) == *instant);
  const auto period = Period::parse(first);
  if (!period) return check_failure(period.error());
  FUZZ_EXPECT(period->begin < period->end);
  FUZZ_EXPECT(Period::parse(period->text()) == *period);
  FUZZ_EXPECT(!period->text_zh().empty());
  divide_period(*period);
}

void read_words(std::string_view text) {
  const std::string folded = nfkc(text);
  FUZZ_EXPECT(is_valid_utf8(folded));
  FUZZ_EXPECT(nfkc(folded) == folded);
  FUZZ_EXPECT(trim(trim(text)) == trim(text));
  FUZZ_EXPECT(remove_spaces(collapse_spaces(text)) == remove_spaces(text));
  FUZZ_EXPECT(join(split(text, ","), ",") == text);
  const std::u32string wide = to_u32(text);
  FUZZ_EXPECT(wide.size() == length_in_characters(text));
  FUZZ_EXPECT(to_u32(to_utf8(wide)) == wide);
  for (const int width : {0, 1, 7, 40}) {
    FUZZ_EXPECT(display_width(pad_right(text, width)) == width);
    FUZZ_EXPECT(display_width(pad_left(text, width)) == width);
  }
  FUZZ_EXPECT(escape_html(text).find_first_of("<>\"'") == std::string::npos);
  FUZZ_EXPECT(is_valid_utf8(quote(text)));
}

// "begin end" in the first line, the quoted source behind it.
void print_finding(std::string_view text) {
  const std::string line(take_line(text));
  unsigned begin = 0;
  unsigned length = 0;
  (void)std::sscanf(line.c_str(), "%4u %4u", &begin, &length);
  Diagnostic finding{"TXT001", Severity::warning, {.file = "a.csv", .row = 2}, "x", "y", std::string(text)};
  finding.where.begin = begin;
  finding.where.end = begin + length;
  const std::string shown = render(finding);
  FUZZ_EXPECT(std::count(shown.begin(), shown.end(), '\n') <= 4);
  if (is_valid_utf8(text)) FUZZ_EXPECT(is_valid_utf8(shown));
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "tcnudwr");
  if (input.door == 't') read_text(input.text);
  if (input.door == 'c') read_rows(input.text);
  if (input.door == 'n') read_numbers(input.text);
  if (input.door == 'u') read_units(input.text);
  if (input.door == 'd') read_times(input.text);
  if (input.door == 'w') read_words(input.text);
  if (input.door == 'r') print_finding(input.text);
  return 0;
}
