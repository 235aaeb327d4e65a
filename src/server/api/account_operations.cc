#include "app/planning.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "workflow/decisions.h"
#include "workflow/descriptions.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

Result<workflow::Account> account_of(const Call& call, const workflow::Work& work) {
  const auto found = work.accounts.find(call.parameter("account"));
  if (found == work.accounts.end())
    return fail("API004", "没有账号 " + call.parameter("account"), "用 GET /accounts 查看");
  return found->second;
}

Result<HttpResponse> accounts(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_accounts));
  CHUANGMO_TRY(work, call.work());
  std::vector<Json> items;
  for (const auto& [id, account] : work->accounts) items.push_back(account_json(account));
  return page_answer(call, items, [](const Json& item) { return item["id"].get<std::string>(); });
}

Result<HttpResponse> account(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_accounts, {.account = call.parameter("account")}));
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(found, account_of(call, *work));
  return tagged_answer(call, account_json(found));
}

// Of a body that holds some of an account's members, over what stands there.
Result<workflow::Account> merged(const workflow::Account& account, const Json& body) {
  workflow::Json json = workflow::to_json(account);
  for (const auto& [key, value] : body.items()) json[key] = workflow::Json(value);
  if (json["roles"].is_array()) {  // a set: in any order
    std::vector<workflow::Json> roles = json["roles"];
    std::sort(roles.begin(), roles.end(), [](const workflow::Json& a, const workflow::Json& b) {
      const auto role = [](const workflow::Json& each) {
        return each.is_string() ? workflow::from_name<workflow::Role>(each.get<std::string>()) : std::nullopt;
      };
      return role(a) < role(b);
    });
    json["roles"] = roles;
  }
  workflow::JsonFaults faults;
  workflow::Account next = workflow::from_json<workflow::Account>(json, faults);
  if (!faults.empty())
    return fail("API012", faults.front().pointer + "：" + faults.front().text, faults.front().fix);
  next.created_at = account.created_at;
  return next;
}

Result<HttpResponse> create(Call& call) {
  CHUANGMO_CHECK(call.require(Action::create_account));
  CHUANGMO_TRY(body, call.body({"id", "name", "unit", "roles"}));
  CHUANGMO_TRY(next, merged({}, body));
  CHUANGMO_TRY(before, call.office().latest_work());
  if (!next.unit.empty()) CHUANGMO_CHECK(app::require_known_unit(call.office(), *before, next.unit));
  CHUANGMO_TRY(changed,
               call.change_by([&](const workflow::Moment& at) { return app::new_account(at, next); }));
  CHUANGMO_TRY(token, call.api().accounts.invite(next.id, identity::InvitationPurpose::new_account));
  Json json = account_json(changed.work->accounts.at(next.id));
  json["invitation"] = token;
  return json_answer(json, 201);
}

Result<HttpResponse> put(Call& call) {
  CHUANGMO_TRY(body, call.body({"name", "unit", "roles", "state"}));
  const workflow::Target target{.account = call.parameter("account")};
  CHUANGMO_CHECK(call.require(Action::change_roles, target));
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_TRY(present, account_of(call, *before));
  CHUANGMO_CHECK(call.require_match(tag_of(account_json(present))));
  CHUANGMO_TRY(next, merged(present, body));
  if (next.state != present.state) CHUANGMO_CHECK(call.require(Action::disable_account, target));
  CHUANGMO_TRY(changed,
               call.change_by([&](const workflow::Moment& at) { return workflow::set_account(at, next); }));
  if (next.state == workflow::AccountState::disabled) {
    CHUANGMO_CHECK(call.api().accounts.end_sessions(next.id, call.actor().account));
    call.api().events.drop_account(next.id);
  }
  return tagged_answer(call, account_json(changed.work->accounts.at(next.id)));
}

Result<HttpResponse> invite(Call& call) {
  CHUANGMO_CHECK(call.require(Action::reset_password, {.account = call.parameter("account")}));
  CHUANGMO_TRY(token, call.api().accounts.invite(call.parameter("account"),
                                                 identity::InvitationPurpose::password_reset));
  Json json = Json::object();
  json["invitation"] = token;
  return json_answer(json, 201);
}

Result<HttpResponse> unlock(Call& call) {
  CHUANGMO_CHECK(call.require(Action::unlock_account, {.account = call.parameter("account")}));
  CHUANGMO_CHECK(call.api().accounts.unlock(call.parameter("account")));
  return empty_response(204);
}

Result<HttpResponse> end_sessions(Call& call) {
  CHUANGMO_CHECK(call.require(Action::revoke_any_session, {.account = call.parameter("account")}));
  CHUANGMO_CHECK(call.api().accounts.end_sessions(call.parameter("account"), call.actor().account));
  call.api().events.drop_account(call.parameter("account"));
  return empty_response(204);
}

}  // namespace

void add_account_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 8192, .where = Where::worker, .rate = RateClass::write};
  operations.add("GET", "/api/v1/accounts", look, Door::logged_in, accounts);
  operations.add("POST", "/api/v1/accounts", write, Door::logged_in, create);
  operations.add("GET", "/api/v1/accounts/{account}", look, Door::logged_in, account);
  operations.add("PUT", "/api/v1/accounts/{account}", write, Door::logged_in, put);
  operations.add("POST", "/api/v1/accounts/{account}/invitation", write, Door::logged_in, invite);
  operations.add("POST", "/api/v1/accounts/{account}/unlock", write, Door::logged_in, unlock);
  operations.add("DELETE", "/api/v1/accounts/{account}/sessions", write, Door::logged_in, end_sessions);
}

}  // namespace chuangmo::server
