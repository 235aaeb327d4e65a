#include <charconv>

#include "app/dossier.h"
#include "app/dossier_check.h"
#include "app/dossier_status.h"
#include "base/file.h"
#include "server/api/disposition.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

constexpr const char* kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Result<std::optional<int>> year_of(const Call& call) {
  const auto text = call.query("year");
  if (!text) return std::optional<int>();
  int year = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), year);
  if (error != std::errc() || end != text->data() + text->size())
    return fail("API012", "year 应是年份，写的是“" + *text + "”", "写成 2011 这样");
  return std::optional(year);
}

Json stale_json(const app::StaleValue& value) {
  Json json = Json::object();
  json["binding"] = value.binding;
  json["what"] = value.what;
  json["before"] = value.before;
  json["after"] = value.after;
  json["section"] = value.section;
  json["pages"] = value.pages;
  json["entry"] = value.entry > 0 ? Json(value.entry) : Json(nullptr);
  json["who"] = value.who;
  json["recorded_at"] = value.recorded_at;
  return json;
}

Json volume_json(const app::VolumeStatus& volume) {
  constexpr std::size_t kMostValues = 200;
  Json json = Json::object();
  json["id"] = volume.id;
  json["title"] = volume.title;
  json["title_en"] = volume.title_en;
  json["is_built"] = volume.is_built;
  json["is_stale"] = volume.is_stale;
  json["why"] = volume.why;
  json["changed"] = volume.values.size();
  json["values"] = Json::array();
  for (const app::StaleValue& value : volume.values) {
    if (json["values"].size() == kMostValues) break;
    json["values"].push_back(stale_json(value));
  }
  json["pages"] = volume.pages;
  json["papers"] = volume.papers;
  return json;
}

Json job_json(const app::DossierJob& job) {
  Json json = Json::object();
  json["state"] = app::dossier_job_name(job.state);
  json["year"] = job.year;
  json["with_pdf"] = job.with_pdf;
  json["doing"] = job.step.doing;
  json["done"] = job.step.done;
  json["total"] = job.step.total;
  json["begun_at"] = job.state == app::DossierJob::State::none ? Json(nullptr) : Json(job.begun_at.text());
  json["ended_at"] = job.ended_at ? Json(job.ended_at->text()) : Json(nullptr);
  json["made"] = job.made;
  json["kept"] = job.kept;
  json["code"] = job.failure.code;
  json["text"] = job.failure.text;
  json["fix"] = job.failure.fix;
  json["findings"] = diagnostics_json(job.diagnostics);
  return json;
}

Result<HttpResponse> dossier(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_coverage));
  CHUANGMO_TRY(year, year_of(call));
  CHUANGMO_TRY(basis, call.api().dossiers->basis(year));
  CHUANGMO_TRY(status,
               app::dossier_status(call.office(), *basis, app::dossier_folder(call.office(), basis->year)));
  Json json = Json::object();
  json["year"] = status.year;
  json["journal"] = status.journal;
  json["built_at"] = status.built_at > 0 ? Json(status.built_at) : Json(nullptr);
  json["is_stale"] = status.is_stale();
  json["volumes"] = Json::array();
  for (const app::VolumeStatus& volume : status.volumes) json["volumes"].push_back(volume_json(volume));
  json["job"] = job_json(call.api().dossiers->job());
  return json_answer(json);
}

Result<HttpResponse> build(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(year, year_of(call));
  const std::string pdf = call.query("pdf").value_or("0");
  if (pdf != "0" && pdf != "1") return fail("API012", "pdf 的值“" + pdf + "”", "可以写：0、1");
  CHUANGMO_TRY(job, call.api().dossiers->begin(year, pdf == "1"));
  return json_answer(job_json(job), 202);
}

HttpResponse file_answer(std::string bytes, const char* type, const std::string& name) {
  HttpResponse response = text_response(200, type, share(std::move(bytes)));
  response.set("Content-Disposition", disposition("attachment", name));
  return response;
}

