#include "base/unit.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/unit_atoms.h"
#include "base/wide.h"

namespace chuangmo {
namespace {

constexpr std::size_t kMaxUnitBytes = 200;
constexpr int kMaxExponent = 9;

// A power inside a unit: (symbol)^exponent. Terms with a counting prefix (万m3) are opaque: 万m3 is 10^4 m3.
struct Term {
  std::string symbol;
  Dimension dimension{};  // of the first power
  Rational factor{1};     // of the first power
  int exponent = 1;
  bool has_prefix = false;
};
using Terms = std::vector<Term>;

auto unknown_unit(std::string_view text) {
  return fail("UNT001", "无法识别的单位：" + quote(text), "请使用如 万元、t、mg/m3、%、dB(A)、人 的单位写法");
}

auto no_fit(const Unit& a, const Unit& b) {
  const auto shown = [](const Unit& unit) {
    return (unit.symbol.empty() ? std::string("无量纲") : unit.symbol) + "（" + describe(unit.dimension) +
           "）";
  };
  return fail("UNT002", "单位的量纲不符：" + shown(a) + " 与 " + shown(b), "请检查数据的单位");
}

auto out_of_range() {
  return fail("NUM002", "单位换算超出 128 位精确运算的范围", "请检查单位是否写错");
}

// NFKC makes ㎡ m2, µ μ and ％ %; the rest of the spellings of one sign is made one here.
std::string folded(std::string_view text) {
  struct Spelling {
    std::string_view from;
    std::string_view to;
  };
  constexpr auto kSpellings = std::to_array<Spelling>({{"μ", "u"},
                                                       {"−", "-"},
                                                       {"⁄", "/"},
                                                       {"dB(A)", "dBA"},
                                                       {"db(A)", "dbA"},
                                                       {"dB(a)", "dBA"},
                                                       {"DB(A)", "DBA"},
                                                       {"分贝(A)", "分贝A"},
                                                       {"*", "·"},
                                                       {"×", "·"},
                                                       {"⋅", "·"},
                                                       {"•", "·"},
                                                       {"・", "·"},
                                                       {"∙", "·"}});
  std::string result = remove_spaces(nfkc(text));
  for (const auto& spelling : kSpellings) result = replace_all(std::move(result), spelling.from, spelling.to);
  return result;
}

bool is_pure_number(std::string_view text) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"", "1", "-", "—", "无量纲", "无", "pH", "pH值", "PH"});
  return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

Rational atom_factor(const UnitAtom& atom) {
  const auto power = static_cast<Int128>(power_of_ten(std::abs(atom.power_of_ten)));
  const auto scaled = atom.power_of_ten < 0 ? Rational::make(atom.numerator, power * atom.denominator)
                                            : Rational::make(power * atom.numerator, atom.denominator);
  return scaled.value();
}

std::optional<Term> read_power(std::string_view text);

std::optional<Term> read_atom(std::string_view text) {
  const UnitAtom* atom = find_unit_atom(text);
  if (atom == nullptr) return std::nullopt;
  // 平方米 is printed m2 and shall cancel against m.
  const char last = atom->symbol.back();
  if (last >= '0' && last <= '9') return read_power(atom->symbol);
  return Term{std::string(atom->symbol), atom->dimension, atom_factor(*atom), 1, false};
}

// "m3" "m^3" "m-3" "m^-3"
std::optional<Term> read_power(std::string_view text) {
  if (text.size() < 2 || text.back() < '1' || text.back() > '0' + kMaxExponent) return std::nullopt;
  int exponent = text.back() - '0';
  text.remove_suffix(1);
  if (text.ends_with('-')) {
    exponent = -exponent;
    text.remove_suffix(1);
  }
  if (text.ends_with('^')) text.remove_suffix(1);
  auto term = read_atom(text);
  if (!term || term->exponent != 1) return std::nullopt;
  term->exponent = exponent;
  return term;
}

std::string printed(const Term& term, int exponent) {
  if (exponent == 1) return term.symbol;
  const auto last = static_cast<unsigned char>(term.symbol.back());
  const bool joins = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
  return term.symbol + (joins ? "" : "^") + std::to_string(exponent);
}

