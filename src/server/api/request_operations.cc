#include <algorithm>

#include "app/planning.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "workflow/decisions.h"
#include "workflow/descriptions.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

Result<HttpResponse> propose(Call& call) {
  CHUANGMO_CHECK(call.require(Action::edit_obligations));
  CHUANGMO_TRY(report, app::propose_obligations(call.office(), call.actor().account));
  std::vector<Json> items;
  for (const workflow::Obligation& obligation : report.added) items.push_back(obligation_json(obligation));
  Json json = Json::object();
  json["proposed"] = items.size();
  json["items"] = std::move(items);
  json["without_supplier"] = Json::array();
  for (const workflow::Item& item : report.without_supplier)
    json["without_supplier"].push_back(workflow::item_text(item));
  return json_answer(json);
}

Result<HttpResponse> obligations(Call& call) {
  const auto unit = call.query("unit");
  const auto state = call.query("state");
  CHUANGMO_CHECK(call.require(Action::view_obligations, {.unit = unit.value_or(call.actor().unit)}));
  CHUANGMO_TRY(work, call.work());
  std::vector<Json> items;
  for (const auto& [id, obligation] : work->obligations) {
    if (unit && *unit != obligation.unit) continue;
    if (state && *state != workflow::name_of(obligation.state)) continue;
    if (!call.may(Action::view_obligations, {.unit = obligation.unit})) continue;
    items.push_back(obligation_json(obligation));
  }
  return page_answer(call, items, [](const Json& item) { return item["id"].get<std::string>(); });
}

Result<workflow::Obligation> obligation_of(const Call& call, const workflow::Work& work) {
  const auto found = work.obligations.find(call.parameter("obligation"));
  if (found == work.obligations.end())
    return fail("API004", "没有报送义务 " + call.parameter("obligation"), "用 GET /obligations 查看");
  return found->second;
}

Result<HttpResponse> obligation(Call& call) {
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(found, obligation_of(call, *work));
  CHUANGMO_CHECK(call.require(Action::view_obligations, {.unit = found.unit}));
  return tagged_answer(call, obligation_json(found));
}

Result<HttpResponse> put_obligation(Call& call) {
  CHUANGMO_CHECK(call.require(Action::edit_obligations));
  CHUANGMO_TRY(body, call.body({"rhythm", "due", "state", "reason"}));
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_TRY(next, obligation_of(call, *before));
  CHUANGMO_CHECK(call.require_match(tag_of(obligation_json(next))));
  // The whole as the journal keeps it, with what the body changes.
  workflow::Json merged = workflow::to_json(next);
  for (const auto& [key, value] : body.items()) merged[key] = workflow::Json(value);
  workflow::JsonFaults faults;
  next = workflow::from_json<workflow::Obligation>(merged, faults);
  if (!faults.empty())
    return fail("API012", faults.front().pointer + "：" + faults.front().text, faults.front().fix);
  CHUANGMO_CHECK(
      call.change_by([&](const workflow::Moment& at) { return workflow::set_obligation(at, next); }));
  return tagged_answer(call, obligation_json(next));
}

Result<HttpResponse> confirm(Call& call) {
  CHUANGMO_CHECK(call.require(Action::edit_obligations));
  CHUANGMO_TRY(body, call.body({"ids", "all"}));
  std::optional<std::vector<std::string>> ids;
  if (body.value("all", Json(false)) != Json(true)) {
    CHUANGMO_TRY(named, texts_of(body, "ids"));
    ids = std::move(named);
  }
  CHUANGMO_TRY(confirmed, app::confirm_obligations(call.office(), call.actor().account, ids));
  Json json = Json::object();
  json["confirmed"] = confirmed;
  return json_answer(json);
}

Result<HttpResponse> issue(Call& call) {
  CHUANGMO_CHECK(call.require(Action::issue_requests));
  CHUANGMO_TRY(body, call.body({"from", "until"}));
  CHUANGMO_TRY(until, date_of(body, "until"));
  std::optional<Date> from;
  if (body.contains("from")) {
    CHUANGMO_TRY(day, date_of(body, "from"));
    from = day;
  }
  CHUANGMO_TRY(report, app::issue_requests(call.office(), call.actor().account, from, until));
  Json json = Json::object();
  json["issued"] = report.issued;
  json["changed"] = report.changed;
  return json_answer(json);
}

