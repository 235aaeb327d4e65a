#pragma once
#include <string_view>

namespace chuangmo::evidence {

// How far browsers and old mail programs look into a file for its kind.
constexpr std::size_t kSniffedBytes = 4096;

// HTML or script tags in the first kSniffedBytes, in any case, also in UTF-16.
bool has_markup(std::string_view bytes);

}  // namespace chuangmo::evidence
