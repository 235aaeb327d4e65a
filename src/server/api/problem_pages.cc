#include "server/api/problem_pages.h"

#include <map>

#include "base/text.h"
#include "catalog/diagnostic_names.h"
#include "server/http/problem.h"

namespace chuangmo::server {

namespace {

std::string page(const std::string& code, const catalog::CodeEntry& entry) {
  return "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>" + code + " " +
         escape_html(entry.zh) + "</title><h1>" + code + " " + escape_html(entry.zh) +
         "</h1><h2 lang=\"en\">" + escape_html(entry.en) + "</h2><p lang=\"en\">" + escape_html(entry.help) +
         "</p></html>\n";
}

}  // namespace

void bind_problem_pages(Routes& routes, const app::Library& library) {
  const RouteRules rules{.where = Where::io, .rate = RateClass::read};
  routes.add("GET", "/problems/{code}", rules,
             [entries = catalog::diagnostic_entries(library.files)](const HttpRequest& request) {
               const std::string code(request.parameter("code"));
               const auto entry = entries.find(code);
               if (entry == entries.end())
                 return problem_response(404, {"API004", "没有编号 " + code, "编号形如 API001"}, request);
               return text_response(200, "text/html; charset=utf-8", share(page(code, entry->second)));
             });
}

}  // namespace chuangmo::server
