#include "identity/totp.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/digest.h"
#include "identity/record_text.h"
#include "identity/secret_text.h"

namespace chuangmo::identity {
namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kRecoveryCodes = 10;
constexpr std::size_t kRecoveryBytes = 10;
constexpr std::size_t kMostCodeBytes = 64;

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '-' || c == '.' || c == '_' || c == '~';
    out += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string random_totp_secret() {
  return random_bytes(kSecretBytes);
}

std::string hotp(std::string_view secret, std::uint64_t counter, int digits) {
  assert(digits >= 6 && digits <= 8);
  std::array<unsigned char, 8> message{};
  for (std::size_t i = 0; i < message.size(); ++i)
    message.at(i) = static_cast<unsigned char>(counter >> (8 * (7 - i)) & 0xFFU);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  const unsigned char* done = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(),
                                   message.size(), mac.data(), &size);
  assert(done != nullptr && size == kSecretBytes);
  static_cast<void>(done);
  const std::size_t at = mac.at(size - 1) & 15U;  // dynamic truncation, RFC 4226 part 5.3
  const std::uint32_t number = (mac.at(at) & 0x7FU) << 24U | std::uint32_t{mac.at(at + 1)} << 16U |
                               std::uint32_t{mac.at(at + 2)} << 8U | mac.at(at + 3);
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  return fmt::format("{:0{}}", number % modulus, digits);
}

std::int64_t totp_step(Instant now) {
  return std::max<std::int64_t>(now.seconds, 0) / kTotpStepSeconds;
}

std::optional<std::int64_t> accepted_totp_step(std::string_view secret, std::string_view code, Instant now,
                                               std::int64_t last_step) {
  std::optional<std::int64_t> accepted;
  const std::int64_t present = totp_step(now);
  for (std::int64_t step = std::max<std::int64_t>(present - 1, 0); step <= present + 1; ++step) {
    const bool is_code = is_same_secret(hotp(secret, static_cast<std::uint64_t>(step)), code);
    if (is_code && step > last_step && !accepted) accepted = step;
  }
  return accepted;
}

std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret) {
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", percent_encoded(issuer),
                     percent_encoded(account), base32(secret), percent_encoded(issuer));
}

RecoveryCodes make_recovery_codes() {
  RecoveryCodes codes;
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
    const std::string bytes = random_bytes(kRecoveryBytes);
    const std::string text = base32(bytes);
    codes.shown.push_back(text.substr(0, 4) + "-" + text.substr(4, 4) + "-" + text.substr(8, 4) + "-" +
                          text.substr(12));
    codes.digests.push_back(sha256_hex(bytes));
  }
  return codes;
}

std::optional<std::size_t> recovery_code_index(std::string_view code,
                                               const std::vector<std::string>& digests) {
  if (code.size() > kMostCodeBytes) return std::nullopt;
  const auto bytes = from_base32(code);
  if (!bytes || bytes->size() != kRecoveryBytes) return std::nullopt;
  const std::string digest = sha256_hex(*bytes);
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < digests.size(); ++i)
    if (is_same_secret(digests[i], digest)) found = i;
  return found;
}

std::string record_text(const SecondFactor& factor) {
  return RecordWriter("second_factor")
      .text("secret", base32(factor.secret))
      .flag("is_confirmed", factor.is_confirmed)
      .number("last_step", factor.last_step)
      .texts("recovery", factor.recovery)
      .take();
}

Result<SecondFactor> parse_second_factor(std::string_view text) {
  RecordReader reader(text, "second_factor");
  SecondFactor factor;
  const auto secret = from_base32(reader.text("secret"));
  if (!secret || secret->size() != kSecretBytes) reader.refuse();
  factor.secret = secret.value_or("");
  factor.is_confirmed = reader.flag("is_confirmed");
  factor.last_step = reader.number("last_step");
  factor.recovery = reader.texts("recovery");
  CHUANGMO_CHECK(reader.finish());
  return factor;
}

bool confirm(SecondFactor& factor, std::string_view code, Instant now) {
  const auto step = accepted_totp_step(factor.secret, code, now, factor.last_step);
  if (!step) return false;
  factor.last_step = *step;
  factor.is_confirmed = true;
  return true;
}

bool use_code(SecondFactor& factor, std::string_view code, Instant now) {
  if (const auto step = accepted_totp_step(factor.secret, code, now, factor.last_step)) {
    factor.last_step = *step;
    return true;
  }
  const auto index = recovery_code_index(code, factor.recovery);
  if (index) factor.recovery.erase(factor.recovery.begin() + static_cast<std::ptrdiff_t>(*index));
  return index.has_value();
}

}  // namespace chuangmo::identity
