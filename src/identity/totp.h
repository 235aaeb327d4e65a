#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::identity {

// One-time passwords of six digits: HOTP of RFC 4226 over HMAC-SHA-1, TOTP of RFC 6238 with steps of 30 s.
// Authenticator programs understand these values and often no others.
inline constexpr std::int64_t kTotpStepSeconds = 30;

std::string random_totp_secret();  // 20 bytes, the length of the HMAC (RFC 4226 part 4, R6)
std::string hotp(std::string_view secret, std::uint64_t counter, int digits = 6);  // 6 .. 8 digits
std::int64_t totp_step(Instant now);

// The step of a code that is right now, one step early or one late, and newer than `last_step`, the step of
// the code that was used last (RFC 6238 part 5.2: no code twice). nullopt: refused.
std::optional<std::int64_t> accepted_totp_step(std::string_view secret, std::string_view code, Instant now,
                                               std::int64_t last_step);

// For the QR code that authenticator programs scan:
// "otpauth://totp/Chuangmo:tongji?secret=...&issuer=Chuangmo".
std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret);

// Ten codes for the day the telephone is lost, each good once: 16 digits of base 32 in four groups, 80 bits,
// too many to need a slow digest.
struct RecoveryCodes {
  std::vector<std::string> shown;    // "ABCD-EFGH-IJKL-MNOP": shown once
  std::vector<std::string> digests;  // what is kept
};
RecoveryCodes make_recovery_codes();
// Which of the digests a code is; blanks, hyphens and case do not matter.
std::optional<std::size_t> recovery_code_index(std::string_view code,
                                               const std::vector<std::string>& digests);

// What is kept of an account's second factor.
struct SecondFactor {
  std::string secret;         // 20 bytes
  bool is_confirmed = false;  // a code was right once: until then logging in does not ask
  std::int64_t last_step = 0;
  std::vector<std::string> recovery;  // digests of the codes not used yet
  friend bool operator==(const SecondFactor&, const SecondFactor&) = default;
};
std::string record_text(const SecondFactor& factor);
Result<SecondFactor> parse_second_factor(std::string_view text);  // IDN001

// The first code of a new authenticator, which shows that it was set up right; a recovery code shows nothing.
bool confirm(SecondFactor& factor, std::string_view code, Instant now);
// Takes a code of the authenticator, or a recovery code, and remembers that it was used.
bool use_code(SecondFactor& factor, std::string_view code, Instant now);

}  // namespace chuangmo::identity
