#pragma once
#include <string_view>

#include "model/fact.h"

namespace chuangmo::series {
// What a cell of a flag column says of the value beside it: HJ 212-2017 table of data flags (N T normal; F
// stopped, M maintenance, D fault, B link, S set by hand, C calibration) and the words of monitoring
// stations. Unknown marks: suspect.
ReadingFlag flag_from(std::string_view text);
}  // namespace chuangmo::series
