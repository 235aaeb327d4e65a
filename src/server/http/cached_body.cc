#include "server/http/cached_body.h"

#include <stdexcept>
#include <zlib.h>

#include "server/http/conditional.h"

namespace chuangmo::server {
namespace {

constexpr std::size_t kWorthGzip = 1024;

SharedText shorter_gzip(const std::string& bytes) {
  if (bytes.size() <= kWorthGzip) return nullptr;
  std::string packed = gzip(bytes);
  return packed.size() < bytes.size() ? share(std::move(packed)) : nullptr;
}

// "\"ab\"" -> "\"ab-gz\"": each form has a tag of its own (RFC 9110, 8.8.3.3).
std::string gzip_tag(std::string_view tag) {
  return std::string(tag.substr(0, tag.size() - 1)) + "-gz\"";
}

}  // namespace

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  if (deflateInit2(&stream, 6, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

CachedBody::CachedBody(std::string bytes, std::string_view content_type, std::string_view cache_control) {
  const std::string tag = etag_of(bytes);
  SharedText packed = shorter_gzip(bytes);
  *this = CachedBody(share(std::move(bytes)), std::move(packed), content_type, cache_control, tag);
}

CachedBody::CachedBody(SharedText bytes, SharedText gzipped, std::string_view content_type,
                       std::string_view cache_control, std::string_view tag) {
  const bool varies = gzipped != nullptr;
  plain_ = form(std::move(bytes), std::string(tag), content_type, cache_control, false, varies);
  if (varies) gzip_ = form(std::move(gzipped), gzip_tag(tag), content_type, cache_control, true, varies);
}

CachedBody::Form CachedBody::form(SharedText body, std::string etag, std::string_view content_type,
                                  std::string_view cache_control, bool is_gzip, bool varies) {
  Form form;
  form.not_modified.status = 304;
  form.not_modified.set("ETag", etag).set("Cache-Control", cache_control);
  if (varies) form.not_modified.set("Vary", "Accept-Encoding");
  form.full = text_response(200, content_type, body);
  form.full.set("ETag", etag).set("Cache-Control", cache_control);
  if (varies) form.full.set("Vary", "Accept-Encoding");
  if (is_gzip) form.full.set("Content-Encoding", "gzip");
  form.body = std::move(body);
  form.etag = std::move(etag);
  return form;
}

HttpResponse CachedBody::respond(const HttpRequest& request) const {
  const bool is_gzip = gzip_.body && accepts_gzip(request);
  const Form& form = is_gzip ? gzip_ : plain_;
  const bool is_known =
      is_none_match_met(request, plain_.etag) || (gzip_.body && is_none_match_met(request, gzip_.etag));
  return is_known ? form.not_modified : form.full;
}

}  // namespace chuangmo::server
