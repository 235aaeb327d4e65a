#include "server/http/response_head.h"

#include <array>
#include <ctime>
#include <fmt/format.h>

#include "server/http/problem.h"

namespace chuangmo::server {
namespace {

constexpr std::string_view kPolicy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: "
    "blob:; "
    "connect-src 'self'; font-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'\r\n";
constexpr std::string_view kSecurity =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=()\r\n";
constexpr std::string_view kFraming = "X-Frame-Options: DENY\r\n";
constexpr std::string_view kTransport = "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

// "Date: Thu, 26 Nov 2026 03:15:22 GMT\r\n" (RFC 9110, 6.6.1). Made once a second by each thread, and without
// the locale.
const std::string& date_line() {
  constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  thread_local std::time_t made_at = -1;
  thread_local std::string line;
  const std::time_t now = std::time(nullptr);
  if (now == made_at) return line;
  std::tm parts{};
  gmtime_r(&now, &parts);
  line = fmt::format("Date: {}, {:02} {} {} {:02}:{:02}:{:02} GMT\r\n",
                     kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                     kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
  made_at = now;
  return line;
}

}  // namespace

bool may_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

ResponseHead::ResponseHead(bool is_behind_tls) : fields_(kSecurity) {
  if (is_behind_tls) fields_ += kTransport;
}

std::string ResponseHead::text(const HttpResponse& response, std::optional<std::uint64_t> length,
                               bool keeps_alive) const {
  std::string head;
  head.reserve(fields_.size() + kPolicy.size() + response.field_lines().size() + 256);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_phrase(response.status)).append("\r\n").append(date_line());
  if (length && may_have_body(response.status))
    head.append("Content-Length: ").append(std::to_string(*length)).append("\r\n");
  if (!keeps_alive) head.append("Connection: close\r\n");
  head.append(fields_);
  if (!response.has_policy()) head.append(kPolicy);
  if (!response.has_framing()) head.append(kFraming);
  if (!response.has_cache_control()) head.append("Cache-Control: no-store\r\n");
  head.append(response.field_lines()).append("\r\n");
  return head;
}

}  // namespace chuangmo::server
