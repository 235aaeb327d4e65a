#pragma once
#include <string_view>
#include <vector>

#include "model/plan.h"

namespace chuangmo::plan {

// Structure out of the sentences of a plan: what number, by when and how often, what kind of work, what must
// be handed in. Every function takes UTF-8 as it stands in a cell, folds it to NFKC itself, and answers the
// same for the same text.

// "城市生活污水集中处理率≥80%，污水再生利用率≥20%" -> at_least 80 % and at_least 20 %, in the order of the
// text. "逐年下降" -> falling without a value; "全部" -> equal 100 %; a number without any operator -> bare.
// `original` is a piece of the folded text.
std::vector<Threshold> read_thresholds(std::string_view text);

// base_year is the year the plan speaks from: 近三年 -> base_year-2 .. base_year, 前一年 -> base_year-1, 本年
// -> base_year. `guessed` when a year was implied and not written.
Schedule read_schedule(std::string_view text, int base_year);

// Precedence is in the table of prose_kind.cc; works when nothing else is said.
TaskKind task_kind_of(std::string_view text);

// In the order of the enumeration, without repetition.
std::vector<Deliverable> deliverables_of(std::string_view text);

}  // namespace chuangmo::plan
