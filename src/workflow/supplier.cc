#include "workflow/supplier.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "workflow/duty_share.h"

namespace chuangmo::workflow {
namespace {

struct Definition {
  std::string name;
  std::string name_en;
  std::string supplier;
};

template <class Found>
Definition definition_from(const Found* found, const Item& item) {
  return found == nullptr ? Definition{item.key, "", ""}
                          : Definition{found->name, found->name_en, found->supplier};
}

Definition definition_of(const Pack& pack, const Item& item) {
  switch (item.kind) {
    case ItemKind::figure:
      return definition_from(pack.figure(item.key), item);
    case ItemKind::ledger:
      return definition_from(pack.ledger(item.key), item);
    case ItemKind::readings:
      return definition_from(pack.station_set(item.key), item);
    case ItemKind::survey:
      return definition_from(pack.survey(item.key), item);
    case ItemKind::evidence:
    case ItemKind::report:
      break;
  }
  return {item.key, "", ""};
}

bool is_there_to_supply(const Task& task, ItemKind kind) {
  if (task.kind == TaskKind::data_supply) return true;
  if (kind == ItemKind::readings && task.kind == TaskKind::monitoring) return true;
  return kind == ItemKind::survey && task.kind == TaskKind::survey;
}

bool asks_for(const Task& task, ItemKind kind, const std::string& name) {
  return is_there_to_supply(task, kind) || (!name.empty() && contains(task.text, name));
}

std::vector<const PlanIndicator*> indicators_needing(const Pack& pack, const Plan& plan,
                                                     const NeededItems& needed, const Item& item) {
  std::set<int> numbers;
  for (const std::string& criterion : criteria_needing(needed, item))
    numbers.insert(indicator_of(pack, criterion));
  std::vector<const PlanIndicator*> found;
  for (const PlanIndicator& indicator : plan.indicators)
    if (numbers.contains(indicator.number)) found.push_back(&indicator);
  return found;
}

// The unit with the most lead duties in these indicators; of equals the one that the plan names first.
Supplier busiest_lead(const DutyShares& duties, const std::vector<const PlanIndicator*>& indicators) {
  std::vector<std::pair<std::string, int>> counts;
  for (const DutyShare& share : duties.shares) {
    const bool belongs =
        std::any_of(indicators.begin(), indicators.end(),
                    [&](const PlanIndicator* indicator) { return indicator->number == share.indicator; });
    if (!belongs || share.role != DutyRole::lead) continue;
    const auto row = std::find_if(counts.begin(), counts.end(),
                                  [&](const auto& count) { return count.first == share.unit; });
    if (row == counts.end())
      counts.emplace_back(share.unit, 1);
    else
      ++row->second;
  }
  if (counts.empty()) return {"", "指标包没有指定供数单位，任务分解表也没有相应任务，请创模办指定", {}};
  const auto best = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<std::string> numbers;
  numbers.reserve(indicators.size());
  for (const PlanIndicator* indicator : indicators) numbers.push_back(std::to_string(indicator->number));
  return {best->first,
          "指标包没有指定供数单位；该单位在指标" + join(numbers, "、") + "中牵头的任务最多（" +
              std::to_string(best->second) + "项），请创模办确认",
          {}};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "annex 2.1" and "任务2.1" name task 2.1, "annex 2.11" and "12.1" do not.
bool names_label(const std::string& text, const std::string& label) {
  for (std::size_t at = text.find(label); at != std::string::npos; at = text.find(label, at + 1)) {
    const bool opens = at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '.');
    const std::size_t end = at + label.size();
    if (opens && (end == text.size() || !is_digit(text[end]))) return true;
  }
  return false;
}

std::vector<std::string> labels_named(const PlanIndicator& indicator, const CriterionDefinition& criterion) {
  std::vector<std::string> labels;
  for (const Task& task : indicator.tasks) {
    if (task.label.find('.') == std::string::npos) continue;  // a bare number names an indicator
    if (names_label(criterion.source, task.label) || names_label(criterion.citation.clause, task.label))
      labels.push_back(task.label);
  }
  return labels;
}

}  // namespace

std::string item_name(const Pack& pack, const Item& item) {
  if (item.kind == ItemKind::report) return "任务" + item.key;
  if (item.kind == ItemKind::evidence) return "判据" + item.key;
  const std::string name = definition_of(pack, item).name;
  return name.empty() ? item.key : name;
}

std::string item_name_en(const Pack& pack, const Item& item) {
  if (item.kind == ItemKind::report) return "Task " + item.key;
  if (item.kind == ItemKind::evidence) return "Criterion " + item.key;
  return definition_of(pack, item).name_en;
}

const CriterionDefinition* criterion_of(const Pack& pack, std::string_view id) {
  for (const IndicatorDefinition& indicator : pack.indicators)
    for (const CriterionDefinition& criterion : indicator.criteria)
      if (criterion.id == id) return &criterion;
  return nullptr;
}

int indicator_of(const Pack& pack, std::string_view criterion_id) {
  for (const IndicatorDefinition& indicator : pack.indicators)
    for (const CriterionDefinition& criterion : indicator.criteria)
      if (criterion.id == criterion_id) return indicator.number;
  return 0;
}

std::vector<std::string> criteria_needing(const NeededItems& needed, const Item& item) {
  std::vector<std::string> criteria;
  for (const auto& [criterion, items] : needed)
    if (std::find(items.begin(), items.end(), item) != items.end()) criteria.push_back(criterion);
  return criteria;
}

Supplier data_supplier(const Pack& pack, const Plan& plan, const NeededItems& needed, const Item& item) {
  const Definition definition = definition_of(pack, item);
  const std::vector<const PlanIndicator*> indicators = indicators_needing(pack, plan, needed, item);
  const DutyShares duties = duty_shares(plan);
  if (definition.supplier.empty()) return busiest_lead(duties, indicators);

  Supplier supplier{canonical_unit(plan.units, definition.supplier), "指标包指定的供数单位", {}};
  for (const PlanIndicator* indicator : indicators) {
    for (const Task& task : indicator->tasks) {
      const bool takes_part = std::any_of(
          duties.shares.begin(), duties.shares.end(),
          [&](const DutyShare& share) { return share.task == task.label && share.unit == supplier.unit; });
      if (takes_part && asks_for(task, item.kind, definition.name)) supplier.tasks.push_back(task.label);
    }
  }
  if (!supplier.tasks.empty())
    supplier.reason += "；任务" + join(supplier.tasks, "、") + "要求报送";
  else if (criteria_needing(needed, item).empty())
    supplier.reason += "；没有判据直接用到，是否报送请创模办决定";
  else
    supplier.reason += "；任务分解表没有任务要求它报送，请创模办确认";
  if (plan.units.find(definition.supplier) == nullptr) supplier.reason += "；单位名录中没有这个名称";
  return supplier;
}

std::vector<Supplier> evidence_suppliers(const Pack& pack, const Plan& plan, std::string_view criterion_id) {
  const CriterionDefinition* criterion = criterion_of(pack, criterion_id);
  const int number = indicator_of(pack, criterion_id);
  const auto indicator = std::find_if(plan.indicators.begin(), plan.indicators.end(),
                                      [&](const PlanIndicator& each) { return each.number == number; });
  if (criterion == nullptr || indicator == plan.indicators.end()) return {};
  const std::vector<std::string> labels = labels_named(*indicator, *criterion);

  std::map<std::string, Supplier> by_unit;
  for (const DutyShare& share : duty_shares(plan).shares) {
    if (share.indicator != number || share.role != DutyRole::lead) continue;
    if (!labels.empty() && std::find(labels.begin(), labels.end(), share.task) == labels.end()) continue;
    Supplier& supplier = by_unit[share.unit];
    supplier.unit = share.unit;
    supplier.tasks.push_back(share.task);
  }
  std::vector<Supplier> suppliers;
  for (auto& [unit, supplier] : by_unit) {
    supplier.reason = "判据" + criterion->id + "的佐证材料（" + criterion->evidence + "）；该单位是任务" +
                      join(supplier.tasks, "、") + "的责任单位";
    suppliers.push_back(std::move(supplier));
  }
  return suppliers;
}

}  // namespace chuangmo::workflow
