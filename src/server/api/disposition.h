#pragma once
#include <string>

namespace chuangmo::server {

// Content-Disposition: "attachment" or "inline", and the name in UTF-8, percent-encoded (RFC 6266, 8187).
std::string disposition(const char* how, const std::string& name);

}  // namespace chuangmo::server
