#include "rule/interval.h"

#include <algorithm>
#include <array>

namespace chuangmo::rule {
namespace {

// An end of an interval among the extended numbers.
struct End {
  int infinite = 0;  // -1, 0, +1
  Rational value;
  bool open = false;
  bool lost = false;  // overflow: nothing is known on this side
};

End low_end(const Interval& a) {
  return a.low ? End{0, a.low->value, a.low->open, false} : End{-1, {}, false, false};
}
End high_end(const Interval& a) {
  return a.high ? End{0, a.high->value, a.high->open, false} : End{1, {}, false, false};
}
int sign_of(const End& end) {
  return end.infinite != 0 ? end.infinite : end.value.sign();
}

End product(const End& a, const End& b) {
  const bool a_is_zero = a.infinite == 0 && a.value.is_zero();
  const bool b_is_zero = b.infinite == 0 && b.value.is_zero();
  // A zero that is reached makes the product reach zero, whatever the other factor is.
  const bool reached = (a_is_zero && !a.open) || (b_is_zero && !b.open);
  if (a_is_zero || b_is_zero) return {0, Rational(0), !reached, false};
  if (a.infinite != 0 || b.infinite != 0) return {sign_of(a) * sign_of(b), {}, false, false};
  const auto value = chuangmo::multiply(a.value, b.value);
  if (!value) return {0, {}, false, true};
  return {0, *value, a.open || b.open, false};
}

// -1, 0, 1
int order(const End& a, const End& b) {
  if (a.infinite != b.infinite) return a.infinite < b.infinite ? -1 : 1;
  if (a.infinite != 0 || a.value == b.value) return 0;
  return a.value < b.value ? -1 : 1;
}

std::optional<Bound> bound_of(const End& end) {
  if (end.infinite != 0) return std::nullopt;
  return Bound{end.value, end.open};
}

// The smallest and the largest of the corners; of equal ones the closed.
Computed spanned(const std::array<End, 4>& corners) {
  Computed result;
  const End* low = &corners[0];
  const End* high = &corners[0];
  for (const End& corner : corners) {
    result.overflow = result.overflow || corner.lost;
    const int below = order(corner, *low);
    if (below < 0 || (below == 0 && !corner.open)) low = &corner;
    const int above = order(corner, *high);
    if (above > 0 || (above == 0 && !corner.open)) high = &corner;
  }
  if (result.overflow) return result;
  result.range = {bound_of(*low), bound_of(*high)};
  return result;
}

// One end of a sum; nothing where either is unlimited or the sum does not fit.
std::optional<Bound> sum_of(const std::optional<Bound>& a, const std::optional<Bound>& b, bool& overflow) {
  if (!a || !b) return std::nullopt;
  const auto value = chuangmo::add(a->value, b->value);
  if (value) return Bound{*value, a->open || b->open};
  overflow = true;
  return std::nullopt;
}

// 1/x for a non-zero finite end.
std::optional<Bound> inverse(const std::optional<Bound>& end, bool& overflow) {
  if (!end) return Bound{Rational(0), true};
  const auto value = chuangmo::divide(Rational(1), end->value);
  if (value) return Bound{*value, end->open};
  overflow = true;
  return std::nullopt;
}

bool is_zero(const std::optional<Bound>& end) {
  return end && end->value.is_zero();
}

bool certainly_below(const Interval& a, const Interval& b) {
  if (!a.high || !b.low) return false;
  return a.high->value < b.low->value || (a.high->value == b.low->value && (a.high->open || b.low->open));
}
bool certainly_not_above(const Interval& a, const Interval& b) {
  return a.high && b.low && a.high->value <= b.low->value;
}

Truth decided(bool yes, bool no) {
  return yes ? Truth::yes : no ? Truth::no : Truth::unknown;
}

}  // namespace

Computed add(const Interval& a, const Interval& b) {
  Computed result;
  result.range.low = sum_of(a.low, b.low, result.overflow);
  result.range.high = sum_of(a.high, b.high, result.overflow);
  return result;
}

Interval negate(const Interval& a) {
  Interval result;
  if (a.high) result.low = Bound{chuangmo::negate(a.high->value), a.high->open};
  if (a.low) result.high = Bound{chuangmo::negate(a.low->value), a.low->open};
  return result;
}

Computed subtract(const Interval& a, const Interval& b) {
  return add(a, negate(b));
}

Computed multiply(const Interval& a, const Interval& b) {
  return spanned({product(low_end(a), low_end(b)), product(low_end(a), high_end(b)),
                  product(high_end(a), low_end(b)), product(high_end(a), high_end(b))});
}

Computed divide(const Interval& a, const Interval& b) {
  Computed result;
  const bool may_be_negative = !b.low || b.low->value.sign() < 0;
  const bool may_be_positive = !b.high || b.high->value.sign() > 0;
  if (!may_be_negative && !may_be_positive) {
    result.undefined = true;
    return result;
  }
  if (may_be_negative && may_be_positive) return result;
  Interval inverted;
  bool overflow = false;
  if (!is_zero(b.high)) inverted.low = inverse(b.high, overflow);
  if (!is_zero(b.low)) inverted.high = inverse(b.low, overflow);
  result = multiply(a, inverted);
  result.overflow = result.overflow || overflow;
  return result;
}

Interval hull(const Interval& a, const Interval& b) {
  Interval result;
  if (a.low && b.low) {
    const bool a_is_lower = a.low->value < b.low->value || (a.low->value == b.low->value && !a.low->open);
    result.low = a_is_lower ? a.low : b.low;
  }
  if (a.high && b.high) {
    const bool a_is_higher =
        a.high->value > b.high->value || (a.high->value == b.high->value && !a.high->open);
    result.high = a_is_higher ? a.high : b.high;
  }
  return result;
}

Interval narrowed(const Interval& a, const Interval& within) {
  if (a.is_exact()) return a;
  Interval both = a;
  if (!both.low || both.low->value < within.low->value) both.low = within.low;
  if (!both.high || both.high->value > within.high->value) both.high = within.high;
  return both.low->value <= both.high->value ? both : a;
}

Computed converted(const Interval& a, const Unit& from, const Unit& to) {
  if (from.factor == to.factor) return {a, false, false};
  const auto factor = chuangmo::divide(from.factor, to.factor);
  if (!factor) return {{}, true, false};
  return multiply(a, Interval::exactly(*factor));
}

Truth compare(Comparison comparison, const Interval& a, const Interval& b) {
  switch (comparison) {
    case Comparison::less:
      return decided(certainly_below(a, b), certainly_not_above(b, a));
    case Comparison::less_equal:
      return decided(certainly_not_above(a, b), certainly_below(b, a));
    case Comparison::greater:
      return decided(certainly_below(b, a), certainly_not_above(a, b));
    case Comparison::greater_equal:
      return decided(certainly_not_above(b, a), certainly_below(a, b));
    case Comparison::equal:
      return decided(a.is_exact() && a == b, certainly_below(a, b) || certainly_below(b, a));
    case Comparison::not_equal:
      return negate(compare(Comparison::equal, a, b));
  }
  return Truth::unknown;
}

std::string shown_number(const Interval& range, const Unit& unit) {
  const std::string tail = unit.symbol.empty() ? "" : " " + unit.symbol;
  if (range.is_exact()) return display(range.low->value) + tail;
  if (range.low && range.high) return display(range.low->value) + " … " + display(range.high->value) + tail;
  if (range.low) return (range.low->open ? "> " : "≥ ") + display(range.low->value) + tail;
  if (range.high) return (range.high->open ? "< " : "≤ ") + display(range.high->value) + tail;
  return "未知";
}

void describe(const Number& number, TraceNode& node) {
  node.unit = number.unit.symbol;
  node.value.clear();
  node.low.clear();
  node.high.clear();
  if (number.vacuous) {
    node.value = "vacuous";
    node.shown = "没有对象";
    return;
  }
  if (number.range.is_exact()) {
    node.value = number.range.low->value.text();
  } else {
    node.value = "unknown";
    if (number.range.low) node.low = number.range.low->value.text();
    if (number.range.high) node.high = number.range.high->value.text();
    if (number.range.low && number.range.low->open) node.details.emplace_back("low_open", "true");
    if (number.range.high && number.range.high->open) node.details.emplace_back("high_open", "true");
  }
  if (number.may_be_vacuous) node.details.emplace_back("may_be_empty", "true");
  if (node.shown.empty()) node.shown = shown_number(number.range, number.unit);
  const bool has_factor = std::any_of(node.details.begin(), node.details.end(),
                                      [](const auto& detail) { return detail.first == "factor"; });
  if (!has_factor && !(number.unit.factor == Rational(1)))
    node.details.emplace_back("factor", number.unit.factor.text());
}

}  // namespace chuangmo::rule
