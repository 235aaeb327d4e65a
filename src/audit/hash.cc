#include "audit/hash.h"

#include <algorithm>
#include <sodium.h>

#include "base/base64.h"

namespace chuangmo::audit {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

auto not_a_hash() {
  return fail("AUD001", "不是 SHA-256 摘要", "检查文件是否完整；摘要应为 32 个字节");
}

}  // namespace

Result<Hash> Hash::from_raw(std::string_view raw) {
  if (raw.size() != kBytes) return not_a_hash();
  Hash hash;
  std::copy_n(bytes_of(raw), kBytes, hash.bytes.begin());
  return hash;
}

Result<Hash> Hash::from_hex(std::string_view hex) {
  if (hex.size() != 2 * kBytes) return not_a_hash();
  Hash hash;
  for (std::size_t i = 0; i < kBytes; ++i) {
    const std::size_t high = kDigits.find(hex[2 * i]);
    const std::size_t low = kDigits.find(hex[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return not_a_hash();
    hash.bytes.at(i) = static_cast<unsigned char>(high << 4U | low);
  }
  return hash;
}

Result<Hash> Hash::from_base64(std::string_view text) {
  const auto raw = decode_base64(text);
  return raw ? from_raw(*raw) : Result<Hash>(not_a_hash());
}

std::string Hash::raw() const {
  return {reinterpret_cast<const char*>(bytes.data()), kBytes};
}

std::string Hash::hex() const {
  std::string text;
  text.reserve(2 * kBytes);
  for (const unsigned char byte : bytes) {
    text.push_back(kDigits[byte >> 4U]);
    text.push_back(kDigits[byte & 15U]);
  }
  return text;
}

std::string Hash::base64() const {
  return encode_base64(raw());
}

Hash sha256(std::initializer_list<std::string_view> parts) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (const std::string_view part : parts) crypto_hash_sha256_update(&state, bytes_of(part), part.size());
  Hash hash;
  crypto_hash_sha256_final(&state, hash.bytes.data());
  return hash;
}

}  // namespace chuangmo::audit
