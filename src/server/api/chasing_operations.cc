#include "app/chasing.h"
#include "app/coverage.h"
#include "app/planning.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "workflow/clock_13710.h"
#include "workflow/descriptions.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

Json slip_json(const workflow::Slip& slip) {
  Json json = Json::object();
  json["about"] = slip.about;
  json["unit"] = slip.unit;
  json["colour"] = workflow::slip_colour_name(slip.colour);
  json["due"] = slip.due.text();
  json["overdue_working_days"] = slip.overdue_working_days;
  json["level"] = workflow::escalation_level_name(slip.level);
  json["title"] = slip.title;
  json["reason"] = slip.reason;
  return json;
}

Result<HttpResponse> slips(Call& call) {
  const auto unit = call.query("unit");
  const auto colour = call.query("colour");
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(known, call.known_at());
  CHUANGMO_TRY(all, app::slips(call.office(), *work, known.value_or(call.office().now()).date()));
  Json json = Json::object();
  json["items"] = Json::array();
  for (const workflow::Slip& slip : all) {
    if (!call.may(Action::view_request, {.unit = slip.unit})) continue;
    if (unit && *unit != slip.unit) continue;
    if (colour && *colour != workflow::slip_colour_name(slip.colour)) continue;
    json["items"].push_back(slip_json(slip));
  }
  return json_answer(json);
}

Json moment_json(const std::optional<Instant>& moment) {
  return moment ? Json(moment->text()) : Json(nullptr);
}

Json matter_json(Call& call, const workflow::Matter& matter, Date as_of) {
  const app::OfficeRules& rules = call.office().rules();
  const workflow::MatterClock clock =
      workflow::clock_13710(matter, rules.settings.matter, rules.calendar, as_of);
  Json json = Json::object();
  json["id"] = matter.id;
  json["unit"] = matter.unit;
  json["title"] = matter.title;
  json["about"] = matter.about;
  json["opened_at"] = matter.opened_at.text();
  json["opened_by"] = matter.opened_by;
  json["is_hard"] = matter.is_hard;
  json["hard_reason"] = matter.hard_reason;
  json["studied_at"] = moment_json(matter.studied_at);
  json["answered_at"] = moment_json(matter.answered_at);
  json["settled_at"] = moment_json(matter.settled_at);
  json["last_word"] = matter.last_word;
  json["stage"] = workflow::matter_stage_name(clock.stage);
  json["study_by"] = clock.study_by.text();
  json["answer_by"] = clock.answer_by.text();
  json["settle_by"] = clock.settle_by.text();
  json["is_overdue"] = clock.is_overdue;
  json["overdue_working_days"] = clock.overdue_working_days;
  return json;
}

Result<HttpResponse> matters(Call& call) {
  const auto unit = call.query("unit");
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(known, call.known_at());
  const Date as_of = known.value_or(call.office().now()).date();
  std::vector<Json> items;
  for (const auto& [id, matter] : work->matters) {
    if (!call.may(Action::view_matters, {.unit = matter.unit})) continue;
    if (!unit || *unit == matter.unit) items.push_back(matter_json(call, matter, as_of));
  }
  return page_answer(call, items, [](const Json& item) { return item["id"].get<std::string>(); });
}

Result<HttpResponse> open_matter(Call& call) {
  CHUANGMO_CHECK(call.require(Action::open_matter));
  CHUANGMO_TRY(body, call.body({"unit", "title", "about", "hard_reason"}));
  CHUANGMO_TRY(unit, text_of(body, "unit"));
  CHUANGMO_TRY(title, text_of(body, "title"));
  CHUANGMO_TRY(about, text_of(body, "about", ""));
  CHUANGMO_TRY(hard_reason, text_of(body, "hard_reason", ""));
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_CHECK(app::require_known_unit(call.office(), *before, unit));
  std::string id;
  CHUANGMO_TRY(changed, call.change_by([&](const workflow::Moment& at) -> Result<workflow::Acts> {
    CHUANGMO_TRY(acts, workflow::open_matter(at, unit, title, about, hard_reason));
    id = std::get<workflow::MatterOpened>(acts.front()).matter.id;
    return acts;
  }));
  return json_answer(matter_json(call, changed.work->matters.at(id), call.office().now().date()), 201);
}

