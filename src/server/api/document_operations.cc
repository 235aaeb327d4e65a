#include "app/document_desk.h"
#include "app/document_templates.h"
#include "base/digest.h"
#include "server/api/disposition.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"

namespace chuangmo::server {

namespace {

using publish::DocumentForm;
using publish::DocumentKind;
using workflow::Action;

constexpr const char* kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* kPdf = "application/pdf";

Json kind_json(Call& call, const workflow::Work& work, const DocumentKind& kind) {
  const auto origin = [&](DocumentForm form) {
    return app::template_origin_name(app::template_origin(call.office(), work, kind, form));
  };
  Json json = Json::object();
  json["name"] = kind.name;
  json["title"] = kind.title;
  json["title_en"] = kind.title_en;
  json["audience"] = kind.audience;
  json["audience_en"] = kind.audience_en;
  json["periods"] = Json::array();
  for (const PeriodKind period : kind.periods) json["periods"].push_back(period_kind_name(period));
  json["needs_unit"] = kind.needs.unit;
  json["right"] = workflow::action_name(kind.right);
  json["template"] = origin(DocumentForm::docx);
  json["workbook"] = origin(DocumentForm::xlsx);
  json["fields"] = Json::array();
  for (const ViewField& field : kind.shape()) {
    Json each = Json::object();
    each["name"] = field.path;
    each["kind"] = view_kind_name_zh(field.kind);
    each["meaning"] = field.meaning;
    each["example"] = field.example;
    json["fields"].push_back(std::move(each));
  }
  return json;
}

Result<HttpResponse> documents(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(work, call.office().latest_work());
  Json json = Json::object();
  json["items"] = Json::array();
  for (const DocumentKind& kind : publish::document_kinds()) {
    if (call.may(kind.right, {.unit = call.actor().unit}))
      json["items"].push_back(kind_json(call, *work, kind));
  }
  return tagged_answer(call, json);
}

HttpResponse file_answer(std::string bytes, const char* type, const std::string& name) {
  HttpResponse response = text_response(200, type, share(std::move(bytes)));
  response.set("Content-Disposition", disposition("attachment", name));
  return response;
}

const char* type_of(DocumentForm form) {
  return form == DocumentForm::xlsx ? kXlsx : kDocx;
}

Failure template_is_wrong(const std::string& file) {
  return {"API033", file + " 有错误，不能用作模板", "按 errors 改正后再交"};
}

Result<app::DocumentWish> wish_of(Call& call, const DocumentKind& kind) {
  app::DocumentWish wish;
  wish.name = kind.name;
  wish.unit = call.query("unit").value_or("");
  const std::string format = call.query("format").value_or("docx");
  wish.as_pdf = format == "pdf";
  const auto form = publish::document_form_of(wish.as_pdf ? "docx" : format);
  if (!form) return fail("API012", "format 的值“" + format + "”", "可以写：docx、xlsx、pdf");
  wish.form = *form;
  if (const auto text = call.query("period")) {
    CHUANGMO_TRY(period, Period::parse(*text));
    wish.period = period;
  }
  CHUANGMO_TRY(known_at, call.known_at());
  wish.known_at = known_at;
  return wish;
}

Result<HttpResponse> document(Call& call) {
  CHUANGMO_TRY(kind, app::known_document(call.parameter("document")));
  CHUANGMO_TRY(wish, wish_of(call, *kind));
  // What is for one unit is its own; what is of all of them, of those who may see all of them.
  CHUANGMO_CHECK(call.require(kind->right, {.unit = kind->needs.unit ? wish.unit : ""}));
  CHUANGMO_TRY(made, app::made_document(call.office(), wish));
  if (made.bytes.empty())
    return findings_answer(call, template_is_wrong(publish::template_file(*kind, wish.form)),
                           made.diagnostics);
  if (wish.as_pdf) return file_answer(std::move(made.bytes), kPdf, made.title + ".pdf");
  return file_answer(std::move(made.bytes), type_of(wish.form),
                     made.title + "." + std::string(publish::document_form_name(wish.form)));
}

// Which template: `format`, a Word document unless somebody says.
Result<DocumentForm> wanted_form(const Call& call) {
  const std::string format = call.query("format").value_or("docx");
  if (const auto form = publish::document_form_of(format)) return *form;
  return fail("API012", "format 的值“" + format + "”", "可以写：docx、xlsx");
}

std::string template_tag(const std::string& bytes) {
  return "\"" + sha256_hex(bytes) + "\"";
}

Result<HttpResponse> form(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(kind, app::known_document(call.parameter("document")));
  CHUANGMO_TRY(wanted, wanted_form(call));
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(found, app::document_template(call.office(), *work, *kind, wanted));
  const std::string tag = template_tag(found.bytes);
  HttpResponse response =
      file_answer(std::move(found.bytes), type_of(wanted), publish::template_file(*kind, wanted));
  response.set("ETag", tag);
  return response;
}

Json report_json(const DocumentKind& kind, const app::TemplateReport& report) {
  Json json = Json::object();
  json["name"] = kind.name;
  json["is_usable"] = !has_errors(report.diagnostics);
  json["is_stored"] = report.is_stored;
  json["findings"] = diagnostics_json(report.diagnostics);
  return json;
}

// The tag of the template in use; nullopt: there is none.
Result<std::optional<std::string>> present_tag(Call& call, const DocumentKind& kind, DocumentForm form) {
  CHUANGMO_TRY(work, call.office().latest_work());
  if (app::template_origin(call.office(), *work, kind, form) == app::TemplateOrigin::none)
    return std::optional<std::string>();
  CHUANGMO_TRY(present, app::document_template(call.office(), *work, kind, form));
  return std::optional(template_tag(present.bytes));
}

Result<HttpResponse> put_form(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(kind, app::known_document(call.parameter("document")));
  CHUANGMO_TRY(wanted, wanted_form(call));
  CHUANGMO_TRY(tag, present_tag(call, *kind, wanted));
  CHUANGMO_CHECK(call.require_match_or_none(tag.value_or(""), tag.has_value()));
  CHUANGMO_TRY(report, app::store_template(call.office(), call.actor().account, *kind, wanted,
                                           call.request().body_text()));
  if (!report.is_stored)
    return findings_answer(call, template_is_wrong(publish::template_file(*kind, wanted)),
                           report.diagnostics);
  HttpResponse response = json_answer(report_json(*kind, report));
  response.set("ETag", template_tag(std::string(call.request().body_text())));
  return response;
}

Result<HttpResponse> drop_form(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(kind, app::known_document(call.parameter("document")));
  CHUANGMO_TRY(wanted, wanted_form(call));
  CHUANGMO_CHECK(app::drop_template(call.office(), call.actor().account, *kind, wanted));
  return empty_response(204);
}

Result<HttpResponse> check_form(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(kind, app::known_document(call.parameter("document")));
  CHUANGMO_TRY(wanted, wanted_form(call));
  CHUANGMO_TRY(found, app::check_template(call.request().body_text(), publish::template_file(*kind, wanted),
                                          *kind, wanted));
  return json_answer(report_json(*kind, {found, false}));
}

}  // namespace

void add_document_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules slow{.where = Where::slow, .rate = RateClass::read};
  const RouteRules write{.body_limit = app::kMaxTemplateBytes,
                         .where = Where::slow,
                         .content_types = {"application/octet-stream"},
                         .rate = RateClass::upload};
  const RouteRules drop{.where = Where::worker, .rate = RateClass::write};
  operations.add("GET", "/api/v1/documents", look, Door::logged_in, documents);
  operations.add("GET", "/api/v1/documents/{document}", slow, Door::logged_in, document);
  operations.add("GET", "/api/v1/documents/{document}/template", look, Door::logged_in, form);
  operations.add("PUT", "/api/v1/documents/{document}/template", write, Door::logged_in, put_form);
  operations.add("DELETE", "/api/v1/documents/{document}/template", drop, Door::logged_in, drop_form);
  operations.add("POST", "/api/v1/documents/{document}/template/check", write, Door::logged_in, check_form);
}

}  // namespace chuangmo::server
