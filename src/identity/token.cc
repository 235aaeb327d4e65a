#include "identity/token.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/base64.h"
#include "base/digest.h"
#include "identity/record_text.h"
#include "identity/secret_text.h"

namespace chuangmo::identity {
namespace {

constexpr std::array<std::string_view, 4> kPrefixes = {"cmt_", "cms_", "cmi_", "cmf_"};
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretCharacters = 43;
constexpr std::size_t kSumCharacters = 8;
constexpr std::size_t kIdCharacters = 12;

std::string_view prefix_of(TokenKind kind) {
  return kPrefixes.at(static_cast<std::size_t>(kind));
}

std::string sum_of(std::string_view text) {
  return fmt::format("{:08x}", crc32(text));
}

}  // namespace

NewToken make_token(TokenKind kind) {
  std::string text = std::string(prefix_of(kind)) + encode_base64url(random_bytes(kSecretBytes));
  text += sum_of(text);
  std::string digest = sha256_hex(text);
  return {std::move(text), std::move(digest)};
}

std::optional<std::string> token_digest(std::string_view text, TokenKind kind) {
  const std::string_view prefix = prefix_of(kind);
  const std::size_t signed_size = prefix.size() + kSecretCharacters;
  if (text.size() != signed_size + kSumCharacters || text.substr(0, prefix.size()) != prefix)
    return std::nullopt;
  if (text.substr(signed_size) != sum_of(text.substr(0, signed_size))) return std::nullopt;
  return sha256_hex(text);
}

bool has_scope(const ApiToken& token, std::string_view scope) {
  return token.scopes.contains(std::string(scope));
}

bool is_over(const ApiToken& token, Instant now) {
  return token.until <= now;
}

std::string token_id(std::string_view digest) {
  return std::string(digest.substr(0, kIdCharacters));
}

std::string record_text(const ApiToken& token) {
  return RecordWriter("token")
      .text("id", token.id)
      .text("account", token.account)
      .text("name", token.name)
      .texts("scopes", {token.scopes.begin(), token.scopes.end()})
      .instant("created_at", token.created_at)
      .instant("until", token.until)
      .take();
}

Result<ApiToken> parse_api_token(std::string_view text) {
  RecordReader reader(text, "token");
  ApiToken token;
  token.id = reader.text("id");
  token.account = reader.text("account");
  token.name = reader.text("name");
  const auto scopes = reader.texts("scopes");
  if (!std::is_sorted(scopes.begin(), scopes.end())) reader.refuse();
  token.scopes = {scopes.begin(), scopes.end()};
  token.created_at = reader.instant("created_at");
  token.until = reader.instant("until");
  CHUANGMO_CHECK(reader.finish());
  return token;
}

}  // namespace chuangmo::identity
