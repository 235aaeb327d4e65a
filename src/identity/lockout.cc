#include "identity/lockout.h"

#include <algorithm>

#include "identity/record_text.h"

namespace chuangmo::identity {
namespace {

std::int64_t delay_s(const Lockout& lockout, const LockoutRule& rule) {
  std::int64_t delay = rule.first_delay_s;
  if (lockout.failures <= rule.free_failures) return 0;
  for (int i = rule.free_failures + 1; i < lockout.failures && delay < rule.most_delay_s; ++i) delay *= 2;
  return std::min<std::int64_t>(delay, rule.most_delay_s);
}

}  // namespace

bool is_locked(const Lockout& lockout, Instant now) {
  return now < lockout.locked_until;
}

bool is_over(const Lockout& lockout, const LockoutRule& rule, Instant now) {
  if (is_locked(lockout, now)) return false;
  const bool was_locked = lockout.locked_until != Instant{};
  return was_locked || lockout.failures == 0 || now.seconds - lockout.first_at.seconds >= rule.window_s;
}

std::int64_t wait_s(const Lockout& lockout, const LockoutRule& rule, Instant now) {
  if (is_over(lockout, rule, now)) return 0;
  const std::int64_t until = is_locked(lockout, now) ? lockout.locked_until.seconds
                                                     : lockout.last_at.seconds + delay_s(lockout, rule);
  return std::max<std::int64_t>(until - now.seconds, 0);
}

Lockout after_failure(const Lockout& lockout, const LockoutRule& rule, Instant now) {
  if (is_locked(lockout, now)) return lockout;
  Lockout next = is_over(lockout, rule, now) ? Lockout{} : lockout;
  if (next.failures == 0) next.first_at = now;
  ++next.failures;
  next.last_at = now;
  if (next.failures >= rule.failures) next.locked_until = {now.seconds + rule.locked_s};
  return next;
}

std::string record_text(const Lockout& lockout) {
  return RecordWriter("lockout")
      .number("failures", lockout.failures)
      .instant("first_at", lockout.first_at)
      .instant("last_at", lockout.last_at)
      .instant("locked_until", lockout.locked_until)
      .take();
}

Result<Lockout> parse_lockout(std::string_view text) {
  constexpr std::int64_t kMostFailures = 1'000'000;
  RecordReader reader(text, "lockout");
  const std::int64_t failures = reader.number("failures");
  if (failures < 0 || failures > kMostFailures) reader.refuse();
  Lockout lockout;
  lockout.failures = static_cast<int>(std::clamp<std::int64_t>(failures, 0, kMostFailures));
  lockout.first_at = reader.instant("first_at");
  lockout.last_at = reader.instant("last_at");
  lockout.locked_until = reader.instant("locked_until");
  CHUANGMO_CHECK(reader.finish());
  return lockout;
}

}  // namespace chuangmo::identity
