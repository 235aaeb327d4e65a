#include "server/http/request_fields.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace chuangmo::server {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 6265, 4.1.1: cookie-octet.
bool is_cookie_octet(char c) {
  return c > 0x20 && c < 0x7F && std::string_view("\",;\\").find(c) == std::string_view::npos;
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace

std::optional<std::string_view> cookie_value(std::string_view cookies, std::string_view name) {
  std::optional<std::string_view> found;
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    const std::string_view pair = without_blanks(cookies.substr(0, end));
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    if (found) return std::nullopt;
    found = pair.substr(equals + 1);
  }
  if (found && !std::all_of(found->begin(), found->end(), is_cookie_octet)) return std::nullopt;
  return found;
}

std::string host_cookie(std::string_view name, std::string_view value, long max_age_s) {
  assert(name.substr(0, 7) == "__Host-");
  return fmt::format("{}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict", name, value, max_age_s);
}

Result<std::optional<std::string>> idempotency_key(const HttpRequest& request) {
  const auto field = request.fields.first("idempotency-key");
  if (!field) return std::optional<std::string>();
  std::string_view key = *field;
  if (key.size() >= 2 && key.front() == '"' && key.back() == '"') key = key.substr(1, key.size() - 2);
  const bool is_good =
      key.size() >= 16 && key.size() <= 128 && std::all_of(key.begin(), key.end(), [](char c) {
        return is_letter_or_digit(c) || std::string_view("-_.:").find(c) != std::string_view::npos;
      });
  if (!is_good)
    return fail("SRV053", "Idempotency-Key 有误。", "用 16 至 128 个字母、数字或 - _ . :，例如一个 UUID。");
  return std::optional<std::string>(key);
}

std::optional<std::string_view> bearer_token(const HttpRequest& request) {
  const std::string_view field = request.field("authorization");
  if (field.size() < 8 || !equals_ignoring_case(field.substr(0, 7), "bearer ")) return std::nullopt;
  const std::string_view token = field.substr(7);
  const bool is_good = std::all_of(token.begin(), token.end(), [](char c) {
    return is_letter_or_digit(c) || std::string_view("-._~+/=").find(c) != std::string_view::npos;
  });
  return is_good ? std::optional(token) : std::nullopt;
}

}  // namespace chuangmo::server
