#include "publish/english_names.h"

#include "base/text.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

std::string or_chinese(std::string_view en, std::string_view zh) {
  return std::string(en.empty() ? zh : en);
}

// "emission(COD)" -> "Emission (chemical oxygen demand)"; empty where there is no such figure.
std::string figure_name(const Pack& pack, std::string_view what) {
  const std::size_t open = what.find('(');
  const FigureDefinition* figure = pack.figure(what.substr(0, open));
  if (figure == nullptr || figure->name_en.empty() || open == std::string_view::npos)
    return figure == nullptr ? "" : figure->name_en;
  const std::string_view subject = what.substr(open + 1, what.size() - open - 2);
  for (std::size_t i = 0; i < figure->subjects.size() && i < figure->subject_names_en.size(); ++i) {
    if (figure->subjects[i] == subject) return figure->name_en + " (" + figure->subject_names_en[i] + ")";
  }
  return figure->name_en + " (" + std::string(subject) + ")";
}

// "air/PM10": the set and what is measured; "drills/a|b.place": the field. A station has its own name.
std::string part_name(const Pack& pack, std::string_view what, std::string_view name) {
  const std::string_view whole = what.substr(0, what.find('/'));
  if (const StationSetDefinition* set = pack.station_set(whole)) {
    const bool names_the_set = !set->name_en.empty() && starts_with(name, set->name);
    return names_the_set ? set->name_en + std::string(name.substr(set->name.size())) : "";
  }
  const LedgerDefinition* ledger = pack.ledger(whole);
  const FieldDefinition* field =
      ledger == nullptr ? nullptr : ledger->field(what.substr(what.rfind('.') + 1));
  return field == nullptr ? "" : field->name_en;
}

}  // namespace

std::string EnglishNames::indicator(const IndicatorVerdict& indicator) const {
  const IndicatorDefinition* definition = pack_.indicator(indicator.number);
  return definition == nullptr ? indicator.name : or_chinese(definition->name_en, indicator.name);
}

std::string EnglishNames::criterion(int indicator, const CriterionVerdict& criterion) const {
  const CriterionDefinition* definition = definition_of(pack_, indicator, criterion.id);
  return definition == nullptr ? criterion.name : or_chinese(definition->name_en, criterion.name);
}

std::string EnglishNames::group(std::string_view name) const {
  return or_chinese(pack_.group_name_en(name), name);
}

std::string EnglishNames::scope(std::string_view name) const {
  return or_chinese(pack_.scope_name_en(name), name);
}

std::string EnglishNames::unit(std::string_view name) const {
  if (plan_ == nullptr) return std::string(name);
  if (const UnitEntry* unit = plan_->units.find(name)) return or_chinese(unit->name_en, name);
  const GroupEntry* group = plan_->units.find_group(name);
  return group == nullptr ? std::string(name) : or_chinese(group->name_en, name);
}

std::string EnglishNames::item(const MissingItem& item) const {
  const std::string_view name = item.name.empty() ? item.what : item.name;
  if (contains(item.what, "/")) return or_chinese(part_name(pack_, item.what, name), name);
  const LedgerDefinition* ledger = pack_.ledger(item.what);
  if (ledger != nullptr && !ledger->name_en.empty()) return ledger->name_en + " (ledger)";
  return or_chinese(figure_name(pack_, item.what), name);
}

}  // namespace chuangmo::publish
