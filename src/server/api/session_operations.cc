#include "server/api/operations.h"
#include "workflow/names.h"

namespace chuangmo::server {

namespace {

app::Caller caller_of(const Call& call) {
  return {call.request().remote_address, std::string(call.request().field("User-Agent"))};
}

Json session_json(const app::Office& office, const app::Identified& identified) {
  const app::WorkState work = office.work();
  const auto account = work->accounts.find(identified.actor.account);
  Json json = Json::object();
  json["account"] = identified.actor.account;
  json["name"] = account == work->accounts.end() ? "" : account->second.name;
  json["unit"] = identified.actor.unit;
  Json roles = Json::array();
  for (const workflow::Role role : identified.actor.roles) roles.push_back(workflow::name_of(role));
  json["roles"] = std::move(roles);
  json["must_change_password"] = identified.must_change_password;
  json["csrf_token"] = identified.csrf;
  return json;
}

HttpResponse logged_in_answer(Call& call, const app::LoggedIn& logged_in, int status) {
  HttpResponse response = json_answer(session_json(call.office(), logged_in.identified), status);
  response.set("Set-Cookie",
               "__Host-session=" + logged_in.token + "; Path=/; Secure; HttpOnly; SameSite=Strict");
  return response;
}

Result<HttpResponse> log_in(Call& call) {
  CHUANGMO_TRY(body, call.body({"account", "password", "totp"}));
  CHUANGMO_TRY(account, text_of(body, "account"));
  CHUANGMO_TRY(password, text_of(body, "password"));
  CHUANGMO_TRY(code, text_of(body, "totp", ""));
  CHUANGMO_TRY(logged_in, call.api().accounts.log_in(account, password, code, caller_of(call)));
  return logged_in_answer(call, logged_in, 201);
}

Result<HttpResponse> who(Call& call) {
  if (!call.actor().account.empty()) return json_answer(session_json(call.office(), call.identified()));
  if (!call.request().field("Authorization").empty())
    return fail("API001", "访问令牌无效或已过期", "换一个有效的令牌");
  return empty_response(204);
}

Result<HttpResponse> log_out(Call& call) {
  if (!call.identified().session.empty())
    CHUANGMO_CHECK(call.api().accounts.end_session(call.identified(), call.identified().session));
  call.api().events.drop_account(call.actor().account);
  HttpResponse response = empty_response(204);
  response.set("Set-Cookie", "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
  return response;
}

Result<HttpResponse> sessions(Call& call) {
  Json json = Json::object();
  json["items"] = Json::array();
  for (const app::OpenSession& open : call.api().accounts.sessions(call.identified())) {
    Json item = Json::object();
    item["id"] = open.id;
    item["created_at"] = open.session.created_at.text();
    item["last_seen"] = open.session.last_seen_at.text();
    item["address"] = open.session.address;
    item["is_current"] = open.is_current;
    json["items"].push_back(std::move(item));
  }
  return json_answer(json);
}

Result<HttpResponse> end_session(Call& call) {
  CHUANGMO_CHECK(call.api().accounts.end_session(call.identified(), call.parameter("session")));
  call.api().events.drop_account(call.actor().account);
  return empty_response(204);
}

Result<HttpResponse> change_password(Call& call) {
  CHUANGMO_CHECK(call.require_session());
  CHUANGMO_TRY(body, call.body({"old", "new"}));
  CHUANGMO_TRY(old_password, text_of(body, "old"));
  CHUANGMO_TRY(new_password, text_of(body, "new"));
  CHUANGMO_CHECK(call.api().accounts.change_password(call.identified(), old_password, new_password));
  return empty_response(204);
}

Result<HttpResponse> accept_invitation(Call& call) {
  CHUANGMO_TRY(body, call.body({"token", "account", "name", "password"}));
  CHUANGMO_TRY(token, text_of(body, "token"));
  CHUANGMO_TRY(account, text_of(body, "account", ""));
  CHUANGMO_TRY(name, text_of(body, "name", ""));
  CHUANGMO_TRY(password, text_of(body, "password"));
  CHUANGMO_TRY(logged_in,
               call.api().accounts.accept_invitation(token, account, name, password, caller_of(call)));
  return logged_in_answer(call, logged_in, 201);
}

Result<HttpResponse> enrol(Call& call) {
  CHUANGMO_CHECK(call.require_session());
  CHUANGMO_TRY(enrolment, call.api().accounts.enrol_second_factor(call.identified()));
  Json json = Json::object();
  json["secret"] = enrolment.secret;
  json["uri"] = enrolment.uri;
  return json_answer(json, 201);
}

Result<HttpResponse> confirm_totp(Call& call) {
  CHUANGMO_CHECK(call.require_session());
  CHUANGMO_TRY(body, call.body({"code"}));
  CHUANGMO_TRY(code, text_of(body, "code"));
  CHUANGMO_TRY(codes, call.api().accounts.confirm_second_factor(call.identified(), code));
  Json json = Json::object();
  json["recovery_codes"] = codes;
  return json_answer(json);
}

Result<HttpResponse> remove_totp(Call& call) {
  CHUANGMO_CHECK(call.require_session());
  CHUANGMO_TRY(body, call.body({"password"}));
  CHUANGMO_TRY(password, text_of(body, "password"));
  CHUANGMO_CHECK(call.api().accounts.remove_second_factor(call.identified(), password));
  return empty_response(204);
}

Json token_json(const identity::ApiToken& token) {
  Json json = Json::object();
  json["id"] = token.id;
  json["name"] = token.name;
  json["scopes"] = token.scopes;
  json["until"] = token.until.text();
  return json;
}

Result<HttpResponse> tokens(Call& call) {
  CHUANGMO_TRY(mine, call.api().accounts.tokens(call.identified()));
  Json json = Json::object();
  json["items"] = Json::array();
  for (const identity::ApiToken& token : mine) json["items"].push_back(token_json(token));
  return json_answer(json);
}

Result<HttpResponse> make_token(Call& call) {
  CHUANGMO_CHECK(call.require_session());
  CHUANGMO_CHECK(call.require(workflow::Action::make_own_token, {.account = call.actor().account}));
  CHUANGMO_TRY(body, call.body({"name", "scopes", "until"}));
  CHUANGMO_TRY(name, text_of(body, "name"));
  CHUANGMO_TRY(scopes, texts_of(body, "scopes"));
  CHUANGMO_TRY(until_text, text_of(body, "until"));
  CHUANGMO_TRY(until, Instant::parse(until_text));
  for (const std::string& scope : scopes) {
    if (scope != "read" && scope != "write") return fail("API012", "权限范围 " + scope, "可以写 read、write");
  }
  CHUANGMO_TRY(
      made, call.api().accounts.make_token(call.identified(), name, {scopes.begin(), scopes.end()}, until));
  Json json = Json::object();
  json["id"] = made.id;
  json["token"] = made.text;
  return json_answer(json, 201);
}

Result<HttpResponse> revoke_token(Call& call) {
  CHUANGMO_CHECK(call.require_session());
  CHUANGMO_CHECK(call.api().accounts.revoke_token(call.identified(), call.parameter("token")));
  return empty_response(204);
}

}  // namespace

void add_session_operations(Operations& operations) {
  constexpr std::size_t kSmall = 8192;
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = kSmall, .where = Where::worker, .rate = RateClass::write};
  // A digest of a password takes long and much memory: few at a time, a short queue.
  const RouteRules login{.body_limit = kSmall, .where = Where::slow, .rate = RateClass::login};
  operations.add("POST", "/api/v1/session", login, Door::anybody, log_in);
  operations.add("GET", "/api/v1/session", look, Door::anybody, who);
  operations.add("DELETE", "/api/v1/session", write, Door::logged_in, log_out);
  operations.add("GET", "/api/v1/sessions", look, Door::logged_in, sessions);
  operations.add("DELETE", "/api/v1/sessions/{session}", write, Door::logged_in, end_session);
  operations.add("POST", "/api/v1/password", login, Door::logged_in, change_password);
  operations.add("POST", "/api/v1/invitations/accept", login, Door::anybody, accept_invitation);
  operations.add("POST", "/api/v1/totp", write, Door::logged_in, enrol);
  operations.add("POST", "/api/v1/totp/confirm", write, Door::logged_in, confirm_totp);
  operations.add("DELETE", "/api/v1/totp", login, Door::logged_in, remove_totp);
  operations.add("GET", "/api/v1/tokens", look, Door::logged_in, tokens);
  operations.add("POST", "/api/v1/tokens", write, Door::logged_in, make_token);
  operations.add("DELETE", "/api/v1/tokens/{token}", write, Door::logged_in, revoke_token);
}

}  // namespace chuangmo::server
