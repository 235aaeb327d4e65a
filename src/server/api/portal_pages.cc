#include "server/api/portal_pages.h"

#include <charconv>

#include "publish/portal.h"
#include "server/api/disposition.h"
#include "server/http/problem.h"
#include "workflow/rights.h"

namespace chuangmo::server {

namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";
constexpr std::size_t kMostKept = 1000;

Failure nothing_there(const std::string& path) {
  return {"API004", "没有公开的网页 " + path, "从首页找起"};
}

bool is_for_browsers(const HttpRequest& request) {
  return request.field("Accept").find("text/html") != std::string_view::npos;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && end == text.data() + text.size() && number > 0;
  return is_whole && std::to_string(number) == text ? std::optional(number) : std::nullopt;
}

// "gdp.csv" -> "gdp" and ".csv".
std::pair<std::string, std::string> parts_of(std::string_view file) {
  const std::size_t dot = std::min(file.rfind('.'), file.size());
  return {std::string(file.substr(0, dot)), std::string(file.substr(dot))};
}

}  // namespace

PortalPages::PortalPages(Api& api, app::PortalLook look)
    : api_(api), portal_(api.office, api.board, std::move(look)) {}

void PortalPages::add(Routes& routes, std::string_view pattern, Make make, bool is_in_both_languages) {
  const RouteRules rules{.where = Where::worker, .rate = RateClass::read};
  const auto serve = [&](const std::string& path, Language language) {
    routes.add("GET", path, rules, [this, make, language](const HttpRequest& request) {
      return respond(request, make, language);
    });
  };
  serve(std::string(pattern), Language::zh);
  if (is_in_both_languages) serve(pattern == "/" ? "/en" : "/en" + std::string(pattern), Language::en);
}

void PortalPages::bind(Routes& routes) {
  add(routes, "/", &PortalPages::home);
  add(routes, "/indicators/{number}", &PortalPages::indicator);
  add(routes, "/data", &PortalPages::data);
  add(routes, "/data/{file}", &PortalPages::data_file);
  add(routes, "/notices", &PortalPages::notices);
  add(routes, "/notices/{notice}", &PortalPages::notice);
  add(routes, "/plan", &PortalPages::plan);
  add(routes, "/proof", &PortalPages::proof);
  add(routes, "/proof/entries/{entry}", &PortalPages::entry);
  const RouteRules rules{.where = Where::worker, .rate = RateClass::read};
  routes.add("GET", "/notices/{notice}/files/{digest}", rules,
             [this](const HttpRequest& request) { return paper(request); });
}

Result<SharedCachedBody> PortalPages::body(const app::PortalStatePtr& state, const HttpRequest& request,
                                           Make make, Language language, std::string& shown_as) {
  {
    const std::lock_guard lock(mutex_);
    if (state != state_) {
      kept_.clear();
      state_ = state;
    }
    if (const auto known = kept_.find(request.path); known != kept_.end()) {
      shown_as = known->second.disposition;
      return known->second.body;
    }
  }
  CHUANGMO_TRY(made, (this->*make)(*state, request, language));
  auto body = std::make_shared<const CachedBody>(std::move(made.text), made.type, "no-cache");
  shown_as = made.disposition;
  const std::lock_guard lock(mutex_);
  if (state == state_ && kept_.size() < kMostKept) kept_[request.path] = {body, made.disposition};
  return body;
}

HttpResponse PortalPages::respond(const HttpRequest& request, Make make, Language language) {
  const auto state = portal_.state();
  if (!state) return problem_response(state.error(), request);
  std::string shown_as;
  const auto found = body(*state, request, make, language, shown_as);
  if (!found) return not_found(request, problem_response(found.error(), request));
  HttpResponse response = (*found)->respond(request);
  response.set("Content-Security-Policy", kPolicy);
  if (!shown_as.empty()) response.set("Content-Disposition", shown_as);
  return response;
}

Result<void> PortalPages::refresh() {
  CHUANGMO_CHECK(portal_.state());
  return {};
}

HttpResponse PortalPages::not_found(const HttpRequest& request, HttpResponse otherwise) {
  if (otherwise.status != 404 || !is_for_browsers(request)) return otherwise;
  const auto state = portal_.at_hand();
  if (state == nullptr) return otherwise;
  const bool is_english = request.path == "/en" || request.path.starts_with("/en/");
  HttpResponse response = text_response(
      404, kHtml, share(publish::portal_not_found(state->site, is_english ? Language::en : Language::zh)));
  response.set("Content-Security-Policy", kPolicy);
  return response;
}

Result<PortalPages::Made> PortalPages::home(const Site& site, const HttpRequest&, Language language) {
  return Made{publish::portal_home(site.site, language), kHtml, ""};
}

