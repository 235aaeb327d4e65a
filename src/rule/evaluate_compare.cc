#include <algorithm>

#include "rule/evaluator.h"

namespace chuangmo::rule {
namespace {

std::optional<Rational> difference(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return std::nullopt;
  const auto value = chuangmo::subtract(a->value, b->value);
  return value ? std::optional<Rational>(*value) : std::nullopt;
}

std::optional<Rational> value_at(const std::optional<Bound>& bound) {
  return bound ? std::optional<Rational>(bound->value) : std::nullopt;
}

std::optional<Rational> negative(const std::optional<Rational>& value) {
  return value ? std::optional<Rational>(chuangmo::negate(*value)) : std::nullopt;
}

// The space between two intervals, 0 when they overlap.
Rational gap_between(const Interval& a, const Interval& b) {
  const auto above = difference(a.low, b.high);
  const auto below = difference(b.low, a.high);
  if (above && above->sign() > 0) return *above;
  if (below && below->sign() > 0) return *below;
  return {};
}

// The largest distance two members can have.
std::optional<Rational> widest_distance(const Interval& a, const Interval& b) {
  const auto up = difference(a.high, b.low);
  const auto down = difference(b.high, a.low);
  if (!up || !down) return std::nullopt;
  return std::max(*up, *down);
}

// Of the possible values, the one nearest to an exact limit, and the farthest; none when that is unlimited.
std::optional<Rational> nearest_to(const Interval& limit, const Interval& value) {
  const Rational& target = limit.low->value;
  if (value.low && value.low->value > target) return value.low->value;
  if (value.high && value.high->value < target) return value.high->value;
  return target;
}
std::optional<Rational> farthest_from(const Interval& limit, const Interval& value) {
  const auto above = difference(value.high, limit.low);
  const auto below = difference(limit.low, value.low);
  if (!above || !below) return std::nullopt;
  return *above > *below ? value.high->value : value.low->value;
}

void set_rooms_of_equality(DecidingComparison& deciding, bool equal) {
  const Rational gap = gap_between(deciding.value, deciding.limit);
  const auto widest = widest_distance(deciding.value, deciding.limit);
  deciding.best_room = equal ? chuangmo::negate(gap) : widest;
  deciding.worst_room = equal ? negative(widest) : gap;
  if (!deciding.limit.is_exact()) return;
  deciding.best =
      equal ? nearest_to(deciding.limit, deciding.value) : farthest_from(deciding.limit, deciding.value);
  deciding.worst =
      equal ? farthest_from(deciding.limit, deciding.value) : nearest_to(deciding.limit, deciding.value);
}

int truth_order(Truth truth) {
  return static_cast<int>(truth);
}

// Room as a part of the limit, so that ug/m3 and people can be put in one order.
std::optional<Rational> relative_room(const DecidingComparison& deciding,
                                      const std::optional<Rational>& room) {
  if (!room || !deciding.limit.is_exact() || deciding.limit.low->value.is_zero()) return room;
  const Rational& limit = deciding.limit.low->value;
  const auto relative = chuangmo::divide(*room, limit.sign() < 0 ? chuangmo::negate(limit) : limit);
  return relative ? *relative : *room;
}

// Smaller is nearer to failing. A comparison without room (texts) is far from everything unless it is
// unknown.
bool is_nearer_to_failing(const DecidingComparison& a, const DecidingComparison& b, bool best) {
  if (a.truth != b.truth) return truth_order(a.truth) < truth_order(b.truth);
  const auto room_a = relative_room(a, best ? a.best_room : a.worst_room);
  const auto room_b = relative_room(b, best ? b.best_room : b.worst_room);
  if (!room_a || !room_b) {
    // Unlimited is -infinity in the worst case and +infinity in the best.
    const bool absent_is_low = !best && a.truth != Truth::yes;
    return absent_is_low ? (!room_a && room_b) : (room_a && !room_b);
  }
  return *room_a < *room_b;
}

std::string ordinal_text(const Ordinal& ordinal) {
  if (ordinal.scale == nullptr) return "";
  const auto name = [&](int rank) {
    const auto index = static_cast<std::size_t>(rank);
    return index < ordinal.scale->names.size() ? ordinal.scale->names[index] : ordinal.scale->keys[index];
  };
  if (ordinal.is_exact()) return name(ordinal.low);
  return name(ordinal.low) + " … " + name(ordinal.high);
}

Interval ranks_of(const Ordinal& ordinal) {
  return Interval::between(Rational(ordinal.low), Rational(ordinal.high));
}

Interval days_of(const Day& day) {
  return day.date ? Interval::exactly(Rational(day.date->days)) : Interval::unlimited();
}

std::vector<MissingItem> missing_of(const Value& value) {
  return std::visit([](const auto& held) { return held.missing; }, value);
}

// The unit that a comparison is told in: that of a written or legal limit, on whichever side it stands.
const Unit& unit_of_comparison(const Node& node, const Number& left, const Number& right) {
  const auto is_limit = [](const Node& side) {
    return side.kind == NodeKind::number || side.kind == NodeKind::limit;
  };
  if (is_limit(node.children[1]) || !is_limit(node.children[0])) return right.unit;
  return left.unit;
}

}  // namespace

void set_rooms(DecidingComparison& deciding, Comparison comparison) {
  deciding.op = comparison_symbol(comparison);
  const Interval& value = deciding.value;
  const Interval& limit = deciding.limit;
  switch (comparison) {
    case Comparison::greater_equal:
    case Comparison::greater:
      deciding.best = value_at(value.high);
      deciding.worst = value_at(value.low);
      deciding.best_room = difference(value.high, limit.low);
      deciding.worst_room = difference(value.low, limit.high);
      return;
    case Comparison::less_equal:
    case Comparison::less:
      deciding.best = value_at(value.low);
      deciding.worst = value_at(value.high);
      deciding.best_room = difference(limit.high, value.low);
      deciding.worst_room = difference(limit.low, value.high);
      return;
    case Comparison::equal:
    case Comparison::not_equal:
      return set_rooms_of_equality(deciding, comparison == Comparison::equal);
  }
}

void keep_nearest_to_failing(std::unique_ptr<DecidingComparison>& kept,
                             std::unique_ptr<DecidingComparison> other) {
  if (!other) return;
  if (!kept || is_nearer_to_failing(*other, *kept, false)) kept = std::move(other);
}

void keep_nearest_to_meeting(std::unique_ptr<DecidingComparison>& kept,
                             std::unique_ptr<DecidingComparison> other) {
  if (!other) return;
  if (!kept || is_nearer_to_failing(*kept, *other, true)) kept = std::move(other);
}

void turn_around(DecidingComparison& deciding) {
  static constexpr Comparison kAll[] = {Comparison::less,          Comparison::less_equal,
                                        Comparison::equal,         Comparison::not_equal,
                                        Comparison::greater_equal, Comparison::greater};
  const auto* comparison = std::find_if(std::begin(kAll), std::end(kAll), [&](Comparison one) {
    return comparison_symbol(one) == deciding.op;
  });
  deciding.truth = negate(deciding.truth);
  if (comparison == std::end(kAll)) return;
  deciding.op = comparison_symbol(opposite(*comparison));
  std::swap(deciding.best, deciding.worst);
  const auto room = negative(deciding.worst_room);
  deciding.worst_room = negative(deciding.best_room);
  deciding.best_room = room;
}

Found Evaluator::find_compare(const Node& node) {
  Found left = find(node.children[0]);
  Found right = find(node.children[1]);
  if (std::holds_alternative<Number>(left.value))
    return compare_numbers(node, std::move(left), std::move(right));
  if (std::holds_alternative<Ordinal>(left.value))
    return compare_ordinals(node, std::move(left), std::move(right));
  if (std::holds_alternative<Day>(left.value)) return compare_days(node, std::move(left), std::move(right));
  return compare_equal(node, std::move(left), std::move(right));
}

Found Evaluator::compared(const Node& node, Truth truth, Found left, Found right) {
  Claim claim{truth, missing_of(left.value)};
  merge_missing(claim.missing, missing_of(right.value));
  if (truth == Truth::unknown && claim.missing.empty())
    claim.missing.push_back(because(node, "无法精确比较"));
  std::vector<TraceNode> children;
  children.push_back(std::move(left.trace));
  children.push_back(std::move(right.trace));
  Found result = claim_found(node, "compare", std::move(claim), std::move(children));
  result.trace.details.emplace_back("op", comparison_symbol(node.comparison));
  return result;
}

Found Evaluator::compare_numbers(const Node& node, Found left, Found right) {
  const Number& a = std::get<Number>(left.value);
  const Number& b = std::get<Number>(right.value);
  if (a.vacuous || b.vacuous) {
    notes_.push_back(moment_.current.text_zh() + "没有对象，视为满足: " + slice(node.span));
    return compared(node, Truth::yes, std::move(left), std::move(right));
  }
  auto deciding = std::make_unique<DecidingComparison>();
  deciding->unit = unit_of_comparison(node, a, b);
  const Computed value = converted(a.range, a.unit, deciding->unit);
  const Computed limit = converted(b.range, b.unit, deciding->unit);
  deciding->value = value.range;
  deciding->limit = limit.range;
  deciding->truth = compare(node.comparison, value.range, limit.range);
  if (deciding->truth == Truth::no && (a.may_be_vacuous || b.may_be_vacuous))
    deciding->truth = Truth::unknown;
  deciding->text = slice(node.span);
  deciding->at = at_;
  set_rooms(*deciding, node.comparison);
  std::vector<MissingItem> overflow;
  if (value.overflow || limit.overflow) overflow.push_back(because(node, "数值超出精确运算的范围"));
  Found result = compared(node, deciding->truth, std::move(left), std::move(right));
  if (deciding->truth == Truth::unknown) merge_missing(std::get<Claim>(result.value).missing, overflow);
  if (record_ == nullptr) result.deciding = std::move(deciding);
  return result;
}

Found Evaluator::compare_ordinals(const Node& node, Found left, Found right) {
  const Ordinal& a = std::get<Ordinal>(left.value);
  const Ordinal& b = std::get<Ordinal>(right.value);
  auto deciding = std::make_unique<DecidingComparison>();
  deciding->value = ranks_of(a);
  deciding->limit = ranks_of(b);
  deciding->value_text = ordinal_text(a);
  deciding->limit_text = ordinal_text(b);
  deciding->truth = compare(node.comparison, deciding->value, deciding->limit);
  deciding->text = slice(node.span);
  deciding->at = at_;
  set_rooms(*deciding, node.comparison);
  Found result = compared(node, deciding->truth, std::move(left), std::move(right));
  if (record_ == nullptr) result.deciding = std::move(deciding);
  return result;
}

Found Evaluator::compare_days(const Node& node, Found left, Found right) {
  const Truth truth =
      compare(node.comparison, days_of(std::get<Day>(left.value)), days_of(std::get<Day>(right.value)));
  return compared(node, truth, std::move(left), std::move(right));
}

// Texts, choices and truths: equal or not.
Found Evaluator::compare_equal(const Node& node, Found left, Found right) {
  Truth same = Truth::unknown;
  if (std::holds_alternative<Claim>(left.value)) {
    const Truth a = std::get<Claim>(left.value).truth;
    const Truth b = std::get<Claim>(right.value).truth;
    if (a != Truth::unknown && b != Truth::unknown) same = a == b ? Truth::yes : Truth::no;
  } else {
    const Text& a = std::get<Text>(left.value);
    const Text& b = std::get<Text>(right.value);
    if (a.text && b.text) same = *a.text == *b.text ? Truth::yes : Truth::no;
  }
  const Truth truth = node.comparison == Comparison::equal ? same : negate(same);
  return compared(node, truth, std::move(left), std::move(right));
}

}  // namespace chuangmo::rule
