#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo::rule {

// The candidate most like `word`, or "" when none is near: a third of its characters may differ. Ties go to
// the first.
std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace chuangmo::rule
