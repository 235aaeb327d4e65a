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

std::string_view beside(const std::vector<std::string>& names, const std::vector<std::string>& names_en,
                        std::string_view name) {
  for (std::size_t i = 0; i < names.size() && i < names_en.size(); ++i) {
    if (names[i] == name) return names_en[i];
  }
  return "";
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

std::string_view Pack::group_name_en(std::string_view group) const {
  return beside(groups, groups_en, group);
}
std::string_view Pack::scope_name_en(std::string_view scope) const {
  return beside(scopes, scopes_en, scope);
}

}  // namespace chuangmo
