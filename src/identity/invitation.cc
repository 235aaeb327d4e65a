#include "identity/invitation.h"

#include <algorithm>
#include <array>

#include "identity/record_text.h"
#include "identity/secret_text.h"
#include "identity/token.h"

namespace chuangmo::identity {
namespace {

constexpr std::array<std::string_view, 3> kPurposes = {"first_administrator", "new_account",
                                                       "password_reset"};
constexpr const char* kAskAgain = "请安全管理员重新发出邀请";

}  // namespace

NewInvitation make_invitation(InvitationPurpose purpose, std::string account, Instant now, int valid_s) {
  NewToken token = make_token(TokenKind::invitation);
  Invitation invitation{purpose, std::move(account),      std::move(token.digest),
                        now,     {now.seconds + valid_s}, {}};
  return {std::move(token.text), std::move(invitation)};
}

Result<Invitation> use_invitation(const Invitation& invitation, std::string_view token, Instant now) {
  const auto digest = token_digest(token, TokenKind::invitation);
  if (!digest || !is_same_secret(*digest, invitation.digest)) return fail("IDN201", "邀请码不对", kAskAgain);
  if (invitation.used_at) return fail("IDN202", "邀请码已经用过", kAskAgain);
  if (invitation.until <= now) return fail("IDN203", "邀请码已过期", kAskAgain);
  Invitation used = invitation;
  used.used_at = now;
  return used;
}

std::string record_text(const Invitation& invitation) {
  return RecordWriter("invitation")
      .text("purpose", kPurposes.at(static_cast<std::size_t>(invitation.purpose)))
      .text("account", invitation.account)
      .text("digest", invitation.digest)
      .instant("created_at", invitation.created_at)
      .instant("until", invitation.until)
      .flag("is_used", invitation.used_at.has_value())
      .instant("used_at", invitation.used_at.value_or(Instant{}))
      .take();
}

Result<Invitation> parse_invitation(std::string_view text) {
  RecordReader reader(text, "invitation");
  Invitation invitation;
  const std::string purpose = reader.text("purpose");
  const auto* const found = std::find(kPurposes.begin(), kPurposes.end(), purpose);
  if (found == kPurposes.end()) {
    reader.refuse();
  } else {
    invitation.purpose = static_cast<InvitationPurpose>(found - kPurposes.begin());
  }
  invitation.account = reader.text("account");
  invitation.digest = reader.text("digest");
  invitation.created_at = reader.instant("created_at");
  invitation.until = reader.instant("until");
  const bool is_used = reader.flag("is_used");
  const Instant used_at = reader.instant("used_at");
  if (is_used) invitation.used_at = used_at;
  if (!is_used && used_at != Instant{}) reader.refuse();
  CHUANGMO_CHECK(reader.finish());
  return invitation;
}

}  // namespace chuangmo::identity
