#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http/exchange.h"

namespace chuangmo::server {

// A strong entity tag, quoted, of these bytes (RFC 9110, 8.8.3).
std::string etag_of(std::string_view bytes);
// The entity tag of a thing that has a revision: "\"r17\"".
std::string etag_of_revision(std::uint64_t revision);

// Whether one of the tags in If-None-Match is this one, by weak comparison, or it is "*".
bool is_none_match_met(const HttpRequest& request, std::string_view etag);
// If-Match against the tag as it is now: SRV060 another tag (412), SRV061 the field is missing (428).
Result<void> check_if_match(const HttpRequest& request, std::string_view etag);

// Whether Accept-Encoding allows gzip (RFC 9110, 12.5.3).
bool accepts_gzip(const HttpRequest& request);

}  // namespace chuangmo::server
