#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/plan.h"

namespace chuangmo::plan {

// One field of the table that a person changes.
struct PlanEdit {
  int indicator = 0;
  std::string task;  // label; "" the indicator itself
  std::string
      field;  // of a task "text" "lead" "cooperating" "notes" "due" "rhythm"; of an indicator "requirement"
  std::string before;  // what the person saw there
  std::string after;
};

// `plan` with the edits made. `imported` is the plan as its document says it: its cells and rows stay what
// they are (original, lead_cell, source), so that one can always tell what was written from what was decided
// here. What follows from a text is read from it again; a day or rhythm set by hand stays. PLN052 there is no
// such task or field, PLN053 the field says something else by now, PLN054 the new content cannot stand.
Result<Plan> edit_plan(const Plan& plan, const Plan& imported, std::span<const PlanEdit> edits);

// Keys of the fields in which people changed the task or the indicator: those of plan_fields.h.
std::vector<std::string_view> edited_fields(const Task& task, const Task& imported);
std::vector<std::string_view> edited_fields(const PlanIndicator& indicator, const PlanIndicator& imported);

// The plan as its cells would stand with the edits written into them: what lint looks at.
Plan as_written(const Plan& plan, const Plan& imported);

// What reading the document asked, without what was asked of cells that people changed since, and with what
// reading these asks.
Diagnostics reading_findings(const Plan& plan, const Plan& imported);

}  // namespace chuangmo::plan
