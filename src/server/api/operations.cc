#include "server/api/operations.h"

#include <algorithm>

#include "base/digest.h"
#include "server/http/conditional.h"
#include "server/http/problem.h"
#include "server/http/request_fields.h"

namespace chuangmo::server {

namespace {

constexpr const char* kSessionCookie = "__Host-session";
constexpr const char* kReplayShelf = "answer";
constexpr std::int64_t kReplaySeconds = 24 * 3600;

bool is_unsafe(std::string_view method) {
  return method != "GET" && method != "HEAD";
}

std::string compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

app::Caller caller_of(const HttpRequest& request) {
  return {request.remote_address, std::string(request.field("User-Agent"))};
}

// A bearer token, else the session's cookie; nobody when neither is there.
Result<std::optional<app::Identified>> identify(Api& api, const HttpRequest& request) {
  if (const auto token = bearer_token(request)) {
    CHUANGMO_TRY(by_token, api.accounts.by_token(*token, caller_of(request)));
    return std::optional(std::move(by_token));
  }
  const auto cookie = cookie_value(request.field("Cookie"), kSessionCookie);
  if (!cookie) return std::optional<app::Identified>();
  CHUANGMO_TRY(by_session, api.accounts.by_session(*cookie, caller_of(request)));
  return std::optional(std::move(by_session));
}

// What a logged-in caller must bring besides.
Result<void> admit(const app::Identified& caller, const HttpRequest& request) {
  const bool by_session = !caller.session.empty();
  const bool unsafe = is_unsafe(request.method);
  if (by_session && unsafe && request.field("X-CSRF-Token") != caller.csrf)
    return fail("API002", "请求没有带上本次登录的 X-CSRF-Token", "重新读取 GET /api/v1/session 后再试");
  if (!by_session && !caller.scopes.contains(unsafe ? "write" : "read"))
    return fail("API003", unsafe ? "这个令牌只能读取" : "这个令牌不能读取", "换一个有相应权限的令牌");
  const bool is_about_itself = request.path == "/api/v1/session" || request.path == "/api/v1/password";
  if (caller.must_change_password && !is_about_itself)
    return fail("API005", "须先修改密码", "用 POST /api/v1/password 设置新密码");
  return {};
}

HttpResponse answer_of(Result<HttpResponse> answer, const HttpRequest& request, const std::string& account) {
  HttpResponse response = answer ? std::move(*answer) : problem_response(answer.error(), request);
  response.account = account;
  return response;
}

// Answers with secrets in them, or made from passwords, are kept nowhere; doing these twice does no harm.
bool is_secret(std::string_view path) {
  constexpr std::string_view kSecret[] = {"/api/v1/session", "/api/v1/password", "/api/v1/invitations",
                                          "/api/v1/totp",    "/api/v1/tokens",   "/api/v1/accounts",
                                          "/api/v1/calendar"};
  return std::any_of(std::begin(kSecret), std::end(kSecret),
                     [&](std::string_view begin) { return path.starts_with(begin); });
}

std::string replay_key(const app::Identified& caller, const std::string& given) {
  return caller.actor.account + ":" + given;
}

std::string fingerprint(const HttpRequest& request) {
  return sha256_hex(request.method + " " + request.path + "?" + request.raw_query + "\n" +
                    std::string(request.body_text()));
}

// What stands in the vault under the key: "running <fingerprint>" from the change on, then the answer.
Result<std::optional<HttpResponse>> answered_before(Api& api, const HttpRequest& request,
                                                    const std::string& key) {
  CHUANGMO_TRY(kept, api.office.vault_value({kReplayShelf, key}));
  if (!kept) return std::optional<HttpResponse>();
  const Json record = Json::parse(*kept, nullptr, false);
  if (record.value("fingerprint", "") != fingerprint(request))
    return fail("API030", "这个 Idempotency-Key 用过，内容不同", "换一个新的 Idempotency-Key");
  if (!record.contains("status"))
    return fail("API031", "这个请求已经执行过，答复没有留下来", "重新读取相关内容，看结果");
  HttpResponse response =
      text_response(record.value("status", 200), "application/json", share(record.value("body", "")));
  response.set("Idempotency-Replayed", "true");
  return std::optional(std::move(response));
}

std::string running_record(const HttpRequest& request) {
  Json record = Json::object();
  record["fingerprint"] = fingerprint(request);
  return compact(record);
}

void keep_answer(Api& api, const HttpRequest& request, const std::string& key, const HttpResponse& response) {
  Json record = Json::object();
  record["fingerprint"] = fingerprint(request);
  record["status"] = response.status;
  record["body"] = response.body ? *response.body : "";
  const Instant until{api.office.now().seconds + kReplaySeconds};
  // Not kept, a repetition is told that it was done already.
  static_cast<void>(api.office.change_vault({{{kReplayShelf, key}, compact(record), until}}));
}

// One request, done at most once under its key.
HttpResponse run_once(Call& call, const std::string& key, const Operation& operation) {
  Api& api = call.api();
  const HttpRequest& request = call.request();
  auto before = answered_before(api, request, key);
  if (!before) return problem_response(before.error(), request);
  if (*before) return std::move(**before);
  call.when_changing([&](Instant now) -> store::VaultChange {
    return {{kReplayShelf, key}, running_record(request), Instant{now.seconds + kReplaySeconds}};
  });
  HttpResponse response = answer_of(operation(call), request, call.actor().account);
  if (response.status < 300) keep_answer(api, request, key, response);
  return response;
}

// Whoever the door lets in. A session that is over does not keep anybody from what is open to all, such as
// logging in.
Result<app::Identified> let_in(Api& api, const HttpRequest& request, Door door) {
  if (door == Door::logged_in) return identified_caller(api, request);
  const auto known = identify(api, request);
  return known ? known->value_or(app::Identified{}) : app::Identified{};
}

HttpResponse run(Api& api, const HttpRequest& request, Door door, const Operation& operation) {
  const auto let = let_in(api, request, door);
  if (!let) return problem_response(let.error(), request);
  const app::Identified& caller = *let;
  Call call(api, request, caller);
  const auto given = idempotency_key(request);
  if (!given) return problem_response(given.error(), request);
  if (request.method != "POST" || !*given || caller.actor.account.empty() || is_secret(request.path))
    return answer_of(operation(call), request, caller.actor.account);
  const std::string key = replay_key(caller, **given);
  // While the first is still being done, a second would find no trace of it.
  if (!api.running->begin(key))
    return problem_response(
        {"API031", "这个请求正在执行", "稍后用同一个 Idempotency-Key 再问，会得到它的答复"}, request);
  const std::shared_ptr<void> running(nullptr, [&](void*) { api.running->end(key); });
  return run_once(call, key, operation);
}

}  // namespace

Result<app::Identified> identified_caller(Api& api, const HttpRequest& request) {
  CHUANGMO_TRY(caller, identify(api, request));
  if (!caller) return fail("API001", "没有登录", "先登录：POST /api/v1/session");
  CHUANGMO_CHECK(admit(*caller, request));
  return std::move(*caller);
}

void Operations::add(std::string_view method, std::string_view pattern, RouteRules rules, Door door,
                     Operation operation) {
  rows_.push_back({std::string(method), std::string(pattern), std::move(rules), door, std::move(operation)});
}

Operations all_operations() {
  Operations operations;
  add_session_operations(operations);
  add_account_operations(operations);
  add_plan_operations(operations);
  add_plan_editing_operations(operations);
  add_request_operations(operations);
  add_submission_operations(operations);
  add_workbook_operations(operations);
  add_evidence_operations(operations);
  add_fact_operations(operations);
  add_figure_operations(operations);
  add_monitoring_operations(operations);
  add_verdict_operations(operations);
  add_verdict_view_operations(operations);
  add_view_operations(operations);
  add_chasing_operations(operations);
  add_publishing_operations(operations);
  add_document_operations(operations);
  add_dossier_operations(operations);
  add_drill_operations(operations);
  add_log_operations(operations);
  add_system_operations(operations);
  return operations;
}

void bind_operations(Routes& routes, Api& api, const Operations& operations) {
  for (const Operations::Row& row : operations.rows()) {
    routes.add(row.method, row.pattern, row.rules,
               [&api, door = row.door, operation = row.operation](const HttpRequest& request) {
                 return run(api, request, door, operation);
               });
  }
}

void bind_events(Routes& routes, Api& api) {
  const RouteRules rules{.where = Where::worker, .rate = RateClass::read};
  routes.add_late("GET", "/api/v1/events", rules,
                  [&api](const std::shared_ptr<const HttpRequest>& request, const Reply& reply) {
                    const auto caller = identified_caller(api, *request);
                    if (!caller) {
                      reply.send(problem_response(caller.error(), *request));
                      return;
                    }
                    const workflow::Actor actor = caller->actor;
                    // Units hear of their own work; verdicts are everybody's.
                    api.events.subscribe(
                        *request, reply, actor.account, [&api, actor](std::string_view topic) {
                          constexpr std::string_view kWork = "work:";
                          if (!topic.starts_with(kWork))
                            return workflow::may(actor, workflow::Action::view_verdicts, {}).allowed;
                          const std::string unit(topic.substr(kWork.size()));
                          const workflow::Target target = as_carried_on(api.office, actor, {.unit = unit});
                          return workflow::may(actor, workflow::Action::view_request, target).allowed;
                        });
                  });
}

}  // namespace chuangmo::server
