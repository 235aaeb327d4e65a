#include "identity/password.h"

#include <algorithm>
#include <array>
#include <sodium.h>

#include "base/base64.h"
#include "base/text.h"
#include "identity/secret_text.h"

namespace chuangmo::identity {
namespace {

constexpr std::uint64_t kBytesPerKib = 1024;
constexpr std::uint64_t kLeastKib = 8192;
constexpr std::uint64_t kMostKib = 1048576;
constexpr std::uint64_t kMostPasses = 16;

}  // namespace

bool is_possible_cost(const PasswordCost& cost) {
  return cost.memory_kib >= kLeastKib && cost.memory_kib <= kMostKib && cost.passes >= 1 &&
         cost.passes <= kMostPasses;
}

std::optional<std::string> normal_password(std::string_view password) {
  if (password.empty() || password.size() > kMaxPasswordBytes || !is_valid_utf8(password))
    return std::nullopt;
  std::string normal = nfkc(password);
  const bool has_control = std::any_of(
      normal.begin(), normal.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (has_control || normal.size() > kMaxPasswordBytes) return std::nullopt;
  return normal;
}

Result<std::string> password_digest(std::string_view password, const PasswordCost& cost) {
  const auto normal = normal_password(password);
  if (!normal) {
    return fail("IDN002", "口令不能使用：为空、过长，或含控制字符、不是 UTF-8 文字",
                "换一个由普通文字组成的口令");
  }
  std::array<char, crypto_pwhash_argon2id_STRBYTES> digest{};
  const int done = crypto_pwhash_argon2id_str(digest.data(), normal->data(), normal->size(), cost.passes,
                                              static_cast<std::size_t>(cost.memory_kib * kBytesPerKib));
  if (done != 0)
    return fail("IDN003", "计算口令摘要时内存不足", "稍后再试；或减少 identity.toml 的 memory_kib");
  return std::string(digest.data());
}

bool is_password(std::string_view password, const std::string& digest) {
  const auto normal = normal_password(password);
  if (digest.size() >= crypto_pwhash_argon2id_STRBYTES) return false;
  // The work is done for what is no password, too.
  const std::string tried = normal.value_or("");
  const bool is_right = crypto_pwhash_argon2id_str_verify(digest.c_str(), tried.data(), tried.size()) == 0;
  return is_right && normal.has_value();
}

bool needs_rehash(const std::string& digest, const PasswordCost& cost) {
  return digest.size() >= crypto_pwhash_argon2id_STRBYTES ||
         crypto_pwhash_argon2id_str_needs_rehash(
             digest.c_str(), cost.passes, static_cast<std::size_t>(cost.memory_kib * kBytesPerKib)) != 0;
}

Result<PasswordCheck> PasswordCheck::make(const PasswordCost& cost) {
  CHUANGMO_TRY(decoy, password_digest(encode_base64url(random_bytes(32)), cost));
  return PasswordCheck(std::move(decoy));
}

bool PasswordCheck::is_right(std::string_view password, const std::optional<std::string>& digest) const {
  const bool matches = is_password(password, digest.value_or(decoy_));
  return matches && digest.has_value();
}

}  // namespace chuangmo::identity
