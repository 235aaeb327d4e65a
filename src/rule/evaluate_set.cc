#include <algorithm>

#include "rule/evaluator.h"
#include "rule/members.h"

namespace chuangmo::rule {

// One record that matches, or may.
struct TalliedRecord {
  Truth matched = Truth::yes;
  Number amount;  // of sums and weights
};

struct Evaluator::Tally {
  std::vector<TalliedRecord> records;  // all of the period
  long yes = 0;
  long maybe = 0;
  bool closed = false;
  std::vector<MissingItem> missing;
  std::vector<TraceNode> traces;
  Period period;
};

namespace {

Computed plus(const Computed& total, const Interval& more) {
  Computed result = add(total.range, more);
  result.overflow = result.overflow || total.overflow;
  return result;
}

Interval counted(long yes, long maybe, bool closed) {
  if (!closed) return Interval::at_least(Rational(yes));
  return Interval::between(Rational(yes), Rational(yes + maybe));
}

// The sum of what matches; a record that only may match adds anything from 0 to its amount.
Computed total_of(const std::vector<TalliedRecord>& records, bool closed) {
  Computed total{Interval::exactly(Rational(0)), false, false};
  for (const TalliedRecord& record : records) {
    if (record.matched == Truth::no) continue;
    const Interval& amount = record.amount.range;
    total = plus(total, record.matched == Truth::yes ? amount : hull(amount, Interval::exactly(Rational(0))));
  }
  if (!closed) total.range = Interval::unlimited();
  return total;
}

// The larger of two upper or lower ends; no end is unlimited.
std::optional<Bound> larger_high(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return std::nullopt;
  return a->value < b->value ? b : a;
}
std::optional<Bound> larger_low(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a) return b;
  if (!b) return a;
  return a->value < b->value ? b : a;
}

// The largest amount; further records can only raise it.
Interval largest_of(const std::vector<TalliedRecord>& records, bool closed, bool turned) {
  Interval largest;
  bool first = true;
  for (const TalliedRecord& record : records) {
    if (record.matched == Truth::no) continue;
    const Interval amount = turned ? negate(record.amount.range) : record.amount.range;
    largest.high = first ? amount.high : larger_high(largest.high, amount.high);
    if (record.matched == Truth::yes) largest.low = larger_low(largest.low, amount.low);
    first = false;
  }
  if (!closed) largest.high.reset();
  return turned ? negate(largest) : largest;
}

Computed mean_of(const std::vector<TalliedRecord>& records, long yes, long maybe, bool closed) {
  if (!closed) return {};
  if (maybe == 0) return divide(total_of(records, true).range, Interval::exactly(Rational(yes)));
  // Whichever of the doubtful ones belong, the mean lies between the extremes.
  std::optional<Interval> range;
  for (const TalliedRecord& record : records) {
    if (record.matched == Truth::no) continue;
    range = range ? hull(*range, record.amount.range) : record.amount.range;
  }
  return {range.value_or(Interval::unlimited()), false, false};
}

// matched / all, where `all` may still grow when the set is not closed: then 0 and 1 are ends that a known
// member on the other side keeps it from reaching.
Interval share_of_counts(long yes, long maybe, long all, bool closed) {
  const auto part = [&](long of) { return Rational::make(of, all).value_or(Rational(0)); };
  if (closed) return Interval::between(part(yes), part(yes + maybe));
  return {Bound{Rational(0), yes > 0}, Bound{Rational(1), yes + maybe < all}};
}

struct WeightedShare {
  Interval range;
  bool empty = false;
  bool may_be_empty = false;
  bool wrong_weight = false;
};

WeightedShare share_of_weights(const std::vector<TalliedRecord>& records, bool closed) {
  WeightedShare share;
  share.range = Interval::between(Rational(0), Rational(1));
  Computed yes{Interval::exactly(Rational(0)), false, false};
  Computed maybe = yes;
  Computed all = yes;
  bool failed = false;
  bool matched = false;
  for (const TalliedRecord& record : records) {
    const Interval& weight = record.amount.range;
    if (weight.low && weight.low->value.sign() < 0) share.wrong_weight = true;
    const bool positive = weight.low && weight.low->value.sign() > 0;
    failed = failed || (positive && record.matched == Truth::no);
    matched = matched || (positive && record.matched == Truth::yes);
    all = plus(all, weight);
    if (record.matched == Truth::yes) yes = plus(yes, weight);
    if (record.matched == Truth::unknown) maybe = plus(maybe, weight);
  }
  const bool exact = closed && all.range.is_exact() && yes.range.is_exact() && maybe.range.is_exact();
  share.empty = exact && all.range.low->value.is_zero();
  share.may_be_empty = !exact && (!all.range.low || all.range.low->value.sign() <= 0);
  if (share.empty || share.wrong_weight) return share;
  if (!exact) {
    share.range = {Bound{Rational(0), matched}, Bound{Rational(1), failed}};
    return share;
  }
  const Computed low = divide(yes.range, all.range);
  const Computed high = divide(plus(yes, maybe.range).range, all.range);
  if (!low.overflow && !high.overflow && low.range.low && high.range.high)
    share.range = {low.range.low, high.range.high};
  return share;
}

const Unit& percent() {
  static const Unit kPercent = parse_unit("%").value_or(Unit{});
  return kPercent;
}

void add_counts(TraceNode& trace, long all, long yes, long maybe) {
  trace.details.emplace_back("members", std::to_string(all));
  trace.details.emplace_back("matched", std::to_string(yes));
  trace.details.emplace_back("unknown", std::to_string(maybe));
}

}  // namespace

