#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::audit {

// Who may sign notes, as C2SP signed-note has it: a name, and a 4-byte identifier of the key
// SHA-256(name || "\n" || 0x01 || public key)[:4]. 0x01 stands for Ed25519 (RFC 8032), the only kind here.
struct VerifierKey {
  std::string name;
  std::array<unsigned char, 32> public_key{};

  std::string id() const;                                   // 4 bytes
  std::string text() const;                                 // "name+1a2b3c4d+base64(0x01 || public key)"
  static Result<VerifierKey> parse(std::string_view text);  // one trailing line feed is allowed. AUD008
  bool is_signature(std::string_view message, std::string_view signature) const;
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

// A name is UTF-8, 1 to 255 bytes, without control characters, spaces of Unicode and "+".
bool is_key_name(std::string_view name);

// The private half. Its text is a secret: whoever stores it lets nobody else read it.
class SigningKey {
 public:
  static SigningKey generate(std::string name);            // a valid key name
  static Result<SigningKey> parse(std::string_view text);  // one trailing line feed is allowed. AUD008
  SigningKey(const SigningKey&) = default;
  SigningKey(SigningKey&&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  SigningKey& operator=(SigningKey&&) = default;
  ~SigningKey();  // leaves nothing of the secret in memory

  const VerifierKey& verifier() const { return verifier_; }
  std::string text() const;                          // "PRIVATE+KEY+name+1a2b3c4d+base64(0x01 || seed)"
  std::string sign(std::string_view message) const;  // 64 bytes

 private:
  SigningKey(std::string name, const std::array<unsigned char, 32>& seed);
  VerifierKey verifier_;
  std::array<unsigned char, 64> secret_{};  // seed, then public key
};

}  // namespace chuangmo::audit