Result<HttpResponse> volume_file(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_coverage));
  CHUANGMO_TRY(year, year_of(call));
  const std::string format = call.query("format").value_or("docx");
  if (format != "docx" && format != "pdf")
    return fail("API012", "format 的值“" + format + "”", "可以写：docx、pdf");
  CHUANGMO_TRY(basis, call.api().dossiers->basis(year));
  const auto folder = app::dossier_folder(call.office(), basis->year);
  CHUANGMO_TRY(manifest, app::dossier_manifest(folder));
  const std::string id = call.parameter("volume");
  const publish::ManifestVolume* volume = manifest ? manifest->volume(id) : nullptr;
  if (manifest && id == manifest->catalogue.id) volume = &manifest->catalogue;
  const std::string path = volume == nullptr ? ""
                           : format == "pdf" ? volume->print.path
                                             : volume->document.path;
  if (path.empty())
    return fail("DSR006", "没有编制过 " + id + " 卷的 ." + format,
                "先编制：POST /dossier/build，要 PDF 加 pdf=1");
  const std::u8string name(path.begin(), path.end());
  CHUANGMO_TRY(bytes, read_file(folder / std::filesystem::path(name)));
  return file_answer(std::move(bytes), format == "pdf" ? "application/pdf" : kDocx,
                     volume->title + "." + format);
}

Result<HttpResponse> archive(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_coverage));
  CHUANGMO_TRY(year, year_of(call));
  CHUANGMO_TRY(basis, call.api().dossiers->basis(year));
  CHUANGMO_TRY(bytes, app::dossier_archive(app::dossier_folder(call.office(), basis->year)));
  return file_answer(std::move(bytes), "application/zip",
                     basis->shape.title + std::to_string(basis->year) + ".zip");
}

Result<HttpResponse> check(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_coverage));
  CHUANGMO_TRY(year, year_of(call));
  CHUANGMO_TRY(basis, call.api().dossiers->basis(year));
  CHUANGMO_TRY(checked, app::check_dossier_document(*basis, call.request().body_text(), "交来的文件"));
  Json json = Json::object();
  json["volume"] = checked.document.volume;
  json["values"] = checked.document.values;
  json["faults"] = Json::array();
  constexpr std::array<std::string_view, 4> kFaults{"typed_over", "outdated", "deleted", "unknown"};
  constexpr std::size_t kMostFaults = 2'000;
  for (const publish::FaultyValue& fault : checked.document.faults) {
    if (json["faults"].size() == kMostFaults) break;
    Json each = Json::object();
    each["fault"] = kFaults[static_cast<std::size_t>(fault.fault)];
    each["binding"] = fault.binding;
    each["document"] = fault.document;
    each["known"] = fault.known;
    each["place"] = fault.place;
    json["faults"].push_back(std::move(each));
  }
  json["fault_count"] = checked.document.faults.size();
  return json_answer(json);
}

}  // namespace

void add_dossier_operations(Operations& operations) {
  const RouteRules look{.where = Where::slow, .rate = RateClass::read};
  const RouteRules begin{.where = Where::slow, .rate = RateClass::write};
  const RouteRules read{.body_limit = app::kMaxCheckedBytes,
                        .where = Where::slow,
                        .content_types = {"application/octet-stream"},
                        .rate = RateClass::write};
  operations.add("GET", "/api/v1/dossier", look, Door::logged_in, dossier);
  operations.add("POST", "/api/v1/dossier/build", begin, Door::logged_in, build);
  operations.add("POST", "/api/v1/dossier/check", read, Door::logged_in, check);
  operations.add("GET", "/api/v1/dossier/file", look, Door::logged_in, archive);
  operations.add("GET", "/api/v1/dossier/volumes/{volume}/file", look, Door::logged_in, volume_file);
}

}  // namespace chuangmo::server
