#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::identity {

// A bearer secret: a prefix that says what it is for, 32 random bytes in base64url (43 characters), and the
// CRC-32 of all that in 8 hexadecimal digits, so that programs that look for leaked secrets find
// "cmt_[A-Za-z0-9_-]{43}[0-9a-f]{8}" and nothing else. Kept is only the SHA-256 of it; 256 random bits need
// no slow digest.
enum class TokenKind {
  api,         // cmt_
  session,     // cms_
  invitation,  // cmi_
  feed         // cmf_: in the address of a calendar feed
};
struct NewToken {
  std::string text;    // shown or sent once
  std::string digest;  // 64 hexadecimal digits: the key it is kept under
};
NewToken make_token(TokenKind kind);

// The digest of a token of this kind; nullopt: it is none, nothing has to be looked up.
std::optional<std::string> token_digest(std::string_view text, TokenKind kind);

// What is kept of an API or feed token beside its digest. It may do what its account may and one of its
// scopes names; scopes are names of workflow's actions.
struct ApiToken {
  std::string id;  // to speak of it: the first 12 digits of its digest
  std::string account;
  std::string name;  // what for, in the words of its owner
  std::set<std::string> scopes;
  Instant created_at;
  Instant until;
  friend bool operator==(const ApiToken&, const ApiToken&) = default;
};
bool has_scope(const ApiToken& token, std::string_view scope);
bool is_over(const ApiToken& token, Instant now);  // at `until`
std::string token_id(std::string_view digest);
std::string record_text(const ApiToken& token);
Result<ApiToken> parse_api_token(std::string_view text);  // IDN001

}  // namespace chuangmo::identity
