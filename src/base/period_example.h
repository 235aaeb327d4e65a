#pragma once
#include <string>

#include "base/civil.h"

namespace chuangmo {

// How a period of a kind is written, for somebody who wrote it otherwise: "2011年第1季度".
std::string period_example(PeriodKind kind);

}  // namespace chuangmo