TraceNode Evaluator::record_trace(const Node& node, const RecordFact& record, Truth matched,
                                  std::vector<TraceNode> children) const {
  TraceNode trace;
  trace.op = "record";
  trace.text = record.identity;
  trace.value = truth_name(matched);
  trace.details.emplace_back("ledger", record.ledger);
  trace.details.emplace_back("period", record.period.text());
  if (record.revision > 1) trace.details.emplace_back("revision", std::to_string(record.revision));
  for (const FieldDefinition* field : node.looked_at) {
    const auto value = record.fields.find(field->key);
    trace.details.emplace_back("field:" + field->key, value == record.fields.end() ? "" : value->second);
  }
  trace.origin = record.origin;
  trace.children = std::move(children);
  return trace;
}

// Puts the condition, and the amount if one is asked for, to every record of the period.
Evaluator::Tally Evaluator::tally(const Node& node, const FieldDefinition* amount) {
  Tally tally;
  tally.period = resolve(node.period, moment_);
  LedgerRecords found = facts_.records(*node.ledger, tally.period);
  tally.closed = found.closed;
  MissingList missing;
  if (!found.closed) missing.add(found.missing);
  if (!found.closed && found.missing.empty()) missing.add(because(node, "台账没有确认填报完毕"));
  for (const RecordFact* record : found.records) {
    TalliedRecord tallied;
    std::vector<TraceNode> children;
    record_ = record;
    if (amount != nullptr) {
      Found value = field_value(node, *amount);
      tallied.amount = std::get<Number>(value.value);
      children.push_back(std::move(value.trace));
    }
    if (node.has_condition) {
      Found condition = find(node.children[0]);
      tallied.matched = std::get<Claim>(condition.value).truth;
      missing.add(std::get<Claim>(condition.value).missing);
      children.push_back(std::move(condition.trace));
    } else {
      ++steps_;
    }
    record_ = nullptr;
    if (tallied.matched != Truth::no || node.kind == NodeKind::share) missing.add(tallied.amount.missing);
    tally.yes += tallied.matched == Truth::yes ? 1 : 0;
    tally.maybe += tallied.matched == Truth::unknown ? 1 : 0;
    tally.traces.push_back(record_trace(node, *record, tallied.matched, std::move(children)));
    tally.records.push_back(std::move(tallied));
  }
  if (found.closure) tally.traces.push_back(std::move(*found.closure));
  tally.missing = missing.take();
  return tally;
}

