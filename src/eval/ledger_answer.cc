#include <algorithm>

#include "eval/fact_view.h"

namespace chuangmo::eval {

namespace {

// What of [begin, end) the closures leave uncovered, as spans in order. Linear after sorting.
std::vector<std::pair<Date, Date>> uncovered(std::vector<std::pair<Date, Date>> covered, Date begin,
                                             Date end) {
  std::sort(covered.begin(), covered.end());
  std::vector<std::pair<Date, Date>> gaps;
  Date reached = begin;
  for (const auto& [from, to] : covered) {
    if (from > reached && reached < end) gaps.emplace_back(reached, std::min(from, end));
    reached = std::max(reached, to);
  }
  if (reached < end) gaps.emplace_back(reached, end);
  return gaps;
}

Period named_period(Date begin, Date end) {
  const int year = begin.year();
  if (begin == Date::of(year, 1, 1) && end == Date::of(year + 1, 1, 1)) return Period::of_year(year);
  return Period::of_span(begin, end);
}

TraceNode closure_node(const ClosureFact& closure, const LedgerDefinition& ledger) {
  TraceNode node;
  node.op = "closure";
  node.text = "“" + ledger.name + "”已申报为全部记录";
  node.value = "true";
  node.details = {
      {"ledger", ledger.key}, {"period", closure.period.text()}, {"recorded_at", closure.recorded_at.text()}};
  node.origin = closure.origin;
  return node;
}

}  // namespace

rule::LedgerRecords FactView::records(const LedgerDefinition& ledger, const Period& period) const {
  rule::LedgerRecords answer;
  const auto found = ledgers_.find(ledger.key);
  if (found != ledgers_.end()) {
    for (const RecordFact& record : found->second) {
      if (period.contains(record.period) && record.period.begin <= viewpoint_.as_of)
        answer.records.push_back(&record);
    }
  }

  const Date today_end = viewpoint_.as_of + 1;
  const Date past_end = std::min(period.end, today_end);
  std::vector<std::pair<Date, Date>> covered;
  TraceNode all;
  for (const ClosureFact& closure : facts_.closures) {
    if (closure.ledger != ledger.key || !closure.period.overlaps(period)) continue;
    covered.emplace_back(closure.period.begin, closure.period.end);
    all.children.push_back(closure_node(closure, ledger));
  }
  const auto miss = [&](const Period& gap, bool in_future) {
    MissingItem item;
    item.what = ledger.key;
    item.name = ledger.name + "台账";
    item.period = gap.text();
    item.supplier = ledger.supplier;
    item.in_future = in_future;
    item.reason = in_future ? "期间尚未结束" : "未申报是否为全部记录（含零报告）";
    answer.missing.push_back(std::move(item));
  };
  for (const auto& [begin, end] : uncovered(covered, period.begin, past_end))
    miss(named_period(begin, end), false);
  if (today_end < period.end) miss(named_period(std::max(period.begin, today_end), period.end), true);
  rule::merge_missing(answer.missing, {});

  answer.closed = answer.missing.empty();
  if (answer.closed) {
    if (all.children.size() == 1) {
      answer.closure = all.children.front();
    } else {
      all.op = "closure";
      all.text = "“" + ledger.name + "”各期均已申报为全部记录";
      all.value = "true";
      all.details = {{"ledger", ledger.key}, {"period", period.text()}};
      answer.closure = std::move(all);
    }
  }
  return answer;
}

}  // namespace chuangmo::eval
