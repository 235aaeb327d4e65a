#include <algorithm>

#include "rule/evaluator.h"

namespace chuangmo::rule {
namespace {

const char* logic_op(NodeKind kind) {
  return kind == NodeKind::conjunction ? "and" : "or";
}

const char* arithmetic_op(NodeKind kind) {
  switch (kind) {
    case NodeKind::add:
      return "add";
    case NodeKind::subtract:
      return "subtract";
    case NodeKind::multiply:
      return "multiply";
    default:
      return "divide";
  }
}

// Bounds of an operation, both sides in units that fit it.
Computed calculated(NodeKind kind, const Number& left, const Number& right) {
  if (kind == NodeKind::multiply) return multiply(left.range, right.range);
  if (kind == NodeKind::divide) return divide(left.range, right.range);
  Computed fitted = converted(right.range, right.unit, left.unit);
  Computed result =
      kind == NodeKind::add ? add(left.range, fitted.range) : subtract(left.range, fitted.range);
  result.overflow = result.overflow || fitted.overflow;
  return result;
}

Unit unit_of(NodeKind kind, const Number& left, const Number& right) {
  if (kind == NodeKind::multiply) return product_unit(left.unit, right.unit);
  if (kind == NodeKind::divide) return quotient_unit(left.unit, right.unit).value_or(Unit{});
  return left.unit;
}

}  // namespace

std::vector<MissingItem> MissingList::take() {
  std::sort(items_.begin(), items_.end());
  items_.erase(std::unique(items_.begin(), items_.end()), items_.end());
  return std::move(items_);
}

Found Evaluator::find(const Node& node) {
  if (++steps_ > kMaxEvaluationSteps)
    return unknown(node, {because(node, "计算量超过上限，请缩小范围或拆成几条判据")});
  return find_by_kind(node);
}

Found Evaluator::find_by_kind(const Node& node) {
  switch (node.kind) {
    case NodeKind::figure:
      return find_figure(node);
    case NodeKind::method:
      return find_method(node);
    case NodeKind::survey:
      return find_survey(node);
    case NodeKind::limit:
      return find_limit(node);
    case NodeKind::field:
      return find_field(node);
    case NodeKind::has_field:
      return find_has_field(node);
    case NodeKind::add:
    case NodeKind::subtract:
    case NodeKind::multiply:
    case NodeKind::divide:
      return find_arithmetic(node);
    case NodeKind::negate:
      return find_negate(node);
    case NodeKind::compare:
      return find_compare(node);
    case NodeKind::conjunction:
    case NodeKind::disjunction:
      return find_logic(node);
    case NodeKind::negation:
      return find_negation(node);
    case NodeKind::each:
    case NodeKind::some:
      return find_quantifier(node);
    case NodeKind::falling:
    case NodeKind::rising:
      return find_trend(node);
    case NodeKind::count:
    case NodeKind::sum:
    case NodeKind::minimum:
    case NodeKind::maximum:
    case NodeKind::mean:
      return find_aggregate(node);
    case NodeKind::share:
      return find_share(node);
    default:
      return find_literal(node);
  }
}

// ---- what every function builds with

TraceNode Evaluator::trace_of(const Node& node, const char* op) const {
  TraceNode trace;
  trace.op = op;
  trace.text = slice(node.span);
  return trace;
}

MissingItem Evaluator::because(const Node& node, std::string reason) const {
  MissingItem item;
  item.what = "rule";
  item.name = slice(node.span);
  item.period = moment_.current.text();
  item.reason = std::move(reason);
  return item;
}

Found Evaluator::number_found(const Node& node, const char* op, Number number,
                              std::vector<TraceNode> children) {
  Found found;
  found.trace = trace_of(node, op);
  describe(number, found.trace);
  found.trace.children = std::move(children);
  found.value = std::move(number);
  return found;
}

Found Evaluator::claim_found(const Node& node, const char* op, Claim claim, std::vector<TraceNode> children) {
  Found found;
  found.trace = trace_of(node, op);
  found.trace.value = truth_name(claim.truth);
  found.trace.children = std::move(children);
  if (claim.truth != Truth::unknown) claim.missing.clear();
  found.value = std::move(claim);
  return found;
}

// A value of the node's type of which nothing is known.
Found Evaluator::unknown(const Node& node, std::vector<MissingItem> missing) {
  Found found;
  found.trace = trace_of(node, "unknown");
  found.trace.value = "unknown";
  if (!missing.empty()) found.trace.details.emplace_back("reason", missing.front().reason);
  switch (node.type.kind) {
    case TypeKind::number:
      found.trace.unit = node.type.unit.symbol;
      found.value = Number{Interval::unlimited(), node.type.unit, std::move(missing), false, false};
      break;
    case TypeKind::ordinal: {
      const int last = node.type.scale == nullptr ? 0 : static_cast<int>(node.type.scale->keys.size()) - 1;
      found.value = Ordinal{node.type.scale, 0, last, std::move(missing)};
      break;
    }
    case TypeKind::truth:
      found.value = Claim{Truth::unknown, std::move(missing)};
      break;
    case TypeKind::date:
      found.value = Day{std::nullopt, std::move(missing)};
      break;
    default:
      found.value = Text{std::nullopt, std::move(missing)};
      break;
  }
  return found;
}

// ---- literals and bound names

Found Evaluator::find_literal(const Node& node) {
  Found found;
  found.trace = trace_of(node, "text");
  switch (node.kind) {
    case NodeKind::number:
      return number_found(node, "number", Number::exactly(node.number, node.unit), {});
    case NodeKind::year_number:
      return number_found(node, "number", Number::exactly(Rational(moment_.current.begin.year())), {});
    case NodeKind::truth:
      return claim_found(node, "truth", {node.truth ? Truth::yes : Truth::no, {}}, {});
    case NodeKind::date:
      found.trace.op = "date";
      found.trace.value = found.trace.shown = node.date.text();
      found.value = Day{node.date, {}};
      return found;
    case NodeKind::choice:
      found.trace.value = found.trace.shown = node.word;
      found.trace.op = "choice";
      if (node.type.kind == TypeKind::ordinal) {
        found.trace.details.emplace_back("rank", std::to_string(node.rank));
        found.value = Ordinal{node.type.scale, node.rank, node.rank, {}};
      } else {
        found.value = Text{node.word, {}};
      }
      return found;
    default: {
      std::string word = node.word;
      if (node.kind == NodeKind::variable) {
        const BoundValue& bound = bound_[static_cast<std::size_t>(node.variable)];
        word = bound.station != nullptr ? bound.station->key : bound.word;
      }
      found.trace.value = found.trace.shown = word;
      found.value = Text{word, {}};
      return found;
    }
  }
}

// ---- logic

Found Evaluator::find_logic(const Node& node) {
  const bool all = node.kind == NodeKind::conjunction;
  Claim claim{all ? Truth::yes : Truth::no, {}};
  MissingList missing;
  std::vector<TraceNode> children;
  std::unique_ptr<DecidingComparison> deciding;
  for (const Node& child : node.children) {
    Found found = find(child);
    const Claim& part = std::get<Claim>(found.value);
    claim.truth = all ? both(claim.truth, part.truth) : either(claim.truth, part.truth);
    missing.add(part.missing);
    children.push_back(std::move(found.trace));
    if (all) {
      keep_nearest_to_failing(deciding, std::move(found.deciding));
    } else {
      keep_nearest_to_meeting(deciding, std::move(found.deciding));
    }
  }
  claim.missing = missing.take();
  Found result = claim_found(node, logic_op(node.kind), std::move(claim), std::move(children));
  result.deciding = std::move(deciding);
  return result;
}

Found Evaluator::find_negation(const Node& node) {
  Found inner = find(node.children[0]);
  Claim claim = std::get<Claim>(inner.value);
  claim.truth = negate(claim.truth);
  std::vector<TraceNode> children;
  children.push_back(std::move(inner.trace));
  Found result = claim_found(node, "not", std::move(claim), std::move(children));
  result.deciding = std::move(inner.deciding);
  if (result.deciding) turn_around(*result.deciding);
  return result;
}

// ---- arithmetic

// Adds what the calculation itself could not do to the list of what is missing.
Number Evaluator::settled(const Node& node, const Computed& computed, const Unit& unit,
                          std::vector<MissingItem> missing) {
  Number number{computed.range, unit, std::move(missing), false, false};
  if (computed.overflow) merge_missing(number.missing, {because(node, "数值超出精确运算的范围")});
  if (computed.undefined) merge_missing(number.missing, {because(node, "除数是零")});
  if (number.range.is_exact()) number.missing.clear();
  return number;
}

// Whether a figure is divided by the one that it is a part of, both of the same period and subject.
bool Evaluator::is_part_of_whole(const Node& node) const {
  if (node.kind != NodeKind::divide) return false;
  const Node& part = node.children[0];
  const Node& whole = node.children[1];
  if (part.figure == nullptr || whole.figure == nullptr || part.figure->part_of != whole.figure->key)
    return false;
  if (!(resolve(part.period, moment_) == resolve(whole.period, moment_))) return false;
  return whole.figure->subjects.empty() || word_of(part.subject) == word_of(whole.subject);
}

Found Evaluator::find_arithmetic(const Node& node) {
  Found left = find(node.children[0]);
  Found right = find(node.children[1]);
  std::vector<TraceNode> children;
  children.push_back(std::move(left.trace));
  children.push_back(std::move(right.trace));
  if (std::holds_alternative<Day>(left.value)) {
    const Day& a = std::get<Day>(left.value);
    const Day& b = std::get<Day>(right.value);
    std::vector<MissingItem> missing = a.missing;
    merge_missing(missing, b.missing);
    Number days{Interval::unlimited(), node.type.unit, std::move(missing), false, false};
    if (a.date && b.date) days = Number::exactly(Rational(*a.date - *b.date), node.type.unit);
    return number_found(node, "subtract", std::move(days), std::move(children));
  }
  const Number& a = std::get<Number>(left.value);
  const Number& b = std::get<Number>(right.value);
  std::vector<MissingItem> missing = a.missing;
  merge_missing(missing, b.missing);
  Number number = settled(node, calculated(node.kind, a, b), unit_of(node.kind, a, b), std::move(missing));
  const bool is_narrowed = is_part_of_whole(node) && !number.range.is_exact();
  if (is_narrowed) {
    const Interval whole = converted(Interval::between(Rational(0), Rational(1)), Unit{}, number.unit).range;
    number.range = narrowed(number.range, whole);
  }
  number.vacuous = a.vacuous || b.vacuous;
  number.may_be_vacuous = a.may_be_vacuous || b.may_be_vacuous;
  Found found = number_found(node, arithmetic_op(node.kind), std::move(number), std::move(children));
  if (is_narrowed) found.trace.details.emplace_back("part_of_whole", "true");
  return found;
}

Found Evaluator::find_negate(const Node& node) {
  Found inner = find(node.children[0]);
  Number number = std::get<Number>(inner.value);
  number.range = negate(number.range);
  std::vector<TraceNode> children;
  children.push_back(std::move(inner.trace));
  return number_found(node, "negate", std::move(number), std::move(children));
}

// ---- the whole

std::vector<std::string> Evaluator::take_notes() {
  std::vector<std::string> unique;
  for (std::string& note : notes_) {
    if (std::find(unique.begin(), unique.end(), note) == unique.end()) unique.push_back(std::move(note));
  }
  return unique;
}

Evaluated evaluate(const Criterion& criterion, const Facts& facts, const Scope& scope) {
  Evaluated result;
  if (!criterion.is_valid()) return result;
  Evaluator evaluator(criterion, facts, scope);
  Found found = evaluator.find(criterion.root());
  Claim& claim = std::get<Claim>(found.value);
  result.truth = claim.truth;
  result.missing = std::move(claim.missing);
  result.trace = std::move(found.trace);
  if (found.deciding) result.deciding = std::move(*found.deciding);
  result.notes = evaluator.take_notes();
  return result;
}

}  // namespace chuangmo::rule
