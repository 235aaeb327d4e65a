#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace chuangmo::server {

// Why the gate does not let a request in. The connection ends behind each of these: after a broken head
// nobody can say where the next request begins.
enum class Refusal : std::uint8_t {
  none,
  request_line,      // not METHOD SP target SP HTTP/1.x, or a control character in it
  method,            // none of ours
  target_form,       // absolute, authority or asterisk form
  target_character,  // what RFC 3986 does not allow there
  target_encoding,   // %-escapes that are broken, not UTF-8, or spell '/', NUL, "." or ".."
  url_too_long,
  version,
  line_end,     // bare LF or bare CR
  field_name,   // not a token, or a blank before the colon
  field_value,  // a control character
  folded_field,
  head_too_large,
  too_many_fields,
  field_repeated,  // a field of which there may be one
  host_missing,
  host_repeated,
  host_invalid,
  host_unknown,
  length_invalid,  // signed, a list, a blank inside, beyond 18 digits
  length_repeated,
  length_and_coding,  // Content-Length beside Transfer-Encoding
  transfer_coding,
  length_required,  // a method with a body and no Content-Length
  expectation,      // other than 100-continue
  body_too_large,
  head_too_slow,
  body_too_slow,
  server_full,   // of connections
  address_full,  // of connections of one address
};
inline constexpr std::size_t kRefusals = 30;

struct RefusalRule {
  Refusal refusal;
  int status;
  std::string_view code;
  std::string_view name;  // in metrics and logs
  std::string_view text;
  std::string_view fix;
};
const RefusalRule& rule_of(Refusal refusal);

}  // namespace chuangmo::server
