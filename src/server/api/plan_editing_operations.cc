// How the table changes: a document, edits of its cells, a former version.
#include "app/plan_editing.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "workflow/rights.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

constexpr std::size_t kMostEdits = 500;

bool is_preview(const Call& call) {
  return call.query("preview") == "1";
}

Json changes_json(const plan::PlanDiff& diff) {
  Json list = Json::array();
  for (const plan::PlanChange& change : diff.changes) {
    Json json = Json::object();
    json["kind"] = plan::change_kind_name(change.kind);
    json["place"] = change.place;
    json["field"] = change.field;
    json["before"] = change.before;
    json["after"] = change.after;
    list.push_back(std::move(json));
  }
  return list;
}

// With the ETag of the plan in force: after a preview the one that was looked at.
HttpResponse report_answer(const app::PlanStoredReport& report, const std::string& present) {
  Json json = Json::object();
  json["digest"] = report.digest;
  json["is_stored"] = report.is_stored;
  json["indicators"] = report.indicators;
  json["tasks"] = report.tasks;
  json["changes"] = report.changes;
  json["diff"] = changes_json(report.diff);
  json["kept"] = changes_json(report.kept);
  json["findings"] = diagnostics_json(report.diagnostics);
  json["raised"] = diagnostics_json(report.raised);
  json["cleared"] = diagnostics_json(report.cleared);
  HttpResponse response = json_answer(json);
  response.set("ETag", "\"" + (report.is_stored ? report.digest : present) + "\"");
  return response;
}

// The digest a change was decided upon: If-Match has to name it.
Result<std::string> looked_at(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_CHECK(call.require_match(tag_of_plan(*work)));
  return work->plan_digest;
}

Result<std::string> reason_of(const Json& body) {
  CHUANGMO_TRY(reason, text_of(body, "reason"));
  if (reason.empty()) return fail("API012", "“reason”是空的", "写一句为什么改");
  return reason;
}

Result<HttpResponse> put_plan(Call& call) {
  CHUANGMO_CHECK(call.require(Action::edit_plan));
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_CHECK(call.require_match_or_none(tag_of_plan(*before), !before->plan_digest.empty()));
  CHUANGMO_TRY(report, app::store_plan(call.office(), call.actor().account,
                                       {call.query("file").value_or("任务分解表"), call.request().body_text(),
                                        before->plan_digest, is_preview(call)}));
  if (!report.obstacles.empty())
    return findings_answer(call, {"API033", "这份表没有存下：有读不懂的地方", "按列出的各条改正后再交"},
                           report.diagnostics);
  return report_answer(report, before->plan_digest);
}

Result<plan::PlanEdit> edit_of(const Json& json) {
  if (!json.is_object()) return fail("API012", "“edits”的每一项应是对象", "按接口说明改正");
  for (const auto& [key, value] : json.items()) {
    if (key != "indicator" && key != "task" && key != "field" && key != "before" && key != "after")
      return fail("API011", "不认识的键“" + key + "”", "去掉它，或按接口说明改正写法");
  }
  plan::PlanEdit edit;
  const auto number = json.find("indicator");
  if (number == json.end() || !number->is_number_integer() || *number < 0 || *number > 100000)
    return fail("API012", "“indicator”应是指标的序号", "按接口说明改正");
  edit.indicator = number->get<int>();
  CHUANGMO_TRY(task, text_of(json, "task", ""));
  CHUANGMO_TRY(field, text_of(json, "field"));
  CHUANGMO_TRY(before, text_of(json, "before"));
  CHUANGMO_TRY(after, text_of(json, "after"));
  edit.task = std::move(task);
  edit.field = std::move(field);
  edit.before = std::move(before);
  edit.after = std::move(after);
  return edit;
}

Result<HttpResponse> patch_plan(Call& call) {
  CHUANGMO_CHECK(call.require(Action::edit_plan));
  CHUANGMO_TRY(expected, looked_at(call));
  CHUANGMO_TRY(body, call.body({"edits", "reason"}));
  CHUANGMO_TRY(reason, reason_of(body));
  const auto edits = body.find("edits");
  if (edits == body.end() || !edits->is_array() || edits->empty() || edits->size() > kMostEdits)
    return fail("API012", "“edits”应是 1 到 500 处修改", "按接口说明改正");
  app::PlanEditsHandedIn handed_in;
  for (const Json& each : *edits) {
    CHUANGMO_TRY(edit, edit_of(each));
    handed_in.edits.push_back(std::move(edit));
  }
  handed_in.reason = std::move(reason);
  handed_in.expected = expected;
  handed_in.is_preview = is_preview(call);
  CHUANGMO_TRY(report, app::edit_plan(call.office(), call.actor().account, handed_in));
  return report_answer(report, expected);
}

Result<HttpResponse> put_version(Call& call) {
  CHUANGMO_CHECK(call.require(Action::edit_plan));
  CHUANGMO_TRY(expected, looked_at(call));
  CHUANGMO_TRY(body, call.body({"digest", "reason"}));
  CHUANGMO_TRY(digest, text_of(body, "digest"));
  CHUANGMO_TRY(reason, reason_of(body));
  CHUANGMO_TRY(report, app::restore_plan(call.office(), call.actor().account,
                                         {digest, reason, expected, is_preview(call)}));
  return report_answer(report, expected);
}

// The latest first.
Result<HttpResponse> versions(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_plan));
  CHUANGMO_TRY(work, call.work());
  Json items = Json::array();
  for (auto version = work->plan_versions.rbegin(); version != work->plan_versions.rend(); ++version) {
    Json json = Json::object();
    json["digest"] = version->digest;
    json["is_edit"] = version->is_edit;
    json["file"] = version->file;
    json["tasks"] = version->tasks;
    json["changes"] = version->changes;
    json["reason"] = version->reason;
    json["by"] = version->who;
    json["at"] = version->recorded_at.text();
    items.push_back(std::move(json));
  }
  Json json = Json::object();
  json["items"] = std::move(items);
  return json_answer(json);
}

}  // namespace

void add_plan_editing_operations(Operations& operations) {
  constexpr std::size_t kPlanBytes = std::size_t{16} << 20U;
  constexpr std::size_t kEditBytes = std::size_t{2} << 20U;
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = kEditBytes, .where = Where::worker, .rate = RateClass::write};
  const RouteRules table{.body_limit = kPlanBytes,
                         .where = Where::slow,
                         .content_types = {"application/octet-stream"},
                         .rate = RateClass::upload};
  operations.add("PUT", "/api/v1/plan", table, Door::logged_in, put_plan);
  operations.add("PATCH", "/api/v1/plan", write, Door::logged_in, patch_plan);
  operations.add("PUT", "/api/v1/plan/version", write, Door::logged_in, put_version);
  operations.add("GET", "/api/v1/plan/versions", look, Door::logged_in, versions);
}

}  // namespace chuangmo::server
