#pragma once
#include <cstddef>
#include <string_view>

namespace chuangmo {

// Characters to add, drop or change until one is the other. Costs the product of both lengths.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);

}  // namespace chuangmo
