#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::identity {

enum class InvitationPurpose {
  first_administrator,  // printed by the command line where there is no account yet
  new_account,          // whoever has it chooses the first password
  password_reset
};

// Leave to set the password of one account, once. Kept under the digest of its token (TokenKind::invitation).
struct Invitation {
  InvitationPurpose purpose = InvitationPurpose::new_account;
  std::string account;
  std::string digest;  // of the token
  Instant created_at;
  Instant until;
  std::optional<Instant> used_at;
  friend bool operator==(const Invitation&, const Invitation&) = default;
};
struct NewInvitation {
  std::string token;  // goes to the person; kept nowhere
  Invitation invitation;
};
NewInvitation make_invitation(InvitationPurpose purpose, std::string account, Instant now, int valid_s);

// With used_at set. IDN201: another token; IDN202: used before; IDN203: expired.
Result<Invitation> use_invitation(const Invitation& invitation, std::string_view token, Instant now);

std::string record_text(const Invitation& invitation);
Result<Invitation> parse_invitation(std::string_view text);  // IDN001

}  // namespace chuangmo::identity