Result<HttpResponse> move_matter(Call& call) {
  CHUANGMO_TRY(before, call.office().latest_work());
  const auto found = before->matters.find(call.parameter("matter"));
  if (found == before->matters.end() || !call.may(Action::view_matters, {.unit = found->second.unit}))
    return fail("API004", "没有督办事项 " + call.parameter("matter"), "用 GET /matters 查看");
  CHUANGMO_CHECK(call.require(Action::move_matter, {.unit = found->second.unit}));
  CHUANGMO_TRY(body, call.body({"step", "text"}));
  CHUANGMO_TRY(step_text, text_of(body, "step"));
  CHUANGMO_TRY(text, text_of(body, "text", ""));
  CHUANGMO_TRY(step, named_value(step_text, "step",
                                 {workflow::MatterStep::studied, workflow::MatterStep::answered,
                                  workflow::MatterStep::settled, workflow::MatterStep::hard},
                                 [](auto value) { return workflow::name_of(value); }));
  CHUANGMO_TRY(changed, call.change_by([&](const workflow::Moment& at) {
    return workflow::move_matter(at, call.parameter("matter"), step, text);
  }));
  return json_answer(
      matter_json(call, changed.work->matters.at(call.parameter("matter")), call.office().now().date()));
}

Result<HttpResponse> send_reminders(Call& call) {
  CHUANGMO_CHECK(call.require(Action::send_reminders));
  CHUANGMO_TRY(all, call.api().chaser.send_due());
  Json json = Json::object();
  json["sent"] = std::count_if(all.begin(), all.end(), [](const app::Sent& each) { return each.ok; });
  json["failed"] = std::count_if(all.begin(), all.end(), [](const app::Sent& each) { return !each.ok; });
  json["messages"] = Json::array();
  for (const app::Sent& each : all) {
    Json message = Json::object();
    message["recipient"] = each.recipient;
    message["channel"] = each.channel;
    message["ok"] = each.ok;
    message["said"] = each.said;
    json["messages"].push_back(std::move(message));
  }
  return json_answer(json);
}

Json share_json(const workflow::Share& share) {
  Json json = Json::object();
  json["part"] = share.part;
  json["whole"] = share.whole;
  return json;
}

Result<HttpResponse> scores(Call& call) {
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(known, call.known_at());
  std::optional<int> year;
  if (const auto text = call.query("year")) {
    CHUANGMO_TRY(period, Period::parse(*text));
    year = period.begin.year();
  }
  CHUANGMO_TRY(all, app::scores(call.office(), *work, year, known.value_or(call.office().now()).date()));
  Json json = Json::object();
  json["items"] = Json::array();
  for (const workflow::UnitScore& score : all) {
    if (!call.may(Action::view_scores, {.unit = score.unit})) continue;
    Json item = Json::object();
    item["unit"] = score.unit;
    item["period"] = score.period.text();
    item["complete"] = share_json(score.complete);
    item["lacking"] = score.lacking;
    item["on_time"] = share_json(score.on_time);
    item["late"] = score.late;
    item["mean_days_late"] = score.mean_days_late ? Json(score.mean_days_late->text()) : Json(nullptr);
    item["returned"] = score.returned;
    item["returns"] = score.returns;
    item["corrected"] = score.corrected;
    item["corrections"] = score.corrections;
    json["items"].push_back(std::move(item));
  }
  return json_answer(json);
}

Result<HttpResponse> calendar_link(Call& call) {
  CHUANGMO_CHECK(call.require(Action::read_calendar_feed, {.unit = call.actor().unit}));
  CHUANGMO_TRY(token, call.api().accounts.make_feed_token(call.identified()));
  Json json = Json::object();
  json["path"] = "/api/v1/calendars/" + token + ".ics";
  return json_answer(json, 201);
}

// Calendar programs cannot log in: the address itself is the secret.
Result<HttpResponse> calendar(Call& call) {
  std::string token = call.parameter("feed");
  constexpr std::string_view kEnding = ".ics";
  if (token.ends_with(kEnding)) token.resize(token.size() - kEnding.size());
  CHUANGMO_TRY(account, call.api().accounts.by_feed_token(token));
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(text, app::unit_calendar(call.office(), *work, account.unit));
  return text_response(200, "text/calendar; charset=utf-8", share(std::move(text)));
}

}  // namespace

void add_chasing_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 64 << 10, .where = Where::worker, .rate = RateClass::write};
  const RouteRules slow{.body_limit = 4096, .where = Where::slow, .rate = RateClass::write};
  operations.add("GET", "/api/v1/slips", look, Door::logged_in, slips);
  operations.add("GET", "/api/v1/matters", look, Door::logged_in, matters);
  operations.add("POST", "/api/v1/matters", write, Door::logged_in, open_matter);
  operations.add("POST", "/api/v1/matters/{matter}/steps", write, Door::logged_in, move_matter);
  operations.add("POST", "/api/v1/reminders", slow, Door::logged_in, send_reminders);
  operations.add("GET", "/api/v1/scores", look, Door::logged_in, scores);
  operations.add("POST", "/api/v1/calendar/link", write, Door::logged_in, calendar_link);
  operations.add("GET", "/api/v1/calendars/{feed}", look, Door::anybody, calendar);
}

}  // namespace chuangmo::server
