#include "server/api/disposition.h"

namespace chuangmo::server {

std::string disposition(const char* how, const std::string& name) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                          (byte >= 'A' && byte <= 'Z') || byte == '.' || byte == '-' || byte == '_';
    if (is_plain) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4U];
      encoded += kHex[byte & 15U];
    }
  }
  return std::string(how) + "; filename*=UTF-8''" + encoded;
}

}  // namespace chuangmo::server
