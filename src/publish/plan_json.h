#pragma once
#include <string>

#include "model/plan.h"

namespace chuangmo::publish {

// What `plan show --json` prints: indicators with their tasks, units, groups, diagnostics. Keys stand in a
// fixed order. `original` holds the cells as the document has them, `edited` the fields that differ from
// `imported`, the plan as its document says it; without one nothing is. `lead` and `cooperating` hold
// canonical names, `guesses` the spellings that were resolved by rule. docs/formats/json.md.
std::string plan_json(const Plan& plan, const Plan* imported = nullptr);

}  // namespace chuangmo::publish
