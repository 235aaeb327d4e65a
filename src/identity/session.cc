#include "identity/session.h"

#include <algorithm>

#include "identity/record_text.h"

namespace chuangmo::identity {

Instant over_at(const Session& session, const SessionLimits& limits) {
  return {
      std::min(session.last_seen_at.seconds + limits.idle_s, session.created_at.seconds + limits.absolute_s)};
}

bool is_over(const Session& session, const SessionLimits& limits, Instant now) {
  return over_at(session, limits) <= now;
}

bool is_complete(const Session& session) {
  return session.is_totp_passed && !session.must_change_password;
}

std::string record_text(const Session& session) {
  return RecordWriter("session")
      .text("account", session.account)
      .instant("created_at", session.created_at)
      .instant("last_seen_at", session.last_seen_at)
      .flag("must_change_password", session.must_change_password)
      .flag("is_totp_passed", session.is_totp_passed)
      .text("address", session.address)
      .text("agent_digest", session.agent_digest)
      .take();
}

Result<Session> parse_session(std::string_view text) {
  RecordReader reader(text, "session");
  Session session;
  session.account = reader.text("account");
  session.created_at = reader.instant("created_at");
  session.last_seen_at = reader.instant("last_seen_at");
  session.must_change_password = reader.flag("must_change_password");
  session.is_totp_passed = reader.flag("is_totp_passed");
  session.address = reader.text("address");
  session.agent_digest = reader.text("agent_digest");
  CHUANGMO_CHECK(reader.finish());
  return session;
}

}  // namespace chuangmo::identity
