#include "server/http/static_files.h"

#include "server/http/problem.h"

namespace chuangmo::server {
namespace {

constexpr std::string_view kIndex = "/index.html";

bool is_page_path(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') == std::string_view::npos;
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
  const bool is_index = request.path == "/" || (is_index_for_pages_ && is_page_path(request.path));
  if (file == files_.end() && is_index) file = files_.find(kIndex);
  if (file != files_.end()) return file->second->respond(request);
  return problem_response(Failure{"SRV040", "没有这个网页或文件。", "检查网址。"}, request);
}

}  // namespace chuangmo::server