Result<HttpResponse> requests(Call& call) {
  const auto unit = call.query("unit");
  const auto state = call.query("state");
  const auto period = call.query("period");
  std::optional<Date> due_before;
  if (const auto text = call.query("due_before")) {
    CHUANGMO_TRY(day, Date::parse(*text));
    due_before = day;
  }
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(known, call.known_at());
  const Date today = known.value_or(call.office().now()).date();
  std::vector<Json> items;
  for (const auto& [id, request] : work->requests) {
    if (!call.may(Action::view_request, {.unit = request.unit})) continue;
    if (unit && *unit != request.unit) continue;
    if (period && *period != request.period.text()) continue;
    if (due_before && !(request.due < *due_before)) continue;
    Json item = request_json(*work, request, today);
    if (state && item["state"] != *state) continue;
    items.push_back(std::move(item));
  }
  return page_answer(call, items, [](const Json& item) { return item["id"].get<std::string>(); });
}

Result<workflow::Request> request_of(const Call& call, const workflow::Work& work) {
  const auto found = work.requests.find(call.parameter("request"));
  if (found == work.requests.end() || !call.may(Action::view_request, {.unit = found->second.unit}))
    return fail("API004", "没有催报 " + call.parameter("request"), "用 GET /requests 查看");
  return found->second;
}

Result<HttpResponse> request(Call& call) {
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(found, request_of(call, *work));
  CHUANGMO_TRY(known, call.known_at());
  HttpResponse response = json_answer(request_json(*work, found, known.value_or(call.office().now()).date()));
  response.set("ETag", tag_of(Json(workflow::to_json(found))));
  return response;
}

Result<HttpResponse> patch_request(Call& call) {
  CHUANGMO_CHECK(call.require(Action::change_request));
  CHUANGMO_TRY(body, call.body({"due", "closes", "is_withdrawn", "reason"}));
  CHUANGMO_TRY(reason, text_of(body, "reason"));
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_TRY(next, request_of(call, *before));
  CHUANGMO_CHECK(call.require_match(tag_of(Json(workflow::to_json(next)))));
  workflow::Json merged = workflow::to_json(next);
  for (const auto& [key, value] : body.items()) {
    if (key != "reason") merged[key] = workflow::Json(value);
  }
  workflow::JsonFaults faults;
  next = workflow::from_json<workflow::Request>(merged, faults);
  if (!faults.empty())
    return fail("API012", faults.front().pointer + "：" + faults.front().text, faults.front().fix);
  CHUANGMO_TRY(changed, call.change_by([&](const workflow::Moment& at) {
    return workflow::change_request(at, next, reason);
  }));
  HttpResponse response = json_answer(request_json(*changed.work, next, call.office().now().date()));
  response.set("ETag", tag_of(Json(workflow::to_json(next))));
  return response;
}

Result<HttpResponse> grant_late(Call& call) {
  CHUANGMO_CHECK(call.require(Action::grant_late));
  CHUANGMO_TRY(body, call.body({"until", "reason"}));
  CHUANGMO_TRY(until, date_of(body, "until"));
  CHUANGMO_TRY(reason, text_of(body, "reason"));
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_TRY(found, request_of(call, *before));
  CHUANGMO_TRY(changed, call.change_by([&](const workflow::Moment& at) {
    return workflow::grant_late(at, found.id, until, reason);
  }));
  return json_answer(
      request_json(*changed.work, changed.work->requests.at(found.id), call.office().now().date()), 201);
}

}  // namespace

void add_request_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 256 << 10, .where = Where::worker, .rate = RateClass::write};
  operations.add("POST", "/api/v1/obligations/proposals", write, Door::logged_in, propose);
  operations.add("GET", "/api/v1/obligations", look, Door::logged_in, obligations);
  operations.add("POST", "/api/v1/obligations/confirmation", write, Door::logged_in, confirm);
  operations.add("GET", "/api/v1/obligations/{obligation}", look, Door::logged_in, obligation);
  operations.add("PUT", "/api/v1/obligations/{obligation}", write, Door::logged_in, put_obligation);
  operations.add("POST", "/api/v1/requests/issue", write, Door::logged_in, issue);
  operations.add("GET", "/api/v1/requests", look, Door::logged_in, requests);
  operations.add("GET", "/api/v1/requests/{request}", look, Door::logged_in, request);
  operations.add("PATCH", "/api/v1/requests/{request}", write, Door::logged_in, patch_request);
  operations.add("POST", "/api/v1/requests/{request}/exceptions", write, Door::logged_in, grant_late);
}

}  // namespace chuangmo::server