Result<Rational> power(const Rational& base, int exponent) {
  Rational result(1);
  for (int i = 0; i < std::abs(exponent); ++i) {
    auto next = exponent > 0 ? multiply(result, base) : divide(result, base);
    if (!next) return next;
    result = *next;
  }
  return result;
}

std::optional<Dimension> combined(const Dimension& a, const Dimension& b, int exponent_of_b) {
  constexpr int kFar = 100;
  Dimension result{};
  for (std::size_t i = 0; i < result.size(); ++i) {
    const int exponent = a.at(i) + b.at(i) * exponent_of_b;
    if (exponent > kFar || exponent < -kFar) return std::nullopt;
    result.at(i) = static_cast<std::int8_t>(exponent);
  }
  return result;
}

// 万, 百万 ... before a unit that measures something.
std::optional<Term> read_prefixed(std::string_view text) {
  for (const auto& prefix : count_prefixes()) {
    if (!text.starts_with(prefix.word)) continue;
    const auto rest = text.substr(prefix.word.size());
    auto inner = read_atom(rest);
    if (!inner) inner = read_power(rest);
    if (!inner || inner->dimension == Dimension{}) continue;
    const auto dimension = combined({}, inner->dimension, inner->exponent);
    auto factor = power(inner->factor, inner->exponent);
    if (factor) factor = multiply(*factor, Rational(prefix.factor));
    if (!dimension || !factor) continue;
    return Term{std::string(prefix.word) + printed(*inner, inner->exponent), *dimension, *factor, 1, true};
  }
  return std::nullopt;
}

std::optional<Term> read_term(std::string_view text) {
  if (auto term = read_atom(text); term) return term;
  if (auto term = read_prefixed(text); term) return term;
  return read_power(text);
}

void merge(Terms& terms, const Terms& more, int sign) {
  for (const auto& term : more) {
    const auto same =
        std::find_if(terms.begin(), terms.end(), [&](const Term& t) { return t.symbol == term.symbol; });
    if (same != terms.end()) {
      same->exponent += term.exponent * sign;
    } else {
      terms.push_back(term);
      terms.back().exponent *= sign;
    }
  }
}

std::optional<Terms> read_product(std::string_view text) {
  Terms terms;
  for (const auto& part : split(text, "·")) {
    const auto term = read_term(part);
    if (!term) return std::nullopt;
    merge(terms, {*term}, 1);
  }
  return terms;
}

// product [ "/" term | "/" "(" product ")" ]...; a product after a quotient needs its brackets, for t/人·d
// may mean either.
std::optional<Terms> read_terms(std::string_view text) {
  Terms terms;
  bool is_first = true;
  for (const auto& part : split(text, "/")) {
    std::string_view inner = part;
    const bool bracketed = inner.starts_with('(') && inner.ends_with(')');
    if (bracketed) inner = inner.substr(1, inner.size() - 2);
    if (is_first && inner == "1") {
      is_first = false;
      continue;
    }
    if (!is_first && !bracketed && contains(inner, "·")) return std::nullopt;
    const auto product = read_product(inner);
    if (!product) return std::nullopt;
    merge(terms, *product, is_first ? 1 : -1);
    is_first = false;
  }
  return terms;
}

void append_term(std::vector<std::string>& parts, const Term& term, int exponent) {
  if (!term.has_prefix) return parts.push_back(printed(term, exponent));
  for (int i = 0; i < exponent; ++i) parts.push_back(term.symbol);
}

std::string printed(const Terms& terms) {
  std::vector<std::string> above;
  std::vector<std::string> below;
  for (const auto& term : terms) {
    if (term.exponent > 0) append_term(above, term, term.exponent);
    if (term.exponent < 0) append_term(below, term, -term.exponent);
  }
  if (below.empty()) return join(above, "·");
  const std::string bottom = below.size() == 1 ? below[0] : fmt::format("({})", join(below, "·"));
  return (above.empty() ? "1" : join(above, "·")) + "/" + bottom;
}

