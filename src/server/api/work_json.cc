#include "server/api/work_json.h"

#include "app/coverage.h"
#include "base/diagnostic.h"
#include "workflow/descriptions.h"
#include "workflow/request_standing.h"

namespace chuangmo::server {

namespace {

std::string last_state(const workflow::Work& work, const workflow::Request& request) {
  const auto answers = work.submissions.find(request.id);
  if (answers == work.submissions.end()) return "";
  for (auto answer = answers->second.rbegin(); answer != answers->second.rend(); ++answer) {
    if (answer->state == workflow::SubmissionState::withdrawn) continue;
    return std::string(workflow::name_of(answer->state));
  }
  return "";
}

bool has_exception(const workflow::Request& request, Date today) {
  for (const workflow::LateException& exception : request.exceptions) {
    if (today <= exception.until) return true;
  }
  return false;
}

}  // namespace

std::string request_state(const workflow::Work& work, const workflow::Request& request, Date today) {
  if (request.is_withdrawn) return "withdrawn";
  const std::string answered = last_state(work, request);
  if (!answered.empty()) return answered;
  if (app::are_readings_in(work, request)) return "accepted";
  if (today < request.opens) return "planned";
  if (today > request.closes && !has_exception(request, today)) return "closed";
  return today > workflow::effective_due(request) ? "overdue" : "open";
}

Json obligation_json(const workflow::Obligation& obligation) {
  return Json(workflow::to_json(obligation));
}

Json request_json(const workflow::Work& work, const workflow::Request& request, Date today) {
  Json json = Json(workflow::to_json(request));
  json["state"] = request_state(work, request, today);
  json["effective_due"] = workflow::effective_due(request).text();
  Json answers = Json::array();
  if (const auto known = work.submissions.find(request.id); known != work.submissions.end()) {
    for (const workflow::Submission& submission : known->second) {
      Json answer = Json::object();
      answer["id"] = submission.id;
      answer["state"] = workflow::name_of(submission.state);
      answers.push_back(std::move(answer));
    }
  }
  json["submissions"] = std::move(answers);
  return json;
}

Json finding_json(const workflow::CheckFinding& finding) {
  Json json = Json(workflow::to_json(finding));
  json["key"] = finding.key();
  return json;
}

Json submission_json(const workflow::Submission& submission) {
  Json json = Json::object();
  json["id"] = submission.id;
  json["request"] = submission.request;
  json["unit"] = submission.unit;
  json["digest"] = submission.digest;
  json["state"] = workflow::name_of(submission.state);
  json["is_late"] = submission.is_late;
  json["submitted_by"] = submission.submitted_by;
  json["submitted_at"] = submission.submitted_at.text();
  const bool is_reviewed = !submission.reviewed_by.empty();
  json["reviewed_by"] = is_reviewed ? Json(submission.reviewed_by) : Json(nullptr);
  json["reviewed_at"] = is_reviewed ? Json(submission.reviewed_at.text()) : Json(nullptr);
  json["reasons"] = Json(workflow::to_json(submission.reasons));
  json["findings"] = Json::array();
  for (const workflow::CheckFinding& finding : submission.findings)
    json["findings"].push_back(finding_json(finding));
  return json;
}

Json diagnostics_json(const Diagnostics& findings) {
  Json list = Json::array();
  for (const Diagnostic& finding : findings) {
    Json json = Json::object();
    json["code"] = finding.code;
    json["severity"] = severity_name(finding.severity);
    json["where"] = to_text(finding.where);
    json["text"] = finding.text;
    json["fix"] = finding.fix;
    list.push_back(std::move(json));
  }
  return list;
}

Json account_json(const workflow::Account& account) {
  Json json = Json(workflow::to_json(account));
  json["created_at"] = account.created_at.text();
  return json;
}

Json evidence_json(const workflow::EvidenceFile& file) {
  Json json = Json::object();
  json["digest"] = file.digest;
  json["name"] = file.name;
  json["size"] = file.size;
  json["type"] = file.type;
  json["unit"] = file.unit;
  json["state"] = workflow::name_of(file.state);
  json["stored_by"] = file.stored_by;
  json["stored_at"] = file.stored_at.text();
  json["why"] = file.why;
  return json;
}

Result<void> require_known_unit(Call& call, const workflow::Work& work, const std::string& unit) {
  if (work.plan_digest.empty()) return {};
  CHUANGMO_TRY(plan, call.office().plan(work));
  if (plan->units.find(unit) != nullptr) return {};
  for (const workflow::UnitEdge& edge : work.edges) {
    if (edge.before == unit || edge.after == unit) return {};
  }
  return fail("API012", "没有单位“" + unit + "”", "用 GET /units 查看单位的名称");
}

}  // namespace chuangmo::server
