#include <algorithm>

#include "rule/evaluator.h"
#include "rule/members.h"

namespace chuangmo::rule {

Found Evaluator::member_found(const Node& body) {
  Found found = find(body);
  TraceNode member;
  member.op = "member";
  member.value = found.trace.value;
  member.low = found.trace.low;
  member.high = found.trace.high;
  member.unit = found.trace.unit;
  member.shown = found.trace.shown;
  member.details = at_;
  for (const auto& [key, value] : found.trace.details) {
    if (key == "factor") member.details.emplace_back(key, value);
  }
  member.children.push_back(std::move(found.trace));
  found.trace = std::move(member);
  return found;
}

void Evaluator::visit_members(const Node& node, std::size_t binding, std::vector<Found>& members) {
  if (binding == node.bindings.size()) {
    members.push_back(member_found(node.children[0]));
    return;
  }
  for_members(node.bindings[binding], [&] { visit_members(node, binding + 1, members); });
}

Found Evaluator::find_quantifier(const Node& node) {
  const bool all = node.kind == NodeKind::each;
  std::vector<Found> members;
  visit_members(node, 0, members);
  if (members.empty())
    notes_.push_back(all ? "没有对象，视为满足: " + slice(node.span)
                         : "没有对象，视为不满足: " + slice(node.span));
  Claim claim{all ? Truth::yes : Truth::no, {}};
  MissingList missing;
  std::vector<TraceNode> children;
  std::unique_ptr<DecidingComparison> deciding;
  for (Found& member : members) {
    const Claim& part = std::get<Claim>(member.value);
    claim.truth = all ? both(claim.truth, part.truth) : either(claim.truth, part.truth);
    missing.add(part.missing);
    children.push_back(std::move(member.trace));
    if (all) {
      keep_nearest_to_failing(deciding, std::move(member.deciding));
    } else {
      keep_nearest_to_meeting(deciding, std::move(member.deciding));
    }
  }
  claim.missing = missing.take();
  Found result = claim_found(node, all ? "each" : "some", std::move(claim), std::move(children));
  result.deciding = std::move(deciding);
  return result;
}

namespace {

// A year of a trend, turned so that it has to fall.
struct TrendYear {
  int year = 0;
  Interval value;
};

// Whether values exist within the bounds such that each year is strictly below the one before. `earlier` and
// `later` are set to the two years that rule it out.
bool may_fall(const std::vector<TrendYear>& years, std::size_t& earlier, std::size_t& later) {
  std::optional<Bound> cap = years.front().value.high;
  std::size_t cap_at = 0;
  for (std::size_t i = 1; i < years.size(); ++i) {
    const Interval& value = years[i].value;
    if (cap && value.low && value.low->value >= cap->value) {
      earlier = cap_at;
      later = i;
      return false;
    }
    if (value.high && (!cap || value.high->value < cap->value)) {
      cap = value.high;
      cap_at = i;
    }
  }
  return true;
}

std::unique_ptr<DecidingComparison> step_between(const Node& node, const std::vector<Interval>& values,
                                                 const std::vector<TrendYear>& years, std::size_t earlier,
                                                 std::size_t later, const Unit& unit) {
  auto deciding = std::make_unique<DecidingComparison>();
  const Comparison comparison = node.kind == NodeKind::falling ? Comparison::less : Comparison::greater;
  deciding->unit = unit;
  deciding->value = values[later];
  deciding->limit = values[earlier];
  deciding->truth = compare(comparison, deciding->value, deciding->limit);
  deciding->at.emplace_back("year", std::to_string(years[later].year));
  deciding->at.emplace_back("before", std::to_string(years[earlier].year));
  set_rooms(*deciding, comparison);
  return deciding;
}

}  // namespace

// Strictly falling (rising) from year to year; equal is not falling. A known rise decides, even across a year
// that is unknown.
Found Evaluator::find_trend(const Node& node) {
  const bool falling = node.kind == NodeKind::falling;
  std::vector<TraceNode> children;
  std::vector<Interval> values;
  std::vector<TrendYear> years;
  MissingList missing;
  Unit unit;
  const Moment before = moment_;
  for (const int year : years_of(node.period, before)) {
    moment_ = {Period::of_year(year), true};
    at_.emplace_back("year", std::to_string(year));
    Found found = member_found(node.children[0]);
    at_.pop_back();
    const Number& number = std::get<Number>(found.value);
    if (years.empty()) unit = number.unit;
    const Computed fitted = converted(number.range, number.unit, unit);
    values.push_back(number.vacuous ? Interval::unlimited() : fitted.range);
    years.push_back({year, falling ? values.back() : negate(values.back())});
    missing.add(number.missing);
    if (number.vacuous) missing.add(because(node, "没有对象，无法比较"));
    if (fitted.overflow) missing.add(because(node, "数值超出精确运算的范围"));
    children.push_back(std::move(found.trace));
  }
  moment_ = before;

  Claim claim{Truth::yes, {}};
  std::unique_ptr<DecidingComparison> deciding;
  for (std::size_t i = 1; i < years.size(); ++i) {
    auto step = step_between(node, values, years, i - 1, i, unit);
    claim.truth = both(claim.truth, step->truth);
    keep_nearest_to_failing(deciding, std::move(step));
  }
  std::size_t earlier = 0;
  std::size_t later = 0;
  if (claim.truth == Truth::unknown && !may_fall(years, earlier, later)) {
    claim.truth = Truth::no;
    deciding = step_between(node, values, years, earlier, later, unit);
  }
  if (deciding) {
    deciding->text = slice(node.span);
    deciding->at.insert(deciding->at.begin(), at_.begin(), at_.end());
  }
  claim.missing = missing.take();
  Found result = claim_found(node, falling ? "falling" : "rising", std::move(claim), std::move(children));
  result.deciding = std::move(deciding);
  return result;
}

}  // namespace chuangmo::rule
