#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::identity {

// What one Argon2id digest costs (RFC 9106); one lane, as libsodium has it. The defaults are the least that
// OWASP's Password Storage Cheat Sheet asks for; catalog/identity.toml has those that are used.
struct PasswordCost {
  std::uint64_t memory_kib = 19456;  // 19 MiB
  std::uint64_t passes = 2;
  friend bool operator==(const PasswordCost&, const PasswordCost&) = default;
};
bool is_possible_cost(const PasswordCost& cost);  // at least 8 MiB and 1 pass, at most 1 GiB and 16

// Longer passwords are no passwords; nobody makes us digest them.
inline constexpr std::size_t kMaxPasswordBytes = 1024;

// The form in which a password is counted, checked and digested: NFKC, so that keyboards and input methods
// that write the same characters differently all get in. nullopt: not UTF-8, a control character, too long.
std::optional<std::string> normal_password(std::string_view password);

// "$argon2id$v=19$m=19456,t=2,p=1$...". IDN002: not a password; IDN003: no memory for it.
Result<std::string> password_digest(std::string_view password, const PasswordCost& cost);
bool is_password(std::string_view password, const std::string& digest);
bool needs_rehash(const std::string& digest, const PasswordCost& cost);

// Answers whether somebody knows the password of an account, with the same work for an account that does
// not exist, so that the time tells nobody which do.
class PasswordCheck {
 public:
  static Result<PasswordCheck> make(const PasswordCost& cost);  // IDN003
  bool is_right(std::string_view password, const std::optional<std::string>& digest) const;

 private:
  explicit PasswordCheck(std::string decoy) : decoy_(std::move(decoy)) {}
  std::string decoy_;  // of a random password
};

}  // namespace chuangmo::identity
