#pragma once
#include "model/plan.h"
#include "model/table.h"

namespace chuangmo::plan {

// The city's table, from whatever file it came, into a plan: indicators, tasks, duties, and everything worth
// asking about.
//
// Columns are found by their headings, rows that share an indicator by merged or blank cells. A task's number
// is its position within its indicator, an indicator's the printed one as long as these ascend; what the
// document prints otherwise is a diagnostic. Names of units come from `confirmed`; a name read by rule, or
// known to nobody, is marked guessed and asked about. With an empty register plan.units is a proposal. Never
// fails: a document without a plan gives an empty plan and PLN001. Lint (lint.h) is not run here.
Plan read_plan(const Document& document, const UnitRegister& confirmed);

}  // namespace chuangmo::plan
