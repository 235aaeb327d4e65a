#pragma once
#include <string>

#include "model/plan.h"

namespace chuangmo::publish {

// What `plan show --json` prints: indicators with their tasks, units, groups, diagnostics. Keys stand in a
// fixed order. `lead` and `cooperating` hold canonical names, `guesses` the spellings that were resolved by
// rule. docs/formats/json.md.
std::string plan_json(const Plan& plan);

}  // namespace chuangmo::publish
