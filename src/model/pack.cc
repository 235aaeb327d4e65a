#include "model/pack.h"

#include <algorithm>

namespace chuangmo {
namespace {

template <class Item>
const Item* with_key(const std::vector<Item>& items, std::string_view key) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.key == key; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const FieldDefinition* LedgerDefinition::field(std::string_view field_key) const {
  return with_key(fields, field_key);
}
const FigureDefinition* Pack::figure(std::string_view key) const {
  return with_key(figures, key);
}
const LedgerDefinition* Pack::ledger(std::string_view key) const {
  return with_key(ledgers, key);
}
const StationSetDefinition* Pack::station_set(std::string_view key) const {
  return with_key(station_sets, key);
}
const SurveyDefinition* Pack::survey(std::string_view key) const {
  return with_key(surveys, key);
}

const IndicatorDefinition* Pack::indicator(int number) const {
  const auto found = std::find_if(indicators.begin(), indicators.end(),
                                  [&](const IndicatorDefinition& item) { return item.number == number; });
  return found == indicators.end() ? nullptr : &*found;
}

}  // namespace chuangmo
