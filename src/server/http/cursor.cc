#include "server/http/cursor.h"

#include <cstdint>

#include "base/digest.h"

namespace chuangmo::server {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kSumSize = 8;
constexpr std::size_t kCursorSize = 1024;

tl::unexpected<Failure> bad_cursor() {
  return fail("SRV052", "翻页标记有误。", "从第一页重新读取，不要自己构造翻页标记。");
}

std::string sum_of(std::string_view list, std::string_view position) {
  return sha256_hex(std::string(list) + '\0' + std::string(position)).substr(0, kSumSize);
}

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    count += 8;
    while (count >= 6) {
      count -= 6;
      text.push_back(kAlphabet[(bits >> static_cast<unsigned>(count)) & 63U]);
    }
  }
  if (count > 0) text.push_back(kAlphabet[(bits << static_cast<unsigned>(6 - count)) & 63U]);
  return text;
}

Result<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return bad_cursor();
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 255U));
    }
  }
  const bool has_rest = (bits & ((1U << static_cast<unsigned>(count)) - 1U)) != 0;
  if (has_rest || count >= 6) return bad_cursor();
  return bytes;
}

std::string encode_cursor(std::string_view list, std::string_view position) {
  return base64url(sum_of(list, position) + std::string(position));
}

Result<std::string> decode_cursor(std::string_view list, std::string_view cursor) {
  if (cursor.size() > kCursorSize) return bad_cursor();
  CHUANGMO_TRY(bytes, from_base64url(cursor));
  if (bytes.size() < kSumSize) return bad_cursor();
  std::string position = bytes.substr(kSumSize);
  if (bytes.substr(0, kSumSize) != sum_of(list, position)) return bad_cursor();
  return position;
}

}  // namespace chuangmo::server
