#include <algorithm>

#include "base/text.h"
#include "plan/unit_resolver.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

UnitEntry& entry_of(UnitRegister& proposals, const std::string& name, const UnitRegister& used) {
  const auto found = std::find_if(proposals.units.begin(), proposals.units.end(),
                                  [&](const UnitEntry& unit) { return unit.name == name; });
  if (found != proposals.units.end()) return *found;
  const UnitEntry* known = used.find(name);
  proposals.units.push_back({name, {}, known == nullptr ? unit_kind(unit_key(name)) : known->kind, true});
  return proposals.units.back();
}

// A spelling that several units of the cell share is an ellipsis, which an alias of each of them may confirm.
// Names run together are a slip of the pen, and nobody's alias.
bool may_be_alias(const Duty& duty, const std::vector<Duty>& cell) {
  if (!duty.guessed || duty.is_group || duty.original.empty() ||
      unit_key(duty.original) == unit_key(duty.name))
    return false;
  const auto sharing = std::count_if(cell.begin(), cell.end(),
                                     [&](const Duty& other) { return other.original == duty.original; });
  const std::u32string spelling = to_u32(duty.original);
  const bool has_separator = std::any_of(spelling.begin(), spelling.end(), is_hard_separator);
  return !is_back_reference(unit_key(duty.original)) && (sharing == 1) != has_separator;
}

}  // namespace

UnitRegister propose_units(const Plan& plan, const UnitRegister& confirmed) {
  UnitRegister proposals;
  for (const UnitEntry& unit : plan.units.units) {
    if (confirmed.find(unit.name) == nullptr) proposals.units.push_back(unit);
  }
  for (const GroupEntry& group : plan.units.groups) {
    if (confirmed.find_group(group.name) == nullptr) proposals.groups.push_back(group);
  }
  const auto add_aliases = [&](const std::vector<Duty>& duties) {
    for (const Duty& duty : duties) {
      if (!may_be_alias(duty, duties)) continue;
      auto& aliases = entry_of(proposals, duty.name, plan.units).aliases;
      if (std::find(aliases.begin(), aliases.end(), duty.original) == aliases.end())
        aliases.push_back(duty.original);
    }
  };
  for (const PlanIndicator& indicator : plan.indicators) {
    for (const Task& task : indicator.tasks) {
      add_aliases(task.lead);
      add_aliases(task.cooperating);
    }
  }
  return proposals;
}

}  // namespace chuangmo::plan
