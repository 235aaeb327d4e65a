#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/plan.h"

namespace chuangmo::plan {

// plan.toml: the plan as people may read and edit it, without its units (units.toml, units.proposed.toml).
// Every other field, import diagnostics included, comes back exactly; equal plans give equal bytes.
std::string write_plan_toml(const Plan& plan);

// plan.units stays empty: set it from combine_units(confirmed, proposed). PLN040 not TOML; PLN041 a key is
// unknown, missing or of the wrong type.
Result<Plan> read_plan_toml(std::string_view text, std::string_view file);

}  // namespace chuangmo::plan
