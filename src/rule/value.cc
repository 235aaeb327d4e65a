#include "rule/value.h"

#include <algorithm>

#include "rule/node.h"

namespace chuangmo::rule {

Truth negate(Truth truth) {
  return truth == Truth::yes ? Truth::no : truth == Truth::no ? Truth::yes : Truth::unknown;
}
Truth both(Truth a, Truth b) {
  return std::min(a, b);
}
Truth either(Truth a, Truth b) {
  return std::max(a, b);
}
std::string_view truth_name(Truth truth) {
  return truth == Truth::yes ? "true" : truth == Truth::no ? "false" : "unknown";
}

Interval Interval::exactly(const Rational& value) {
  return {Bound{value, false}, Bound{value, false}};
}
Interval Interval::between(const Rational& low, const Rational& high) {
  return {Bound{low, false}, Bound{high, false}};
}
Interval Interval::at_least(const Rational& low) {
  return {Bound{low, false}, std::nullopt};
}
bool Interval::is_exact() const {
  return low && high && !low->open && !high->open && low->value == high->value;
}
bool Interval::contains(const Rational& value) const {
  if (low && (value < low->value || (low->open && value == low->value))) return false;
  return !high || value < high->value || (!high->open && value == high->value);
}

Number Number::exactly(const Rational& value, Unit unit) {
  return {Interval::exactly(value), std::move(unit), {}, false, false};
}
Number Number::unknown(Unit unit, MissingItem why) {
  return {Interval::unlimited(), std::move(unit), {std::move(why)}, false, false};
}

std::optional<int> Scale::rank(std::string_view key_or_name) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key_or_name || (i < names.size() && names[i] == key_or_name)) return static_cast<int>(i);
  }
  return std::nullopt;
}

void merge_missing(std::vector<MissingItem>& into, const std::vector<MissingItem>& more) {
  if (more.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(into.size());
  into.insert(into.end(), more.begin(), more.end());
  if (!std::is_sorted(into.begin() + middle, into.end())) std::sort(into.begin() + middle, into.end());
  std::inplace_merge(into.begin(), into.begin() + middle, into.end());
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

std::string_view comparison_symbol(Comparison comparison) {
  static constexpr std::string_view kSymbols[] = {"<", "<=", "=", "!=", ">=", ">"};
  return kSymbols[static_cast<std::size_t>(comparison)];
}
std::string_view comparison_symbol_zh(Comparison comparison) {
  static constexpr std::string_view kSymbols[] = {"<", "≤", "=", "≠", "≥", ">"};
  return kSymbols[static_cast<std::size_t>(comparison)];
}
Comparison mirrored(Comparison comparison) {
  static constexpr Comparison kMirrored[] = {Comparison::greater,    Comparison::greater_equal,
                                             Comparison::equal,      Comparison::not_equal,
                                             Comparison::less_equal, Comparison::less};
  return kMirrored[static_cast<std::size_t>(comparison)];
}
Comparison opposite(Comparison comparison) {
  static constexpr Comparison kOpposite[] = {Comparison::greater_equal, Comparison::greater,
                                             Comparison::not_equal,     Comparison::equal,
                                             Comparison::less,          Comparison::less_equal};
  return kOpposite[static_cast<std::size_t>(comparison)];
}

}  // namespace chuangmo::rule
