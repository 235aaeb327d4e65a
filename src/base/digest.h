#pragma once
#include <string>
#include <string_view>

namespace chuangmo {
std::string sha256_hex(std::string_view bytes);  // 64 lower-case hexadecimal digits (FIPS 180-4)
}  // namespace chuangmo
