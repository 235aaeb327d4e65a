#include "server/http/exchange.h"

#include <algorithm>
#include <fmt/format.h>

namespace chuangmo::server {

std::string_view HttpRequest::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return {};
}

std::optional<std::string_view> HttpRequest::query_value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::string HttpRequest::id_text() const {
  return fmt::format("{:016x}", id);
}

HttpResponse& HttpResponse::set(std::string_view name, std::string_view value) {
  lines_.append(name).append(": ");
  const std::size_t begin = lines_.size();
  lines_.append(value);
  std::replace_if(
      lines_.begin() + static_cast<std::ptrdiff_t>(begin), lines_.end(),
      [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  lines_.append("\r\n");
  if (equals_ignoring_case(name, "cache-control")) has_cache_control_ = true;
  if (equals_ignoring_case(name, "content-security-policy")) has_policy_ = true;
  if (equals_ignoring_case(name, "x-frame-options")) has_framing_ = true;
  return *this;
}

HttpResponse text_response(int status, std::string_view content_type, SharedText body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  response.set("Content-Type", content_type);
  return response;
}

HttpResponse json_response(int status, std::string json) {
  return text_response(status, "application/json", share(std::move(json)));
}

HttpResponse empty_response(int status) {
  HttpResponse response;
  response.status = status;
  return response;
}

}  // namespace chuangmo::server
