#include "server/http/static_files.h"

#include <algorithm>

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
  if (file == files_.end() && is_console_page(request.path)) file = files_.find("/console/index.html");
  if (file != files_.end()) return file->second->respond(request);
  return problem_response(Failure{"SRV040", "没有这个网页或文件。", "检查网址。"}, request);
}

std::string StaticFiles::served_name(std::string_view name) const {
  if (files_.contains(name)) return std::string(name);
  const std::size_t dot = name.rfind('.');
  const std::string begin = std::string(name.substr(0, dot)) + ".";
  const std::string_view end = name.substr(std::min(dot, name.size()));
  for (auto file = files_.lower_bound(begin); file != files_.end() && file->first.starts_with(begin);
       ++file) {
    const std::string_view middle = std::string_view(file->first).substr(begin.size());
    if (middle.ends_with(end) && middle.find('.') == middle.size() - end.size()) return file->first;
  }
  return "";
}

}  // namespace chuangmo::server
