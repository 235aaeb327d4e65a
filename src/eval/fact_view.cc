#include "eval/fact_view.h"

#include <algorithm>

#include "eval/air_days.h"
#include "eval/derived_fields.h"
#include "methods/index_edition.h"

namespace chuangmo::eval {

FactView::FactView(const Pack& pack, const Standards& standards, const FactSet& facts, Viewpoint viewpoint)
    : pack_(pack),
      standards_(standards),
      facts_(facts),
      viewpoint_(std::move(viewpoint)),
      air_(std::make_unique<AirDays>(*this)) {
  for (const RecordFact& record : facts.records) {
    RecordFact derived = record;
    if (const LedgerDefinition* ledger = pack.ledger(record.ledger))
      derive_fields(*ledger, standards, derived);
    ledgers_[record.ledger].push_back(std::move(derived));
  }
}

FactView::~FactView() = default;

const Edition* FactView::edition(std::string_view family, const Period& period) const {
  return standards_.judging(family, viewpoint_.pinned, period);
}

std::string_view FactView::index_family(const Period& period) const {
  const Edition* index = methods::index_edition(standards_, viewpoint_.pinned, period);
  return index == nullptr ? kApi : std::string_view(index->family);
}

std::vector<const Station*> FactView::members(const StationSetDefinition& set) const {
  std::vector<const Station*> stations;
  for (const Station& station : facts_.stations) {
    if (station.set == set.key) stations.push_back(&station);
  }
  return stations;
}

std::vector<const ReadingSeries*> FactView::series(std::string_view set, std::string_view parameter) const {
  const auto before = [&](const ReadingSeries& series) {
    return std::tuple<std::string_view, std::string_view>(series.set, series.parameter) <
           std::tuple(set, parameter);
  };
  std::vector<const ReadingSeries*> found;
  auto at = std::partition_point(facts_.series.begin(), facts_.series.end(), before);
  for (; at != facts_.series.end() && at->set == set && at->parameter == parameter; ++at)
    found.push_back(&*at);
  return found;
}

rule::Answer FactView::limit(std::string_view family, std::string_view parameter, std::string_view averaging,
                             std::string_view grade, const Period& period) const {
  rule::Answer answer;
  TraceNode& node = answer.trace;
  node.op = "limit";
  node.text = std::string(parameter) + " 限值";
  node.details = {{"family", std::string(family)},
                  {"parameter", std::string(parameter)},
                  {"averaging", std::string(averaging)},
                  {"grade", std::string(grade)},
                  {"period", period.text()}};
  rule::Number number;
  const Edition* found = edition(family, period);
  const Limit* limit = found == nullptr ? nullptr : found->find_limit(parameter, averaging, grade);
  const auto value = limit == nullptr ? Result<Rational>(fail("MTH001", "")) : Rational::from(limit->value);
  if (value) {
    number = rule::Number::exactly(*value, parse_unit(limit->unit).value_or(Unit{}));
    node.details.emplace_back("edition", found->id);
    node.citation = limit->citation;
    node.value = value->text();
    node.unit = limit->unit;
    node.shown = limit->value.text() + " " + limit->unit;
  } else {
    MissingItem item;
    item.what = std::string(family);
    item.name = std::string(family) + " " + std::string(parameter) + " 限值";
    item.period = period.text();
    item.reason = found == nullptr ? "该期间没有施行的版本" : found->id + " 没有这一限值";
    const Parameter* known = standards_.parameter(parameter);
    number = rule::Number::unknown(parse_unit(known == nullptr ? "" : known->unit).value_or(Unit{}),
                                   std::move(item));
    node.value = "unknown";
  }
  answer.value = std::move(number);
  return answer;
}

}  // namespace chuangmo::eval
