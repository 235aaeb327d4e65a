#pragma once
#include <string_view>

#include "app/library.h"
#include "server/http/routes.h"

namespace chuangmo::server {

// GET /problems/{code}: what a problem's type says in words, an HTML page that needs nothing else. `library`
// outlives the routes.
void bind_problem_pages(Routes& routes, const app::Library& library);

std::string_view openapi_text();  // api/openapi.yaml, compiled in

}  // namespace chuangmo::server
