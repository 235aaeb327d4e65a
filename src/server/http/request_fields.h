#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http/exchange.h"

namespace chuangmo::server {

// The value of a cookie in a Cookie field (RFC 6265, 5.4). Nothing when there is none, when it is there twice
// (a neighbour has set another one), or when its value has characters cookies do not have.
std::optional<std::string_view> cookie_value(std::string_view cookies, std::string_view name);

// The line of a Set-Cookie for a name that begins with "__Host-": Secure, HttpOnly, SameSite=Strict, Path=/.
std::string host_cookie(std::string_view name, std::string_view value, long max_age_s);

// Idempotency-Key: nothing when there is none; SRV053 unless it is 16 to 128 characters of A-Z a-z 0-9 - _ .
// : (a UUID, say), with or without quotation marks (draft-ietf-httpapi-idempotency-key-header).
Result<std::optional<std::string>> idempotency_key(const HttpRequest& request);

// What is behind "Bearer " in Authorization (RFC 6750, 2.1).
std::optional<std::string_view> bearer_token(const HttpRequest& request);

}  // namespace chuangmo::server
