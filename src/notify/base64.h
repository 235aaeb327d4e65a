#pragma once
#include <string>
#include <string_view>

namespace chuangmo::notify {
std::string base64(std::string_view bytes);  // RFC 4648 section 4, padded, in one line
}  // namespace chuangmo::notify
