#pragma once
#include <optional>
#include <string>

#include "app/office.h"

namespace chuangmo::app {

// Where the vault keeps what belongs to accounts.
inline constexpr const char* kPasswords = "password";
inline constexpr const char* kSessions = "session";
inline constexpr const char* kTokens = "token";
inline constexpr const char* kInvitations = "invitation";
inline constexpr const char* kFeeds = "feed";
inline constexpr const char* kLockouts = "lockout";
inline constexpr const char* kSecondFactors = "second_factor";

inline store::VaultChange put(const char* shelf, std::string key, std::string value,
                              std::optional<Instant> until = std::nullopt) {
  return {{shelf, std::move(key)}, std::move(value), until};
}
inline store::VaultChange forget(const char* shelf, std::string key) {
  return {{shelf, std::move(key)}, std::nullopt, std::nullopt};
}

// ACC007 it is not there, or disabled.
Result<workflow::Account> active_account(const Office& office, const std::string& id);

}  // namespace chuangmo::app
