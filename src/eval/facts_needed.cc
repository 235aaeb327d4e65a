#include <algorithm>
#include <set>

#include "eval/evaluate.h"
#include "methods/registry.h"
#include "rule/criterion.h"
#include "rule/needs.h"
#include "rule/pack_schema.h"

namespace chuangmo::eval {

namespace {

template <class List>
void widen(FactsNeeded& needed, const List& needs) {
  for (const auto& need : needs) {
    needed.from = std::min(needed.from, need.within.begin);
    needed.until = std::max(needed.until, need.within.end);
  }
}

}  // namespace

FactsNeeded facts_needed(const Pack& pack, const Standards& standards, const EvaluationRequest& request) {
  const rule::PackSchema schema(pack, standards, methods::signatures());
  FactsNeeded needed;
  needed.from = Period::of_year(pack.years.back()).begin;
  needed.until = Period::of_year(pack.years.back()).end;
  std::set<std::string> sets;
  for (const IndicatorDefinition& indicator : pack.indicators) {
    if (request.indicator && indicator.number != *request.indicator) continue;
    for (const CriterionDefinition& criterion : indicator.criteria) {
      const rule::ReadCriterion read = rule::read_criterion(criterion.rule, schema, {.file = criterion.id});
      const rule::Needs needs = rule::needs_of(read.criterion);
      widen(needed, needs.figures);
      widen(needed, needs.ledgers);
      widen(needed, needs.series);
      widen(needed, needs.surveys);
      sets.insert(needs.station_sets.begin(), needs.station_sets.end());
    }
  }
  // An 8-hour window that ends at 24:00 of the last day stands under hour 0 of the next in some archives.
  needed.until = needed.until + 1;
  needed.station_sets.assign(sets.begin(), sets.end());
  return needed;
}

}  // namespace chuangmo::eval
