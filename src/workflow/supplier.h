#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/pack.h"
#include "model/plan.h"
#include "workflow/item.h"

namespace chuangmo::workflow {

// Criterion id -> what its rule names. Comes from whoever can read rules.
using NeededItems = std::map<std::string, std::vector<Item>>;

std::string item_name(const Pack& pack,
                      const Item& item);  // 中文: "生产总值"; the key when the pack has no name
std::string item_name_en(const Pack& pack, const Item& item);  // empty when the pack has none
const CriterionDefinition* criterion_of(const Pack& pack, std::string_view id);
int indicator_of(const Pack& pack, std::string_view criterion_id);  // 0: none
std::vector<std::string> criteria_needing(const NeededItems& needed, const Item& item);

// Who could be asked for an item, and why.
struct Supplier {
  std::string unit;                // canonical; "" nobody
  std::string reason;              // 中文
  std::vector<std::string> tasks;  // labels of the tasks that ask it of the unit; empty: the plan asks nobody
};

// Of a figure, ledger, station set or survey: the supplier the pack names; without one the unit that leads
// most tasks of the indicators that need it. A task asks for an item when it belongs to such an indicator and
// is there to supply data (of readings: to monitor; of surveys: to survey), or names the item in its text.
Supplier data_supplier(const Pack& pack, const Plan& plan, const NeededItems& needed, const Item& item);

// Of a criterion's evidence: the leads of the task its source names ("annex 2.1", "任务2.1"), else of all
// tasks of its indicator; by unit. Empty when the plan has none.
std::vector<Supplier> evidence_suppliers(const Pack& pack, const Plan& plan, std::string_view criterion_id);

}  // namespace chuangmo::workflow
