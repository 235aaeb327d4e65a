#include "app/reporting.h"
#include "app/request_form.h"
#include "app/submitted_facts.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "server/http/conditional.h"
#include "server/http/problem.h"
#include "workflow/submission_content.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

Failure no_request(const std::string& id) {
  return {"API004", "没有催报 " + id, "用 GET /requests 查看"};
}

// The request of the path, if its unit's work is open to the caller for this action.
Result<workflow::Request> request_for(Call& call, const workflow::Work& work, Action action) {
  const auto found = work.requests.find(call.parameter("request"));
  if (found == work.requests.end() || !call.may(Action::view_request, {.unit = found->second.unit}))
    return tl::unexpected(no_request(call.parameter("request")));
  CHUANGMO_CHECK(call.require(action, {.unit = found->second.unit}));
  return found->second;
}

Result<workflow::Submission> submission_for(Call& call, const workflow::Work& work, Action action) {
  const workflow::Submission* found = work.submission(call.parameter("submission"));
  if (found == nullptr || !call.may(Action::view_submission, {.unit = found->unit}))
    return fail("API004", "没有报送 " + call.parameter("submission"), "用 GET /submissions 查看");
  CHUANGMO_CHECK(call.require(action, {.unit = found->unit}));
  return *found;
}

// Everything that is wrong with a content goes back at once.
Result<workflow::SubmissionContent> content_of(const Call& call) {
  workflow::ReadContent read = workflow::read_content(call.request().body_text());
  if (read.diagnostics.empty()) return std::move(read.content);
  std::string text;
  for (const Diagnostic& fault : read.diagnostics)
    text += (text.empty() ? "" : "；") + fault.where.column + " " + fault.text;
  return fail(read.diagnostics.front().code, text, read.diagnostics.front().fix);
}

Result<HttpResponse> draft(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(request, request_for(call, *work, Action::edit_draft));
  CHUANGMO_TRY(found, app::draft(call.office(), request.id));
  HttpResponse response = json_response(200, found.text);
  response.set("ETag", "\"" + found.tag + "\"");
  return response;
}

Result<HttpResponse> put_draft(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(request, request_for(call, *work, Action::edit_draft));
  CHUANGMO_TRY(content, content_of(call));
  CHUANGMO_TRY(present, app::draft(call.office(), request.id));
  CHUANGMO_CHECK(call.require_match_or_none("\"" + present.tag + "\"", !present.tag.empty()));
  CHUANGMO_TRY(next, app::put_draft(call.office(), request.id, present.tag, content));
  HttpResponse response = json_response(200, next.text);
  response.set("ETag", "\"" + next.tag + "\"");
  return response;
}

Result<HttpResponse> check(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(request, request_for(call, *work, Action::edit_draft));
  CHUANGMO_TRY(content, content_of(call));
  CHUANGMO_TRY(findings, app::check_content(call.office(), *work, request.id, content));
  Json json = Json::object();
  json["findings"] = findings_json(findings, call.office().rules());
  return json_answer(json);
}

