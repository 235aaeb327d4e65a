#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/result.h"
#include "identity/password_profile.h"

namespace chuangmo::identity {

// What is kept of an account's passwords.
struct PasswordRecord {
  std::vector<std::string> digests;  // Argon2id, the present one first; empty: there is none yet
  Instant changed_at;
  bool is_set_by_other = false;  // an administrator chose it
  friend bool operator==(const PasswordRecord&, const PasswordRecord&) = default;

  std::optional<std::string> digest() const;  // the present one
};
std::string record_text(const PasswordRecord& record);
Result<PasswordRecord> parse_password_record(std::string_view text);  // IDN001

// With a new password; older ones stay as long as the profile remembers them.
PasswordRecord with_password(const PasswordRecord& record, std::string digest, Instant now,
                             bool is_set_by_other, const PasswordProfile& profile);

// Why a password must be changed before anything else; "" when it need not be.
std::string why_change_password(const PasswordRecord& record, const PasswordProfile& profile, Instant now);

}  // namespace chuangmo::identity
