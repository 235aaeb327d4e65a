#pragma once
#include <string>
#include <string_view>

namespace chuangmo {
std::string hmac_sha256(std::string_view key,
                        std::string_view message);  // the 32 bytes of RFC 2104, FIPS 198-1
}  // namespace chuangmo
