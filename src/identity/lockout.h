#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::identity {

// How failures to log in are answered. The numbers come from catalog/identity.toml.
struct LockoutRule {
  int free_failures = 3;  // so many cost nothing: people mistype
  int first_delay_s = 2;  // after the next one; doubled by each further one
  int most_delay_s = 60;
  int failures = 10;   // that many within the window lock
  int window_s = 900;  // from the first of them
  int locked_s = 1800;
  friend bool operator==(const LockoutRule&, const LockoutRule&) = default;
};

// The failures of one account or one address.
struct Lockout {
  int failures = 0;
  Instant first_at;  // of the window
  Instant last_at;
  Instant locked_until;  // not locked: 0
  friend bool operator==(const Lockout&, const Lockout&) = default;
};

// Seconds until the next attempt is looked at; 0: now. An attempt before is refused without a look at the
// password, and counts as nothing.
std::int64_t wait_s(const Lockout& lockout, const LockoutRule& rule, Instant now);
bool is_locked(const Lockout& lockout, Instant now);
Lockout after_failure(const Lockout& lockout, const LockoutRule& rule, Instant now);
// Nothing left to remember: it may be forgotten.
bool is_over(const Lockout& lockout, const LockoutRule& rule, Instant now);

std::string record_text(const Lockout& lockout);
Result<Lockout> parse_lockout(std::string_view text);  // IDN001

}  // namespace chuangmo::identity
