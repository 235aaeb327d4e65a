#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo::plan {

// What the writers of units.toml and plan.toml share: text that any TOML 1.0 reader takes back unchanged.
std::string toml_string(std::string_view text);                   // quoted and escaped
std::string toml_strings(const std::vector<std::string>& texts);  // ["a", "b"] on one line

}  // namespace chuangmo::plan
