#include "server/http/cursor.h"

#include "base/base64.h"
#include "base/digest.h"

namespace chuangmo::server {
namespace {

constexpr std::size_t kSumSize = 8;
constexpr std::size_t kCursorSize = 1024;

tl::unexpected<Failure> bad_cursor() {
  return fail("SRV052", "翻页标记有误。", "从第一页重新读取，不要自己构造翻页标记。");
}

std::string sum_of(std::string_view list, std::string_view position) {
  return sha256_hex(std::string(list) + '\0' + std::string(position)).substr(0, kSumSize);
}

}  // namespace

std::string encode_cursor(std::string_view list, std::string_view position) {
  return encode_base64url(sum_of(list, position) + std::string(position));
}

Result<std::string> decode_cursor(std::string_view list, std::string_view cursor) {
  if (cursor.size() > kCursorSize) return bad_cursor();
  const auto decoded = decode_base64url(cursor);
  if (!decoded) return bad_cursor();
  const std::string& bytes = *decoded;
  if (bytes.size() < kSumSize) return bad_cursor();
  std::string position = bytes.substr(kSumSize);
  if (bytes.substr(0, kSumSize) != sum_of(list, position)) return bad_cursor();
  return position;
}

}  // namespace chuangmo::server
