#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "plan/lint.h"

namespace chuangmo::plan {

// For tests. A plan out of rows "number|requirement|task|lead|cooperating"; a row without a number continues
// the indicator, ¶ is a line break, the first line may be "title=..." and "group=名称:成员,成员" lines list
// groups. Duties are the plain pieces of the cells.
Plan plan_of(std::string_view rows);

// The words the project itself is checked with: catalog/lint/zh.toml.
const LintContext& chinese_words();

}  // namespace chuangmo::plan
