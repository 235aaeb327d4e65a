#include "identity/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "base/digest.h"
#include "identity/invitation.h"
#include "identity/session.h"

namespace chuangmo::identity {
namespace {

TEST(Token, HasAShapeThatScannersFind) {
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const NewToken token = make_token(TokenKind::api);
    EXPECT_THAT(token.text, testing::MatchesRegex("cmt_[A-Za-z0-9_-]{43}[0-9a-f]{8}"));
    EXPECT_EQ(token.digest, sha256_hex(token.text));
    EXPECT_EQ(token_digest(token.text, TokenKind::api), token.digest);
    EXPECT_TRUE(seen.insert(token.text).second);
  }
}

TEST(Token, AMistypedOneIsNoneAndAKindIsNoOther) {
  const std::string good = make_token(TokenKind::session).text;
  EXPECT_EQ(good.substr(0, 4), "cms_");
  for (const TokenKind other : {TokenKind::api, TokenKind::invitation, TokenKind::feed})
    EXPECT_EQ(token_digest(good, other), std::nullopt);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == 'a' ? 'b' : 'a';
    EXPECT_EQ(token_digest(bad, TokenKind::session), std::nullopt) << i;
    EXPECT_EQ(token_digest(good.substr(0, i), TokenKind::session), std::nullopt) << i;
  }
  EXPECT_EQ(token_digest(good + "0", TokenKind::session), std::nullopt);
}

TEST(Token, RecordAndScopes) {
  const std::string digest = make_token(TokenKind::api).digest;
  const ApiToken token{
      token_id(digest), "tongji-editor", "每月\n上传", {"view_facts", "edit_draft"}, {100}, {200}};
  EXPECT_EQ(token.id, digest.substr(0, 12));
  EXPECT_EQ(parse_api_token(record_text(token)).value(), token);
  EXPECT_TRUE(has_scope(token, "edit_draft"));
  EXPECT_FALSE(has_scope(token, "submit"));
  EXPECT_FALSE(has_scope(token, ""));
  EXPECT_FALSE(is_over(token, {199}));
  EXPECT_TRUE(is_over(token, {200}));
  EXPECT_EQ(parse_api_token("token\nid=1\n").error().code, "IDN001");
}

TEST(Session, IsOverWhenIdleOrOld) {
  const SessionLimits limits{1800, 43200};
  Session session{"a", {1000}, {1000}, false, true, "10.0.0.1", "d"};
  EXPECT_FALSE(is_over(session, limits, {1000 + 1799}));
  EXPECT_TRUE(is_over(session, limits, {1000 + 1800}));
  session.last_seen_at = {1000 + 43000};
  EXPECT_FALSE(is_over(session, limits, {1000 + 43199}));
  EXPECT_TRUE(is_over(session, limits, {1000 + 43200}));
  EXPECT_EQ(over_at(session, limits), Instant{1000 + 43200});
}

TEST(Session, IsCompleteWithBothFactorsAndAnOwnPassword) {
  Session session{"a", {1000}, {1000}, false, true, "", ""};
  EXPECT_TRUE(is_complete(session));
  session.must_change_password = true;
  EXPECT_FALSE(is_complete(session));
  session.must_change_password = false;
  session.is_totp_passed = false;
  EXPECT_FALSE(is_complete(session));
}

TEST(Session, ComesBackFromItsText) {
  const Session session{"李\n某", {1000}, {2000}, true, false, "fe80::1%eth0", "ab"};
  EXPECT_EQ(parse_session(record_text(session)).value(), session);
  const std::string text = record_text(session);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto cut = parse_session(text.substr(0, i));
    ASSERT_FALSE(cut.has_value());
    EXPECT_EQ(cut.error().code, "IDN001");
  }
}

TEST(Invitation, IsGoodOnceAndForAWhile) {
  const NewInvitation made = make_invitation(InvitationPurpose::first_administrator, "admin", {1000}, 3600);
  const Invitation& invitation = made.invitation;
  EXPECT_EQ(invitation.digest, token_digest(made.token, TokenKind::invitation));
  EXPECT_EQ(use_invitation(invitation, make_token(TokenKind::invitation).text, {1000}).error().code,
            "IDN201");
  EXPECT_EQ(use_invitation(invitation, invitation.digest, {1000}).error().code, "IDN201");
  EXPECT_EQ(use_invitation(invitation, made.token, {4600}).error().code, "IDN203");
  const auto used = use_invitation(invitation, made.token, {4599});
  ASSERT_TRUE(used.has_value());
  EXPECT_EQ(used->used_at, Instant{4599});
  EXPECT_EQ(use_invitation(*used, made.token, {4599}).error().code, "IDN202");
}

TEST(Invitation, ComesBackFromItsText) {
  for (const auto purpose : {InvitationPurpose::first_administrator, InvitationPurpose::new_account,
                             InvitationPurpose::password_reset}) {
    Invitation invitation = make_invitation(purpose, "admin", {1000}, 3600).invitation;
    EXPECT_EQ(parse_invitation(record_text(invitation)).value(), invitation);
    EXPECT_EQ(record_text(invitation).find("cmi_"), std::string::npos);
    invitation.used_at = Instant{0};
    EXPECT_EQ(parse_invitation(record_text(invitation)).value(), invitation);
  }
  EXPECT_EQ(parse_invitation("invitation\npurpose=other\n").error().code, "IDN001");
}

}  // namespace
}  // namespace chuangmo::identity
