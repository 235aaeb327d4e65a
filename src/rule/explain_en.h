#pragma once
#include <map>
#include <string>

#include "rule/criterion.h"

namespace chuangmo::rule {

// The rule in English, with the English names of the schema where it has them: "each year of 2009–2011:
// environmental investment ÷ GDP ≥ 1.7 %". The same as explain.h does in Chinese.
std::string explain_rule_en(const Criterion& criterion);

// Every part of the rule: source text, as it stands in traces, to words.
std::map<std::string, std::string> explain_parts_en(const Criterion& criterion);

// What a method is called in English: its own name with blanks, "annual mean".
std::string method_name_en(std::string_view name);

}  // namespace chuangmo::rule
