#include "base/base64.h"

#include <cstdint>

namespace chuangmo {

namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode(std::string_view bytes, std::string_view digits) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6;) {
      count -= 6;
      text.push_back(digits[(bits >> count) & 63U]);
    }
  }
  if (count > 0) text.push_back(digits[(bits << (6 - count)) & 63U]);
  return text;
}

// Of digits alone; what does not come back the same is no spelling of anything.
std::optional<std::string> decode(std::string_view text, std::string_view digits) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>((bits >> count) & 255U));
  }
  if (encode(bytes, digits) != text) return std::nullopt;
  return bytes;
}

}  // namespace

std::string encode_base64(std::string_view bytes) {
  std::string text = encode(bytes, kDigits);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::optional<std::string> decode_base64(std::string_view text) {
  const std::size_t end = text.find('=');
  std::optional<std::string> bytes = decode(text.substr(0, end), kDigits);
  if (!bytes || encode_base64(*bytes) != text) return std::nullopt;
  return bytes;
}

std::string encode_base64url(std::string_view bytes) {
  return encode(bytes, kUrlDigits);
}

std::optional<std::string> decode_base64url(std::string_view text) {
  return decode(text, kUrlDigits);
}

}  // namespace chuangmo
