#pragma once
#include <string>

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

// What read_plan will call the plan: the paragraph or the row above the headings that sounds like a title. ""
// without a plan. Says whose plan it is before anybody knows which register to read it with.
std::string title_of(const Document& document);

}  // namespace chuangmo::plan
