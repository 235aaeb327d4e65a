#pragma once
#include <string>

#include "workflow/acts.h"

namespace chuangmo::workflow {

// 研判, 反馈, 办结 follow one another, each once; a matter can be declared hard once, until it is settled.
// "" when `step` may come next, else why not, in Chinese.
std::string step_refusal(const Matter& matter, MatterStep step);

}  // namespace chuangmo::workflow