Found Evaluator::find_aggregate(const Node& node) {
  Tally tally = this->tally(node, node.kind == NodeKind::count ? nullptr : node.field);
  Computed computed;
  switch (node.kind) {
    case NodeKind::count:
      computed.range = counted(tally.yes, tally.maybe, tally.closed);
      break;
    case NodeKind::sum:
      computed = total_of(tally.records, tally.closed);
      break;
    case NodeKind::minimum:
      computed.range = largest_of(tally.records, tally.closed, true);
      break;
    case NodeKind::maximum:
      computed.range = largest_of(tally.records, tally.closed, false);
      break;
    default:
      computed = mean_of(tally.records, tally.yes, tally.maybe, tally.closed);
      break;
  }
  const bool of_nothing = node.kind != NodeKind::count && node.kind != NodeKind::sum && tally.closed &&
                          tally.yes + tally.maybe == 0;
  if (of_nothing) {
    computed = {};
    merge_missing(tally.missing, {because(node, "没有符合条件的记录")});
  }
  Number number = settled(node, computed, node.type.unit, std::move(tally.missing));
  Found result = number_found(node, aggregate_word(node.kind), std::move(number), std::move(tally.traces));
  result.trace.details.emplace_back("period", tally.period.text());
  result.trace.details.emplace_back("closed", tally.closed ? "true" : "false");
  add_counts(result.trace, static_cast<long>(tally.records.size()), tally.yes, tally.maybe);
  return result;
}

Found Evaluator::find_share(const Node& node) {
  return node.bindings.empty() ? share_of_records(node) : share_of_members(node);
}

Found Evaluator::share_of_members(const Node& node) {
  long yes = 0;
  long maybe = 0;
  long all = 0;
  MissingList missing;
  std::vector<TraceNode> children;
  for_members(node.bindings[0], [&] {
    Found member = member_found(node.children[0]);
    const Claim& claim = std::get<Claim>(member.value);
    ++all;
    yes += claim.truth == Truth::yes ? 1 : 0;
    maybe += claim.truth == Truth::unknown ? 1 : 0;
    missing.add(claim.missing);
    children.push_back(std::move(member.trace));
  });
  Computed computed;
  if (all > 0) computed = converted(share_of_counts(yes, maybe, all, true), Unit{}, percent());
  Number number = settled(node, computed, percent(), missing.take());
  number.vacuous = all == 0;
  Found result = number_found(node, "share", std::move(number), std::move(children));
  add_counts(result.trace, all, yes, maybe);
  return result;
}

Found Evaluator::share_of_records(const Node& node) {
  Tally tally = this->tally(node, node.field);
  const auto all = static_cast<long>(tally.records.size());
  WeightedShare share;
  if (node.field != nullptr) {
    share = share_of_weights(tally.records, tally.closed);
  } else {
    share.empty = tally.closed && all == 0;
    share.may_be_empty = !tally.closed && all == 0;
    if (!share.empty) share.range = share_of_counts(tally.yes, tally.maybe, all, tally.closed);
  }
  if (share.wrong_weight) merge_missing(tally.missing, {because(node, "权重不能为负")});
  Number number =
      settled(node, converted(share.range, Unit{}, percent()), percent(), std::move(tally.missing));
  number.vacuous = share.empty;
  number.may_be_vacuous = share.may_be_empty;
  Found result = number_found(node, "share", std::move(number), std::move(tally.traces));
  result.trace.details.emplace_back("period", tally.period.text());
  result.trace.details.emplace_back("closed", tally.closed ? "true" : "false");
  if (node.field != nullptr) result.trace.details.emplace_back("weight", node.field->key);
  add_counts(result.trace, all, tally.yes, tally.maybe);
  return result;
}

}  // namespace chuangmo::rule
