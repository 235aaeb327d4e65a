#pragma once
#include <string>

#include "rule/criterion.h"

namespace chuangmo::rule {

// The rule as a Chinese sentence with the names of the schema: "2009—2011年每年：环境保护投资 ÷ 地区生产总值
// ≥ 1.7 %".
std::string explain_rule(const Criterion& criterion);

}  // namespace chuangmo::rule
