#include "app/import_items.h"

#include <set>

#include "base/text.h"

namespace chuangmo::app {

namespace {

using workflow::Item;
using workflow::ItemKind;

constexpr std::size_t kMostFacts = 100'000;  // of one import that are looked at

std::set<Item> items_of(const store::ImportedFacts& facts, const Pack& pack) {
  std::set<Item> items;
  for (const auto& figure : facts.figures) {
    const std::string& key = figure.fact.figure;
    items.insert({pack.survey(key) != nullptr ? ItemKind::survey : ItemKind::figure, key});
  }
  for (const auto& record : facts.records) items.insert({ItemKind::ledger, record.fact.ledger});
  for (const ClosureFact& closure : facts.closures) items.insert({ItemKind::ledger, closure.ledger});
  for (const auto& station : facts.stations) items.insert({ItemKind::readings, station.fact.set});
  return items;
}

// What the kind of an import says by itself; empty when its facts have to be looked at.
std::set<Item> items_by_kind(const std::string& kind) {
  for (const auto& [prefix, item] :
       {std::pair("ledger:", ItemKind::ledger), std::pair("readings:", ItemKind::readings)}) {
    if (starts_with(kind, prefix)) return {{item, kind.substr(std::string_view(prefix).size())}};
  }
  return {};
}

}  // namespace

Result<std::vector<Item>> ImportItems::of(const workflow::ImportDone& import) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(import.import);
    if (found != known_.end()) return found->second;
  }
  std::set<Item> items = items_by_kind(import.kind);
  if (items.empty()) {
    CHUANGMO_TRY(reading, office_.reader());
    CHUANGMO_TRY(facts, reading->store->imported(office_.programme().id, import.import, kMostFacts));
    if (facts) items = items_of(*facts, office_.pack());
  }
  const std::lock_guard lock(mutex_);
  return known_[import.import] = {items.begin(), items.end()};
}

}  // namespace chuangmo::app
