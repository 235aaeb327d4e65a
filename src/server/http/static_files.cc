#include "server/http/static_files.h"

#include "server/http/problem.h"

namespace chuangmo::server {
namespace {

constexpr std::string_view kConsole = "/console/";

bool is_console_page(std::string_view path) {
  if (path == "/console") return true;
  return path.starts_with(kConsole) && path.find('.', path.rfind('/')) == std::string_view::npos;
}

}  // namespace

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    const std::string_view cache_control =
        file.is_hashed ? "public, max-age=31536000, immutable" : "no-cache";
    SharedText gzipped = file.gzipped.empty() ? nullptr : share(std::string(file.gzipped));
    files_.emplace(file.path,
                   std::make_shared<const CachedBody>(share(std::string(file.bytes)), std::move(gzipped),
                                                      file.content_type, cache_control, file.etag));
  }
}

HttpResponse StaticFiles::respond(const HttpRequest& request) const {
  auto file = files_.find(request.path);
  if (file == files_.end() && request.path == "/") file = files_.find("/index.html");
  if (file == files_.end() && is_console_page(request.path)) file = files_.find("/console/index.html");
  if (file != files_.end()) return file->second->respond(request);
  return problem_response(Failure{"SRV040", "没有这个网页或文件。", "检查网址。"}, request);
}

}  // namespace chuangmo::server
