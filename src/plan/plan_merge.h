#pragma once
#include "model/plan.h"
#include "plan/plan_diff.h"

namespace chuangmo::plan {

struct MergedPlan {
  Plan plan;  // the new document with people's edits in it; its diagnostics are those of the new import
  PlanDiff changes;         // what the document changed: last import -> new import
  PlanDiff kept;            // what people had edited and still stands: last import -> edited
  Diagnostics diagnostics;  // PLN050 edited here and changed there, PLN051 edited here and gone there
};

// Three versions: `imported` as the last import left it, `edited` as it stands now (plan.toml), `incoming` as
// just read from the changed document. A field people edited keeps their value, also where the document
// changed it (PLN050); every other field is the document's. A task people deleted stays deleted, one they
// added stays behind those of its indicator.
MergedPlan merge_plans(const Plan& imported, const Plan& edited, const Plan& incoming);

// Sets plan.units, and is_group of every duty by it (in plan.toml people write only names).
void attach_units(Plan& plan, UnitRegister units);

}  // namespace chuangmo::plan
