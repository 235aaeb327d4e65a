#pragma once
#include "model/verdict.h"
#include "rule/evaluation.h"

namespace chuangmo::eval {

// 还来得及吗: from the best and worst case of the deciding comparison. Shares of days, months and records are
// also told as the number of them that may still fail.
Reachability reachability(const rule::Evaluated& evaluated);

}  // namespace chuangmo::eval
