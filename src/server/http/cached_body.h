#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "server/http/exchange.h"

namespace chuangmo::server {

// The gzip form (RFC 1952), always the same bytes for the same bytes.
std::string gzip(std::string_view bytes);

// One representation made once and sent many times: the bytes, their gzip form and their field lines.
// Immutable.
class CachedBody {
 public:
  // gzip is kept for more than 1 KiB, when it is shorter. `cache_control` as "no-cache", "public,
  // max-age=60".
  CachedBody(std::string bytes, std::string_view content_type, std::string_view cache_control);
  // From bytes that are there in both forms already; `gzipped` may be null.
  CachedBody(SharedText bytes, SharedText gzipped, std::string_view content_type,
             std::string_view cache_control, std::string_view tag);

  // 200 in the form Accept-Encoding takes, or 304 when If-None-Match names it.
  HttpResponse respond(const HttpRequest& request) const;
  const std::string& bytes() const { return *plain_.body; }

 private:
  struct Form {
    SharedText body;
    std::string etag;
    HttpResponse full;
    HttpResponse not_modified;
  };
  static Form form(SharedText body, std::string etag, std::string_view content_type,
                   std::string_view cache_control, bool is_gzip, bool varies);
  Form plain_;
  Form gzip_;  // body null: there is none
};
using SharedCachedBody = std::shared_ptr<const CachedBody>;

}  // namespace chuangmo::server
