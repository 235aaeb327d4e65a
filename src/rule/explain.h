#pragma once
#include <map>
#include <string>

#include "rule/criterion.h"

namespace chuangmo::rule {

// The rule as a Chinese sentence with the names of the schema: "2009—2011年每年：环境保护投资 ÷ 地区生产总值
// ≥ 1.7 %".
std::string explain_rule(const Criterion& criterion);

// The same for every part of the rule: source text, as it stands in traces, to words.
std::map<std::string, std::string> explain_parts(const Criterion& criterion);

}  // namespace chuangmo::rule