Result<PortalPages::Made> PortalPages::indicator(const Site& site, const HttpRequest& request,
                                                 Language language) {
  const auto number = number_of(request.parameter("number"));
  for (const IndicatorVerdict& verdict : site.site.verdicts->evaluation.indicators) {
    if (number == verdict.number)
      return Made{publish::portal_indicator(site.site, verdict, language), kHtml, ""};
  }
  return tl::unexpected(nothing_there(request.path));
}

Result<PortalPages::Made> PortalPages::data(const Site& site, const HttpRequest&, Language language) {
  return Made{publish::portal_data(site.site, language), kHtml, ""};
}

Result<PortalPages::Made> PortalPages::data_file(const Site& site, const HttpRequest& request,
                                                 Language language) {
  const auto [key, ending] = parts_of(request.parameter("file"));
  const publish::OpenTable* table = site.table(key);
  if (table == nullptr) return tl::unexpected(nothing_there(request.path));
  if (ending.empty()) return Made{publish::portal_table(site.site, *table, language), kHtml, ""};
  if (ending == ".csv")
    return Made{publish::open_table_csv(*table, language), "text/csv; charset=utf-8",
                disposition("attachment", key + ending)};
  if (ending == ".json" && language == Language::zh)
    return Made{publish::open_table_json(*table), "application/json", disposition("inline", key + ending)};
  return tl::unexpected(nothing_there(request.path));
}

Result<PortalPages::Made> PortalPages::notices(const Site& site, const HttpRequest&, Language language) {
  return Made{publish::portal_notices(site.site, language), kHtml, ""};
}

Result<PortalPages::Made> PortalPages::notice(const Site& site, const HttpRequest& request,
                                              Language language) {
  const publish::PortalNotice* notice = site.notice(request.parameter("notice"));
  if (notice == nullptr) return tl::unexpected(nothing_there(request.path));
  CHUANGMO_TRY(then, portal_.as_published(*notice));
  return Made{publish::portal_notice(site.site, *notice, then->indicators, then->log_root, language), kHtml,
              ""};
}

Result<PortalPages::Made> PortalPages::plan(const Site& site, const HttpRequest&, Language language) {
  return Made{publish::portal_plan(site.site, language), kHtml, ""};
}

Result<PortalPages::Made> PortalPages::proof(const Site& site, const HttpRequest&, Language language) {
  CHUANGMO_TRY(log, portal_.log());
  return Made{publish::portal_proof(site.site, log, language), kHtml, ""};
}

Result<PortalPages::Made> PortalPages::entry(const Site& site, const HttpRequest& request,
                                             Language language) {
  const auto [text, ending] = parts_of(request.parameter("entry"));
  const auto number = number_of(text);
  const bool is_file = ending == ".txt" && language == Language::zh;
  if (!number || (!ending.empty() && !is_file)) return tl::unexpected(nothing_there(request.path));
  if (is_file) {
    CHUANGMO_TRY(proof, portal_.entry_proof(*site.work, *number));
    return Made{std::move(proof), "text/plain; charset=utf-8",
                disposition("attachment", "entry-" + text + ".txt")};
  }
  CHUANGMO_TRY(entry, portal_.entry(*site.work, *number));
  CHUANGMO_TRY(log, portal_.log());
  return Made{publish::portal_entry(site.site, entry, log, language), kHtml, ""};
}

// Papers that go with a notice, and no others; they can do nothing where they are opened.
HttpResponse PortalPages::paper(const HttpRequest& request) {
  const auto state = portal_.state();
  if (!state) return problem_response(state.error(), request);
  const publish::PortalNotice* notice = (*state)->notice(request.parameter("notice"));
  const bool may_see =
      workflow::may({}, workflow::Action::view_evidence, {.is_published = notice != nullptr}).allowed;
  const HttpResponse missing = problem_response(nothing_there(request.path), request);
  if (!may_see) return not_found(request, missing);
  for (const publish::PortalPaper& paper : notice->papers) {
    if (paper.digest != request.parameter("digest")) continue;
    const auto path = api_.evidence.path_of(paper.digest);
    if (!path) return problem_response(path.error(), request);
    HttpResponse response;
    response.file = FileBody{path->string(), 0, static_cast<std::uint64_t>(paper.size)};
    response.set("Content-Type", paper.type);
    response.set("Content-Disposition", disposition("attachment", paper.name));
    response.set("Content-Security-Policy", "sandbox; default-src 'none'");
    response.set("Cache-Control", "no-cache");
    return response;
  }
  return not_found(request, missing);
}

}  // namespace chuangmo::server
