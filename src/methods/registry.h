#pragma once
#include <span>
#include <string_view>

#include "model/method.h"

namespace chuangmo::methods {

// Every method a criterion may call, ordered by name. The trailing period may be left out.
std::span<const MethodSignature> signatures();
const MethodSignature* signature(std::string_view name);  // nullptr for an unknown name

}  // namespace chuangmo::methods
