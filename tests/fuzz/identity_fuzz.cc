// The doors of identity: t tokens, c codes of the second factor, p passwords against a profile, a addresses,
// r stored records of every kind.
#include "fuzz.h"
#include "identity/address_lockouts.h"
#include "identity/invitation.h"
#include "identity/lockout.h"
#include "identity/password.h"
#include "identity/password_profile.h"
#include "identity/password_record.h"
#include "identity/secret_text.h"
#include "identity/session.h"
#include "identity/token.h"
#include "identity/totp.h"

namespace chuangmo::fuzz {
namespace {

using namespace chuangmo::identity;

void read_token(std::string_view text) {
  int kinds = 0;
  for (const TokenKind kind : {TokenKind::api, TokenKind::session, TokenKind::invitation, TokenKind::feed})
    kinds += token_digest(text, kind) ? 1 : 0;
  FUZZ_EXPECT(kinds <= 1);
}

void read_code(std::string_view text) {
  const auto bytes = from_base32(text);
  if (bytes) FUZZ_EXPECT(from_base32(base32(*bytes)) == bytes);
  SecondFactor factor{std::string(20, 's'), true, 0, {}};
  const SecondFactor before = factor;
  FUZZ_EXPECT(use_code(factor, text, {1325323800}) == (factor != before));
}

void read_password(std::string_view text) {
  PasswordProfile profile;
  profile.least_classes = 3;
  profile.refuses_common = profile.refuses_names = true;
  const PasswordOwner owner{"tongji", "李小明", "市统计局", {}};
  const Diagnostics faults = password_faults(text, profile, owner, {"password", "密码"});
  check_findings(faults);
  for (const Diagnostic& fault : faults) FUZZ_EXPECT(fault.source.empty());
  const auto normal = normal_password(text);
  if (normal) FUZZ_EXPECT(normal_password(*normal) == normal);
}

void read_address(std::string_view text) {
  FUZZ_EXPECT(address_key(text).size() <= 64);
  AddressLockouts lockouts({}, 2);
  for (; !text.empty(); take_line(text)) {
    lockouts.failed(text.substr(0, text.find('\n')), {1325323800});
    FUZZ_EXPECT(lockouts.size() <= 2);
  }
}

template <class Read>
void read_record(std::string_view text, Read read) {
  const auto record = read(text);
  if (!record) return check_failure(record.error());
  const auto again = read(record_text(*record));
  FUZZ_EXPECT(again.has_value() && *again == *record);
}

void read_records(std::string_view text) {
  read_record(text, parse_session);
  read_record(text, parse_api_token);
  read_record(text, parse_invitation);
  read_record(text, parse_second_factor);
  read_record(text, parse_password_record);
  read_record(text, parse_lockout);
  const auto lockout = parse_lockout(text);
  const LockoutRule rule;
  const Instant now{1325323800};
  if (lockout) FUZZ_EXPECT(after_failure(*lockout, rule, now).failures >= 1 || is_locked(*lockout, now));
  if (lockout) FUZZ_EXPECT(wait_s(*lockout, rule, now) >= 0);
  const auto session = parse_session(text);
  if (session) over_at(*session, {});
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "tcpar");
  if (input.door == 't') read_token(input.text);
  if (input.door == 'c') read_code(input.text);
  if (input.door == 'p') read_password(input.text);
  if (input.door == 'a') read_address(input.text);
  if (input.door == 'r') read_records(input.text);
  return 0;
}
