#include "audit/signing_key.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <optional>
#include <sodium.h>

#include "audit/hash.h"
#include "base/base64.h"
#include "base/text.h"
#include "base/unicode.h"

namespace chuangmo::audit {
namespace {

constexpr std::string_view kEd25519("\x01", 1);
constexpr std::string_view kPrivate = "PRIVATE+KEY+";
constexpr std::size_t kMostNameBytes = 255;
constexpr std::size_t kIdBytes = 4;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t N>
std::string_view view(const std::array<unsigned char, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), N};
}

// Property White_Space of Unicode.
bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

std::string hex_of(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

auto not_a_key() {
  return fail("AUD008", "不是签名密钥或验证密钥",
              "验证密钥形如 名称+8位十六进制+Base64，签名密钥前面还有 PRIVATE+KEY+");
}

// Both kinds of keys: "name+hex id+base64(0x01 || 32 bytes)".
struct WrittenKey {
  std::string name;
  std::string id;
  std::array<unsigned char, 32> bytes{};
};
std::optional<WrittenKey> parse_written(std::string_view text) {
  if (ends_with(text, "\n")) text.remove_suffix(1);
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto coded = decode_base64(text.substr(second + 1));
  if (!coded || coded->size() != 33 || coded->substr(0, 1) != kEd25519) return std::nullopt;
  WrittenKey key;
  key.name = text.substr(0, first);
  key.id = text.substr(first + 1, second - first - 1);
  if (!is_key_name(key.name)) return std::nullopt;
  std::copy_n(bytes_of(*coded) + 1, key.bytes.size(), key.bytes.begin());
  return key;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > kMostNameBytes || !is_valid_utf8(name)) return false;
  for (std::size_t at = 0; at < name.size();) {
    const Character next = next_character(name, at);
    if (next.value < 0x20 || next.value == 0x7F || next.value == '+' || is_space(next.value)) return false;
    at += next.size;
  }
  return true;
}

std::string VerifierKey::id() const {
  return sha256({name, "\n", kEd25519, view(public_key)}).raw().substr(0, kIdBytes);
}

std::string VerifierKey::text() const {
  return name + "+" + hex_of(id()) + "+" +
         encode_base64(std::string(kEd25519) + std::string(view(public_key)));
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
  const auto written = parse_written(text);
  if (!written) return not_a_key();
  VerifierKey key{written->name, written->bytes};
  if (hex_of(key.id()) != written->id) return not_a_key();
  return key;
}

bool VerifierKey::is_signature(std::string_view message, std::string_view signature) const {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(),
                                     public_key.data()) == 0;
}

SigningKey::SigningKey(std::string name, const std::array<unsigned char, 32>& seed) {
  verifier_.name = std::move(name);
  crypto_sign_seed_keypair(verifier_.public_key.data(), secret_.data(), seed.data());
}

SigningKey::~SigningKey() {
  sodium_memzero(secret_.data(), secret_.size());
}

SigningKey SigningKey::generate(std::string name) {
  assert(is_key_name(name));
  std::array<unsigned char, 32> seed{};
  randombytes_buf(seed.data(), seed.size());
  SigningKey key(std::move(name), seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

Result<SigningKey> SigningKey::parse(std::string_view text) {
  if (!starts_with(text, kPrivate)) return not_a_key();
  const auto written = parse_written(text.substr(kPrivate.size()));
  if (!written) return not_a_key();
  SigningKey key(written->name, written->bytes);
  if (hex_of(key.verifier_.id()) != written->id) return not_a_key();
  return key;
}

std::string SigningKey::text() const {
  const std::string seed(view(secret_).substr(0, 32));
  return std::string(kPrivate) + verifier_.name + "+" + hex_of(verifier_.id()) + "+" +
         encode_base64(std::string(kEd25519) + seed);
}

std::string SigningKey::sign(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, bytes_of(message),
                       message.size(), secret_.data());
  return signature;
}

}  // namespace chuangmo::audit
