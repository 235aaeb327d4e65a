#include "server/api/work_json.h"

#include "app/request_state.h"
#include "base/diagnostic.h"
#include "workflow/descriptions.h"
#include "workflow/request_standing.h"

namespace chuangmo::server {

std::string request_state(const workflow::Work& work, const workflow::Request& request, Date today) {
  return std::string(app::request_state_name(app::request_state(work, request, today)));
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

Json findings_json(const std::vector<workflow::CheckFinding>& findings, const app::OfficeRules& rules) {
  Json list = Json::array();
  for (const workflow::CheckFinding& finding : findings) {
    const app::EnglishFinding english = rules.english(finding.code);
    Json json = Json(workflow::to_json(finding));
    json["text_en"] = english.text;
    json["fix_en"] = english.fix;
    json["key"] = finding.key();
    list.push_back(std::move(json));
  }
  return list;
}

Json submission_json(const workflow::Submission& submission, const app::OfficeRules& rules) {
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
  json["findings"] = findings_json(submission.findings, rules);
  return json;
}

std::string tag_of_plan(const workflow::Work& work) {
  return "\"" + work.plan_digest + "\"";
}

Json origin_json(const Origin& origin) {
  Json json = Json::object();
  json["file"] = origin.file;
  json["digest"] = origin.digest;
  json["sheet"] = origin.sheet;
  json["row"] = origin.row;
  json["column"] = origin.column;
  json["unit"] = origin.unit;
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

}  // namespace chuangmo::server
