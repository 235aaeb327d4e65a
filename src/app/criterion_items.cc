#include "app/criterion_items.h"

#include <algorithm>
#include <set>

#include "methods/registry.h"
#include "rule/criterion.h"
#include "rule/needs.h"
#include "rule/pack_schema.h"

namespace chuangmo::app {

namespace {

using workflow::Item;
using workflow::ItemKind;

std::set<Item> items_of(const rule::Needs& needs) {
  std::set<Item> items;
  for (const auto& need : needs.figures) items.insert({ItemKind::figure, need.figure});
  for (const auto& need : needs.ledgers) items.insert({ItemKind::ledger, need.ledger});
  for (const std::string& set : needs.station_sets) items.insert({ItemKind::readings, set});
  for (const auto& need : needs.series) items.insert({ItemKind::readings, need.set});
  for (const auto& need : needs.surveys) items.insert({ItemKind::survey, need.survey});
  return items;
}

}  // namespace

std::map<std::string, std::vector<Item>> criterion_items(const Pack& pack, const Standards& standards) {
  const rule::PackSchema schema(pack, standards, methods::signatures());
  std::map<std::string, std::vector<Item>> all;
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      const rule::ReadCriterion read = rule::read_criterion(criterion.rule, schema);
      std::set<Item> items;
      if (read.criterion.is_valid()) items = items_of(rule::needs_of(read.criterion));
      if (!criterion.evidence.empty()) items.insert({ItemKind::evidence, criterion.id});
      all.emplace(criterion.id, std::vector<Item>(items.begin(), items.end()));
    }
  }
  return all;
}

std::vector<int> indicators_asking(const Pack& pack, const std::map<std::string, std::vector<Item>>& items,
                                   const std::vector<Item>& any_of) {
  std::vector<int> numbers;
  for (const IndicatorDefinition& indicator : pack.indicators) {
    const bool asks = std::any_of(
        indicator.criteria.begin(), indicator.criteria.end(), [&](const CriterionDefinition& criterion) {
          const auto asked = items.find(criterion.id);
          return asked != items.end() && std::any_of(any_of.begin(), any_of.end(), [&](const Item& item) {
                   return std::binary_search(asked->second.begin(), asked->second.end(), item);
                 });
        });
    if (asks) numbers.push_back(indicator.number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace chuangmo::app