Result<Unit> unit_of(const Terms& terms) {
  Unit unit;
  for (const auto& term : terms) {
    const auto dimension = combined(unit.dimension, term.dimension, term.exponent);
    if (!dimension || std::abs(term.exponent) > kMaxExponent) return out_of_range();
    CHUANGMO_TRY(of_term, power(term.factor, term.exponent));
    CHUANGMO_TRY(factor, multiply(unit.factor, of_term));
    unit.dimension = *dimension;
    unit.factor = factor;
  }
  unit.symbol = printed(terms);
  return unit;
}

// Symbols that cannot be read again are only put side by side.
std::string combined_symbol(const std::string& a, const std::string& b, int sign) {
  auto a_terms = a.empty() ? Terms{} : read_terms(folded(a));
  const auto b_terms = b.empty() ? Terms{} : read_terms(folded(b));
  if (!a_terms || !b_terms) return a + (sign > 0 ? "·" : "/") + "(" + b + ")";
  merge(*a_terms, *b_terms, sign);
  return printed(*a_terms);
}

Result<Unit> combined_unit(const Unit& a, const Unit& b, int sign) {
  const auto dimension = combined(a.dimension, b.dimension, sign);
  if (!dimension) return out_of_range();
  CHUANGMO_TRY(factor, sign > 0 ? multiply(a.factor, b.factor) : divide(a.factor, b.factor));
  return Unit{combined_symbol(a.symbol, b.symbol, sign), *dimension, factor};
}

}  // namespace

Result<Unit> parse_unit(std::string_view text) {
  if (text.size() > kMaxUnitBytes) return unknown_unit(text);
  const std::string spelled = folded(text);
  if (is_pure_number(spelled)) return Unit{};
  const auto terms = read_terms(spelled);
  if (!terms) return unknown_unit(text);
  return unit_of(*terms);
}

std::string describe(const Dimension& dimension) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < dimension.size(); ++i) {
    const auto exponent = int{dimension.at(i)};  // NOLINT(bugprone-signed-char-misuse)
    if (exponent == 0) continue;
    std::string part(dimension_name(static_cast<BaseDimension>(i)));
    if (exponent != 1) part += fmt::format("^{}", exponent);
    parts.push_back(std::move(part));
  }
  return parts.empty() ? "1" : join(parts, "·");
}

Result<Rational> convert(const Rational& value, const Unit& from, const Unit& to) {
  if (from.dimension != to.dimension) return no_fit(from, to);
  if (from.factor == to.factor) return value;
  CHUANGMO_TRY(ratio, divide(from.factor, to.factor));
  return multiply(value, ratio);
}

Result<Quantity> add(const Quantity& a, const Quantity& b) {
  CHUANGMO_TRY(converted, convert(b.value, b.unit, a.unit));
  CHUANGMO_TRY(sum, add(a.value, converted));
  return Quantity{sum, a.unit};
}

Result<Quantity> subtract(const Quantity& a, const Quantity& b) {
  return add(a, Quantity{negate(b.value), b.unit});
}

Result<Quantity> multiply(const Quantity& a, const Quantity& b) {
  CHUANGMO_TRY(unit, combined_unit(a.unit, b.unit, 1));
  CHUANGMO_TRY(value, multiply(a.value, b.value));
  return Quantity{value, unit};
}

Result<Quantity> divide(const Quantity& a, const Quantity& b) {
  CHUANGMO_TRY(unit, combined_unit(a.unit, b.unit, -1));
  CHUANGMO_TRY(value, divide(a.value, b.value));
  return Quantity{value, unit};
}

Result<int> compare(const Quantity& a, const Quantity& b) {
  CHUANGMO_TRY(converted, convert(b.value, b.unit, a.unit));
  return a.value < converted ? -1 : converted < a.value ? 1 : 0;
}

Unit product_unit(const Unit& a, const Unit& b) {
  if (auto unit = combined_unit(a, b, 1); unit) return *std::move(unit);
  Unit unfit{a.symbol + "·" + b.symbol, {}, Rational(1)};
  unfit.dimension.fill(127);
  return unfit;
}

Result<Unit> quotient_unit(const Unit& a, const Unit& b) {
  return combined_unit(a, b, -1);
}

}  // namespace chuangmo
