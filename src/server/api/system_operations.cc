#include "app/backups.h"
#include "app/demo.h"
#include "server/api/operations.h"
#include "server/api/problem_pages.h"
#include "server/api/work_json.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

Result<HttpResponse> programme(Call& call) {
  Json json = Json::object();
  json["id"] = call.office().programme().id;
  json["title"] = call.office().programme().title;
  json["title_en"] = app::programme_title_en(call.office().library(), call.office().programme().id);
  json["pack"] = call.office().pack().id;
  json["years"] = call.office().pack().years;
  json["simulated"] = call.api().is_simulated;
  json["now"] = call.office().now().text();
  return json_answer(json);
}

Result<HttpResponse> contract(Call&) {
  return text_response(200, "application/yaml", share(std::string(openapi_text())));
}

Json days_json(const std::set<Date>& days) {
  Json json = Json::array();
  for (const Date day : days) json.push_back(day.text());
  return json;
}

Result<HttpResponse> working_calendar(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_plan));
  const WorkingCalendar& calendar = call.office().rules().calendar;
  Json json = Json::object();
  json["years"] = calendar.known_years;
  json["holidays"] = days_json(calendar.holidays);
  json["worked_days"] = days_json(calendar.worked_days);
  return tagged_answer(call, json);
}

// Where a setting lives: what everybody in the office may read is history, a secret is not.
bool is_secret(const std::string& name) {
  return name == "mail_password" || name.starts_with("webhook:");
}

bool is_setting(const std::string& name) {
  constexpr std::string_view kNames[] = {"password_profile", "clamd", "mail", "recipients", "mail_password"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames) || is_secret(name);
}

Failure no_setting(const std::string& name) {
  return {"API004", "没有设置项 " + name,
          "可以设置：password_profile、clamd、mail、recipients、mail_password、webhook:<收信人>"};
}

Json setting_json(const workflow::Work& work, const std::string& name, bool has_secret) {
  Json json = Json::object();
  json["name"] = name;
  json["is_secret"] = is_secret(name);
  const auto found = work.settings.find(name);
  if (is_secret(name)) {
    json["value"] = has_secret ? Json("（已设置）") : Json(nullptr);
  } else {
    json["value"] = found == work.settings.end() ? Json(nullptr) : Json(found->second);
  }
  return json;
}

Result<HttpResponse> setting(Call& call) {
  CHUANGMO_CHECK(call.require(Action::change_settings));
  const std::string name = call.parameter("name");
  if (!is_setting(name)) return tl::unexpected(no_setting(name));
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(secret, call.office().vault_value({"secret", name}));
  return tagged_answer(call, setting_json(*work, name, secret.has_value()));
}

// What would only be found out when somebody waits for a mail.
Result<void> check_setting(const app::Accounts& accounts, const std::string& name, const std::string& value) {
  if (name == "password_profile" && !accounts.is_profile(value))
    return fail("API012", "没有口令规则 " + value, "可以写：djbh3、asvs（catalog/identity.toml）");
  const bool is_object = name == "mail" || name.starts_with("webhook:");
  if (!is_object && name != "recipients") return {};
  const Json json = Json::parse(value, nullptr, false);
  if (is_object ? json.is_object() : json.is_array()) return {};
  return fail("API012", name + " 的值应是 JSON " + (is_object ? "对象" : "数组"),
              "写法见 docs/how-to/run-the-office.md");
}

Result<HttpResponse> put_setting(Call& call) {
  CHUANGMO_CHECK(call.require(Action::change_settings));
  const std::string name = call.parameter("name");
  if (!is_setting(name)) return tl::unexpected(no_setting(name));
  CHUANGMO_TRY(body, call.body({"value"}));
  CHUANGMO_TRY(value, text_of(body, "value"));
  CHUANGMO_CHECK(check_setting(call.api().accounts, name, value));
  const bool secret = is_secret(name);
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_TRY(kept, call.office().vault_value({"secret", name}));
  CHUANGMO_CHECK(call.require_match(tag_of(setting_json(*before, name, kept.has_value()))));
  CHUANGMO_TRY(changed, call.change([&](const workflow::Work&, Instant) -> Result<app::Proposal> {
    app::Proposal proposal;
    proposal.acts.emplace_back(workflow::SettingSet{name, secret ? "（已设置）" : value});
    if (secret) proposal.vault.push_back({{"secret", name}, value, std::nullopt});
    return proposal;
  }));
  return tagged_answer(call, setting_json(*changed.work, name, secret));
}

Json backup_json(const app::Backup& backup) {
  Json json = Json::object();
  json["file"] = backup.file;
  json["bytes"] = backup.bytes;
  json["size"] = backup.size;
  json["root"] = backup.root;
  return json;
}

Result<HttpResponse> back_up(Call& call) {
  CHUANGMO_CHECK(call.require(Action::back_up));
  CHUANGMO_TRY(backup, app::back_up(call.office()));
  return json_answer(backup_json(backup), 201);
}

Result<HttpResponse> backups(Call& call) {
  CHUANGMO_CHECK(call.require(Action::back_up));
  Json json = Json::object();
  json["items"] = Json::array();
  for (const app::Backup& backup : app::backups(call.office())) json["items"].push_back(backup_json(backup));
  return json_answer(json);
}

Result<HttpResponse> health(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_health));
  const auto trouble = call.office().write_trouble();
  CHUANGMO_TRY(work, call.office().latest_work());
  Json json = Json::object();
  json["is_writing"] = !trouble;
  json["trouble"] = trouble ? Json(trouble->text) : Json(nullptr);
  json["what_to_do"] = trouble ? Json(trouble->fix) : Json(nullptr);
  json["journal_size"] = work->size;
  json["recorded_at"] = work->recorded_at.text();
  json["event_clients"] = call.api().events.subscriber_count();
  return json_answer(json);
}

}  // namespace

void add_system_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 64 << 10, .where = Where::worker, .rate = RateClass::write};
  const RouteRules slow{.body_limit = 4096, .where = Where::slow, .rate = RateClass::write};
  operations.add("GET", "/api/v1/openapi.yaml", look, Door::anybody, contract);
  operations.add("GET", "/api/v1/programme", look, Door::anybody, programme);
  operations.add("GET", "/api/v1/settings/{name}", look, Door::logged_in, setting);
  operations.add("PUT", "/api/v1/settings/{name}", write, Door::logged_in, put_setting);
  operations.add("GET", "/api/v1/working-calendar", look, Door::logged_in, working_calendar);
  operations.add("POST", "/api/v1/backups", slow, Door::logged_in, back_up);
  operations.add("GET", "/api/v1/backups", look, Door::logged_in, backups);
  operations.add("GET", "/api/v1/health", look, Door::logged_in, health);
}

}  // namespace chuangmo::server
