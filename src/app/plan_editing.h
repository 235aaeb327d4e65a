#pragma once
#include <string>
#include <vector>

#include "app/planning.h"
#include "plan/plan_edit.h"

namespace chuangmo::app {

// What the office changes in the table that is in force.
struct PlanEditsHandedIn {
  std::vector<plan::PlanEdit> edits;
  std::string reason;
  std::string expected;     // digest of the plan that was looked at
  bool is_preview = false;  // only told, not stored
};
// API021 the plan is no longer the expected one; PLN052, PLN053, PLN054 of an edit. Edits that come to
// nothing are stored by no entry.
Result<PlanStoredReport> edit_plan(Office& office, const std::string& who,
                                   const PlanEditsHandedIn& handed_in);

// A table that was in force holds again. PLN055 there was none with that digest.
struct PlanRestored {
  std::string digest;
  std::string reason;
  std::string expected;
  bool is_preview = false;
};
Result<PlanStoredReport> restore_plan(Office& office, const std::string& who, const PlanRestored& wanted);

}  // namespace chuangmo::app
