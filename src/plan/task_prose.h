#pragma once
#include <string>
#include <string_view>

#include "model/plan.h"

namespace chuangmo::plan {

// A cell as it is read: blank paragraphs go, the others stay on lines of their own.
std::string reading_text(std::string_view cell);

// "2011年" -> 2011: the largest year a text writes out; 0 when none.
int latest_year_in(std::string_view text);

// The year the plan speaks from: the title's, else the latest any cell names; 0 when none does.
int base_year_of(const Plan& plan);

// Kind, thresholds, deliverables and schedule out of the words of a task and its cell of dates.
void read_task_prose(Task& task, int base_year);

}  // namespace chuangmo::plan
