#pragma once
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::identity {

// How long somebody stays logged in. The numbers come from catalog/identity.toml.
struct SessionLimits {
  int idle_s = 1800;
  int absolute_s = 43200;
  friend bool operator==(const SessionLimits&, const SessionLimits&) = default;
};

// Somebody is logged in. Kept under the digest of its token.
struct Session {
  std::string account;
  Instant created_at;
  Instant last_seen_at;
  bool must_change_password = false;  // until then nothing else is allowed
  bool is_totp_passed = false;        // or the account has none
  std::string address;
  std::string agent_digest;  // SHA-256 of the browser's User-Agent
  friend bool operator==(const Session&, const Session&) = default;
};
bool is_over(const Session& session, const SessionLimits& limits, Instant now);
// The moment after which it is over if nobody is seen again.
Instant over_at(const Session& session, const SessionLimits& limits);
// With password and second factor done: may do what its account may.
bool is_complete(const Session& session);

std::string record_text(const Session& session);
Result<Session> parse_session(std::string_view text);  // IDN001

}  // namespace chuangmo::identity
