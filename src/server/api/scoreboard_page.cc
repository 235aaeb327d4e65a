#include "server/api/scoreboard_page.h"

#include <mutex>

#include "app/verdicts.h"
#include "audit/hash.h"
#include "server/api/operations.h"
#include "server/http/problem.h"

namespace chuangmo::server {

namespace {

// The page brings its style and one script; nothing else runs, and nothing is fetched.
std::string policy_of(std::string_view html) {
  constexpr std::string_view kBegin = "<script>";
  const std::size_t begin = html.rfind(kBegin) + kBegin.size();
  const std::string_view script = html.substr(begin, html.rfind("</script>") - begin);
  return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-" +
         audit::sha256({script}).base64() + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

class ScoreboardPage {
 public:
  explicit ScoreboardPage(Api& api) : api_(api) {}

  Result<HttpResponse> respond(const HttpRequest& request) {
    CHUANGMO_TRY(work, api_.office.latest_work());
    const std::lock_guard lock(mutex_);
    if (body_ == nullptr || size_ != work->size) CHUANGMO_CHECK(make(*work));
    HttpResponse response = body_->respond(request);
    response.set("Content-Security-Policy", policy_);
    return response;
  }

 private:
  Result<void> make(const workflow::Work& work) {
    app::EvaluateOptions options;
    options.pinned = work.pinned;
    options.now = api_.office.now();
    const auto plan = api_.office.plan(work);
    CHUANGMO_TRY(reading, api_.office.reader());
    CHUANGMO_TRY(judgement, app::evaluate(*reading, api_.office.library(), options));
    std::string html =
        app::scoreboard_page(*reading, api_.office.library(), judgement,
                             {.plan = plan ? plan->get() : nullptr, .simulated = api_.is_simulated});
    policy_ = policy_of(html);
    body_ = std::make_shared<const CachedBody>(std::move(html), "text/html; charset=utf-8", "no-cache");
    size_ = work.size;
    return {};
  }

  Api& api_;
  std::mutex mutex_;
  SharedCachedBody body_;
  std::string policy_;
  std::int64_t size_ = 0;
};

}  // namespace

void bind_scoreboard_page(Routes& routes, Api& api) {
  const auto page = std::make_shared<ScoreboardPage>(api);
  const RouteRules rules{.where = Where::slow, .rate = RateClass::read};
  routes.add("GET", "/scoreboard", rules, [&api, page](const HttpRequest& request) {
    if (!api.is_simulated) {
      const auto caller = identified_caller(api, request);
      if (!caller) return problem_response(caller.error(), request);
      const workflow::Decision decision = workflow::may(caller->actor, workflow::Action::view_trace, {});
      if (!decision.allowed)
        return problem_response({"API003", decision.why, "先登录有权查看依据的账号"}, request);
    }
    auto answer = page->respond(request);
    return answer ? std::move(*answer) : problem_response(answer.error(), request);
  });
}

}  // namespace chuangmo::server