Json known_number(const std::optional<std::string>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json figure_entry(const app::FormFigure& figure) {
  Json json = Json::object();
  json["figure"] = figure.key;
  json["subject"] = figure.subject;
  json["name"] = figure.name;
  json["unit"] = figure.unit;
  json["period"] = figure.period.text();
  json["accepted"] = known_number(figure.accepted);
  json["year_before"] = known_number(figure.year_before);
  return json;
}

Result<HttpResponse> form(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(request, request_for(call, *work, Action::view_request));
  CHUANGMO_TRY(form, app::request_form(call.office(), *work, request));
  Json json = Json::object();
  json["request"] = request_json(*work, request, call.office().now().date());
  json["figures"] = Json::array();
  json["ledgers"] = Json::array();
  json["others"] = Json::array();
  for (const app::FormFigure& figure : form.figures) {
    if (!figure.is_survey) json["figures"].push_back(figure_entry(figure));
  }
  for (const LedgerDefinition* ledger : form.ledgers) json["ledgers"].push_back(ledger->key);
  for (const workflow::Item& item : request.items) {
    const bool is_known =
        (item.kind == workflow::ItemKind::figure && call.office().pack().figure(item.key) != nullptr) ||
        (item.kind == workflow::ItemKind::ledger);
    if (!is_known) json["others"].push_back(workflow::item_text(item));
  }
  return json_answer(json);
}

app::Submitter submitter(const Call& call) {
  return {call.actor().account, call.noted()};
}

// Of the draft when nothing else was sent.
Result<workflow::SubmissionContent> submitted(Call& call, const std::string& request) {
  if (!call.request().body_text().empty() && call.request().body_text() != "{}") return content_of(call);
  CHUANGMO_TRY(kept, app::draft(call.office(), request));
  return workflow::read_content(kept.text).content;
}

// What keeps a content from being handed in: what has to be corrected, and what has neither been corrected
// nor explained.
std::vector<ProblemItem> obstacles(const std::vector<workflow::CheckFinding>& findings,
                                   const workflow::SubmissionContent& content) {
  std::vector<ProblemItem> items;
  for (const workflow::CheckFinding& finding : findings) {
    const bool is_unexplained =
        finding.severity == CheckSeverity::error && !content.reasons.contains(finding.key());
    if (finding.severity != CheckSeverity::blocker && !is_unexplained) continue;
    items.push_back({finding.code, Severity::error, finding.place, "", finding.text, finding.fix});
  }
  return items;
}

Result<HttpResponse> submit(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(request, request_for(call, *work, Action::submit));
  CHUANGMO_TRY(content, submitted(call, request.id));
  const auto submission = app::submit(call.office(), submitter(call), request.id, content);
  if (submission) return json_answer(submission_json(*submission, call.office().rules()), 201);
  const Failure& failure = submission.error();
  if (failure.code != "WRK066" && failure.code != "WRK067") return tl::unexpected(failure);
  CHUANGMO_TRY(findings, app::check_content(call.office(), *work, request.id, content));
  return problem_response(failure, obstacles(findings, content), call.request());
}

Result<HttpResponse> submissions(Call& call) {
  CHUANGMO_TRY(work, call.work());
  const auto unit = call.query("unit");
  const auto state = call.query("state");
  std::vector<Json> items;
  for (const auto& [request, answers] : work->submissions) {
    for (const workflow::Submission& submission : answers) {
      if (!call.may(Action::view_submission, {.unit = submission.unit})) continue;
      if (unit && *unit != submission.unit) continue;
      if (state && *state != workflow::name_of(submission.state)) continue;
      items.push_back(submission_json(submission, call.office().rules()));
    }
  }
  std::sort(items.begin(), items.end(), [](const Json& a, const Json& b) { return a["id"] < b["id"]; });
  return page_answer(call, items, [](const Json& item) { return item["id"].get<std::string>(); });
}

Result<HttpResponse> submission(Call& call) {
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(found, submission_for(call, *work, Action::view_submission));
  return tagged_answer(call, submission_json(found, call.office().rules()));
}

Result<HttpResponse> content(Call& call) {
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(found, submission_for(call, *work, Action::view_submission));
  CHUANGMO_TRY(text, call.office().content(found.digest));
  if (!text) return fail("WRK073", "报送的正文不在数据库里", "从备份恢复");
  HttpResponse response = json_response(200, *text);
  response.set("ETag", "\"" + found.digest + "\"");
  return response;
}

Result<HttpResponse> history(Call& call) {
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(found, submission_for(call, *work, Action::view_submission));
  Json json = Json::object();
  json["items"] = Json::array();
  const auto entries = work->history.find("submission:" + found.id);
  if (entries == work->history.end()) return json_answer(json);
  CHUANGMO_TRY(reading, call.office().reader());
  for (const std::int64_t number : entries->second) {
    CHUANGMO_CHECK(reading->store->visit_entries(call.office().programme().id, number - 1, number,
                                                 [&](const JournalEntry& entry) -> Result<void> {
                                                   Json item = Json::object();
                                                   item["number"] = entry.number;
                                                   item["recorded_at"] = entry.recorded_at.text();
                                                   item["who"] = entry.who;
                                                   item["kind"] = entry.kind;
                                                   json["items"].push_back(std::move(item));
                                                   return {};
                                                 }));
  }
  return json_answer(json);
}

Result<HttpResponse> give_back(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(found, submission_for(call, *work, Action::review));
  CHUANGMO_TRY(body, call.body({"reasons"}));
  std::vector<workflow::ReturnReason> reasons;
  if (body.contains("reasons") && body["reasons"].is_array()) {
    for (const Json& each : body["reasons"]) {
      CHUANGMO_TRY(text, text_of(each, "text"));
      CHUANGMO_TRY(place, text_of(each, "place", ""));
      reasons.push_back({place, text});
    }
  }
  CHUANGMO_TRY(after, app::give_back(call.office(), submitter(call), found.id, reasons));
  return json_answer(submission_json(after, call.office().rules()));
}

Result<HttpResponse> accept(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(found, submission_for(call, *work, Action::review));
  CHUANGMO_TRY(body, call.body({"note"}));
  CHUANGMO_TRY(note, text_of(body, "note", ""));
  CHUANGMO_TRY(after, app::accept(call.office(), submitter(call), found.id, note));
  return json_answer(submission_json(after, call.office().rules()));
}

Result<HttpResponse> withdraw(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(found, submission_for(call, *work, Action::withdraw_submission));
  CHUANGMO_TRY(body, call.body({"reason"}));
  CHUANGMO_TRY(reason, text_of(body, "reason"));
  CHUANGMO_TRY(after, app::withdraw(call.office(), submitter(call), found.id, reason));
  return json_answer(submission_json(after, call.office().rules()));
}

}  // namespace

void add_submission_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 256 << 10, .where = Where::worker, .rate = RateClass::write};
  const RouteRules large{
      .body_limit = workflow::ContentLimits::kBytes, .where = Where::worker, .rate = RateClass::write};
  operations.add("GET", "/api/v1/requests/{request}/draft", look, Door::logged_in, draft);
  operations.add("PUT", "/api/v1/requests/{request}/draft", large, Door::logged_in, put_draft);
  operations.add("POST", "/api/v1/requests/{request}/checks", large, Door::logged_in, check);
  operations.add("GET", "/api/v1/requests/{request}/form", look, Door::logged_in, form);
  operations.add("POST", "/api/v1/requests/{request}/submissions", large, Door::logged_in, submit);
  operations.add("GET", "/api/v1/submissions", look, Door::logged_in, submissions);
  operations.add("GET", "/api/v1/submissions/{submission}", look, Door::logged_in, submission);
  operations.add("GET", "/api/v1/submissions/{submission}/content", look, Door::logged_in, content);
  operations.add("GET", "/api/v1/submissions/{submission}/history", look, Door::logged_in, history);
  operations.add("POST", "/api/v1/submissions/{submission}/return", write, Door::logged_in, give_back);
  operations.add("POST", "/api/v1/submissions/{submission}/accept", write, Door::logged_in, accept);
  operations.add("POST", "/api/v1/submissions/{submission}/withdraw", write, Door::logged_in, withdraw);
}

}  // namespace chuangmo::server
