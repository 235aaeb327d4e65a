#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "server/http/exchange.h"

namespace chuangmo::server {

// Writes the head of responses: the status line, Date, the security fields every response has, and its own.
class ResponseHead {
 public:
  explicit ResponseHead(bool is_behind_tls);
  // `length`: Content-Length; nothing for a stream, which ends with the connection.
  std::string text(const HttpResponse& response, std::optional<std::uint64_t> length, bool keeps_alive) const;

 private:
  std::string fields_;  // of every response
};

// Whether a response of this status has a body at all (RFC 9110, 6.4.1).
bool may_have_body(int status);

}  // namespace chuangmo::server
