#include "workflow/duty_share.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

// How a plan says that joint leads divide a task among them.
constexpr std::array<std::string_view, 5> kTerritoryWords{"为界", "分别负责", "各自负责", "辖区内",
                                                          "分工负责"};

std::string territory_of(const Task& task) {
  std::vector<std::string> words;
  for (const std::string& note : task.notes) {
    const bool divides = std::any_of(kTerritoryWords.begin(), kTerritoryWords.end(),
                                     [&](std::string_view word) { return contains(note, word); });
    if (divides && std::find(words.begin(), words.end(), note) == words.end()) words.push_back(note);
  }
  return join(words, "；");
}

const GroupEntry* group_of(const UnitRegister& units, const Duty& duty) {
  return duty.is_group ? units.find_group(duty.name) : nullptr;
}

void add_duty(DutyShares& result, std::set<std::string>& taken, const Plan& plan, const DutyShare& pattern,
              const Duty& duty) {
  const GroupEntry* group = group_of(plan.units, duty);
  if (duty.is_group && (group == nullptr || group->members.empty())) {
    result.open.push_back({pattern.task, duty.name, pattern.role});
    return;
  }
  const std::vector<std::string> names =
      group != nullptr ? group->members : std::vector<std::string>{duty.name};
  for (const std::string& name : names) {
    DutyShare share = pattern;
    share.unit = canonical_unit(plan.units, name);
    share.group = group != nullptr ? group->name : "";
    if (taken.insert(share.unit).second) result.shares.push_back(std::move(share));
  }
}

void add_task(DutyShares& result, const Plan& plan, const PlanIndicator& indicator, const Task& task) {
  DutyShare pattern;
  pattern.indicator = indicator.number;
  pattern.task = task.label;
  std::set<std::string> taken;  // a unit that leads does not cooperate as well
  const std::size_t first = result.shares.size();
  for (const Duty& duty : task.lead) add_duty(result, taken, plan, pattern, duty);
  const std::size_t leads = result.shares.size() - first;
  if (leads > 1) {
    const std::vector<std::string> names(taken.begin(), taken.end());
    for (std::size_t i = first; i < result.shares.size(); ++i) {
      DutyShare& share = result.shares[i];
      share.is_joint = true;
      share.territory = territory_of(task);
      for (const std::string& name : names)
        if (name != share.unit) share.other_leads.push_back(name);
    }
  }
  pattern.role = DutyRole::cooperate;
  for (const Duty& duty : task.cooperating) add_duty(result, taken, plan, pattern, duty);
}

}  // namespace

std::string_view duty_role_name(DutyRole role) {
  return role == DutyRole::lead ? "lead" : "cooperate";
}

std::string_view duty_role_name_zh(DutyRole role) {
  return role == DutyRole::lead ? "责任单位" : "配合单位";
}

std::string canonical_unit(const UnitRegister& units, std::string_view name) {
  const UnitEntry* entry = units.find(name);
  return entry != nullptr ? entry->name : std::string(name);
}

DutyShares duty_shares(const Plan& plan) {
  DutyShares result;
  for (const PlanIndicator& indicator : plan.indicators)
    for (const Task& task : indicator.tasks) add_task(result, plan, indicator, task);
  return result;
}

}  // namespace chuangmo::workflow
