#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "server/http/cached_body.h"
#include "server/http/exchange.h"

namespace chuangmo::server {

// A file of web/ as tools/embed_web.py put it into the program.
struct EmbeddedFile {
  std::string_view path;  // "/index.html", "/assets/console.5d41402a.css"
  std::string_view content_type;
  std::string_view etag;  // quoted
  std::string_view bytes;
  std::string_view gzipped;  // empty: not worth it
  bool is_hashed = false;    // its name changes with its content
};
std::span<const EmbeddedFile> web_files();

// Serves files out of a map; no path reaches a file system.
class StaticFiles {
 public:
  explicit StaticFiles(std::span<const EmbeddedFile> files);
  // A path below /console/ whose last segment has no dot is "/console/index.html": the
  // console has pages of its own there. 404 (SRV040) for the rest.
  HttpResponse respond(const HttpRequest& request) const;
  // Under which name a file is served that was written as `name`: "/assets/portal.css" ->
  // "/assets/portal.5d41402abc.css"; "" there is none.
  std::string served_name(std::string_view name) const;

 private:
  std::map<std::string, SharedCachedBody, std::less<>> files_;
};

}  // namespace chuangmo::server
