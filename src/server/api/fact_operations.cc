#include <charconv>

#include "app/import_detail.h"
#include "app/import_preview.h"
#include "app/ingest.h"
#include "server/api/facts_asked_for.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

Result<app::ImportKind> import_kind(const std::string& text) {
  constexpr std::pair<std::string_view, app::ImportKind> kKinds[] = {{"figures", app::ImportKind::figures},
                                                                     {"ledger", app::ImportKind::ledger},
                                                                     {"stations", app::ImportKind::stations},
                                                                     {"readings", app::ImportKind::readings}};
  for (const auto& [name, kind] : kKinds) {
    if (name == text) return kind;
  }
  return fail("API012", "导入的种类“" + text + "”", "可以写：figures、ledger、stations、readings");
}

Result<app::IngestRequest> import_request(Call& call) {
  app::IngestRequest request;
  CHUANGMO_TRY(kind, import_kind(call.query("kind").value_or("")));
  request.kind = kind;
  request.target = call.query("target").value_or("");
  request.file = call.query("file").value_or("");
  if (request.file.empty()) return fail("API012", "没有写文件名", "加上 ?file=文件名");
  request.who = call.query("who").value_or("");
  request.reason = call.query("reason").value_or("");
  request.unit = call.query("unit").value_or("");
  request.station = call.query("station").value_or("");
  for (const auto& [name, value] : call.request().query) {
    if (name != "complete") continue;
    CHUANGMO_TRY(period, Period::parse(value));
    request.complete.push_back(period);
  }
  request.recorded_at = call.office().now();
  return request;
}

void put_counts(Json& json, const store::AppendCounts& counts) {
  json["added"] = counts.added;
  json["corrected"] = counts.corrected;
  json["unchanged"] = counts.unchanged;
}

Result<HttpResponse> import(Call& call) {
  CHUANGMO_CHECK(call.require(Action::import_facts));
  CHUANGMO_TRY(request, import_request(call));
  CHUANGMO_TRY(report, app::ingest(call.office(), call.actor().account, call.request().body_text(), request));
  if (report.import == 0)
    return findings_answer(call,
                           {"API033", request.file + " 有错误，没有导入任何数据", "按 errors 改正后再交"},
                           report.diagnostics);
  Json json = Json::object();
  json["import"] = report.import;
  put_counts(json, report.counts);
  json["findings"] = diagnostics_json(report.diagnostics);
  return json_answer(json, 201);
}

Json column_json(const app::FileColumn& column) {
  Json json = Json::object();
  json["column"] = column.letter;
  json["heading"] = column.heading;
  json["role"] = role_name(column.role);
  json["key"] = column.key;
  json["name"] = column.name;
  json["name_en"] = column.name_en;
  return json;
}

Json recognised_json(const app::Recognised& recognised) {
  Json json = Json::object();
  json["kind"] = recognised.kind;
  json["key"] = recognised.key;
  json["name"] = recognised.name;
  json["name_en"] = recognised.name_en;
  json["is_new"] = recognised.is_new;
  json["count"] = recognised.count;
  return json;
}

Json sample_json(const app::PreviewSample& sample) {
  Json json = Json::object();
  json["columns"] = Json::array();
  for (const auto& [key, name] : sample.columns) {
    Json column = Json::object();
    column["key"] = key;
    column["name"] = name;
    json["columns"].push_back(std::move(column));
  }
  json["rows"] = sample.rows;
  return json;
}

Json covered_json(const std::optional<std::pair<Period, Period>>& period) {
  if (!period) return nullptr;
  Json json = Json::object();
  json["from"] = period->first.text();
  json["to"] = period->second.text();
  return json;
}

Result<HttpResponse> preview(Call& call) {
  CHUANGMO_CHECK(call.require(Action::import_facts));
  CHUANGMO_TRY(request, import_request(call));
  CHUANGMO_TRY(preview, app::preview_import(call.office(), call.request().body_text(), request));
  Json json = Json::object();
  json["file"] = request.file;
  json["kind"] = call.query("kind").value_or("");
  json["target"] = request.target;
  json["layout"] = preview.columns.layout;
  json["sheet"] = preview.columns.sheet;
  json["can_be_imported"] = !has_errors(preview.findings);
  json["period"] = covered_json(preview.period);
  json["rows"] = preview.columns.rows;
  put_counts(json, preview.counts);
  json["columns"] = Json::array();
  for (const app::FileColumn& column : preview.columns.columns)
    json["columns"].push_back(column_json(column));
  json["recognised"] = Json::array();
  for (const app::Recognised& each : preview.recognised) json["recognised"].push_back(recognised_json(each));
  json["sample"] = sample_json(preview.sample);
  json["findings"] = diagnostics_json(preview.findings);
  return json_answer(json);
}

Result<HttpResponse> imports(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_facts));
  CHUANGMO_TRY(work, call.work());
  std::vector<Json> items;
  for (const workflow::KnownImport& known : work->imports) {
    Json item = Json::object();
    item["import"] = known.import.import;
    item["kind"] = known.import.kind;
    item["name"] = known.import.name;
    item["digest"] = known.import.digest;
    item["who"] = known.import.who;
    item["reason"] = known.import.reason;
    item["recorded_at"] = known.recorded_at.text();
    items.push_back(std::move(item));
  }
  return page_answer(call, items, [](const Json& item) {
    const std::string number = std::to_string(item["import"].get<std::int64_t>());
    return std::string(20 - number.size(), '0') + number;
  });
}

Json change_json(const app::ImportChange& change) {
  Json json = Json::object();
  json["kind"] = change.kind;
  json["key"] = change.key;
  json["name"] = change.name;
  json["period"] = change.period;
  json["before"] = change.before ? Json(*change.before) : Json(nullptr);
  json["after"] = change.after;
  json["unit"] = change.unit;
  json["sheet"] = change.sheet;
  json["row"] = change.row;
  json["column"] = change.column;
  return json;
}

Result<HttpResponse> one_import(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_facts));
  const std::string text = call.parameter("import");
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return fail("MON006", "没有第 " + text + " 次导入", "用 GET /imports 查看有哪些");
  CHUANGMO_TRY(detail, app::import_detail(call.office(), number));
  Json json = Json::object();
  json["import"] = detail.import.number;
  json["kind"] = detail.import.kind;
  json["name"] = detail.import.name;
  json["digest"] = detail.import.digest;
  json["who"] = detail.import.who;
  json["reason"] = detail.import.reason;
  json["recorded_at"] = detail.import.recorded_at.text();
  json["entry"] = detail.entry;
  json["added"] = detail.added;
  json["corrected"] = detail.corrected;
  json["changes"] = Json::array();
  for (const app::ImportChange& change : detail.changes) json["changes"].push_back(change_json(change));
  json["left_off"] = detail.left_off;
  json["findings"] = diagnostics_json(detail.findings);
  return json_answer(json);
}

Result<HttpResponse> figure_history(Call& call) {
  const FigureDefinition* figure = call.office().pack().figure(call.parameter("figure"));
  if (figure == nullptr)
    return fail("API004", "没有统计数据 " + call.parameter("figure"), "用 GET /definitions 查看");
  CHUANGMO_CHECK(call.require(Action::view_facts, {.unit = figure->supplier}));
  CHUANGMO_TRY(period, Period::parse(call.query("period").value_or("")));
  CHUANGMO_TRY(known, call.known_at());
  CHUANGMO_TRY(reading, call.office().reader());
  CHUANGMO_TRY(history,
               reading->store->figure_history(call.office().programme().id,
                                              {figure->key, call.query("subject").value_or(""), period}));
  Json json = Json::object();
  json["figure"] = figure->key;
  json["name"] = figure->name;
  json["name_en"] = figure->name_en;
  json["unit"] = figure->unit;
  json["items"] = Json::array();
  for (const FigureFact& fact : history) {
    if (known && fact.recorded_at > *known) continue;
    Json item = Json::object();
    item["revision"] = fact.revision;
    item["value"] = fact.value.text();
    item["as_given"] = fact.as_given;
    item["recorded_at"] = fact.recorded_at.text();
    item["reason"] = fact.reason;
    item["origin"] = origin_json(fact.origin);
    json["items"].push_back(std::move(item));
  }
  return json_answer(json);
}

Result<HttpResponse> ledgers(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_facts, {.unit = call.actor().unit}));
  Json json = Json::object();
  json["items"] = Json::array();
  for (const LedgerDefinition& ledger : call.office().pack().ledgers) {
    Json item = Json::object();
    item["key"] = ledger.key;
    item["name"] = ledger.name;
    item["name_en"] = ledger.name_en;
    item["supplier"] = ledger.supplier;
    json["items"].push_back(std::move(item));
  }
  return json_answer(json);
}

Json record_json(const RecordFact& record) {
  Json json = Json::object();
  json["identity"] = record.identity;
  json["period"] = record.period.text();
  json["fields"] = Json::object();
  for (const auto& [key, value] : record.fields) json["fields"][key] = value;
  json["revision"] = record.revision;
  json["recorded_at"] = record.recorded_at.text();
  json["origin"] = origin_json(record.origin);
  return json;
}

Result<HttpResponse> ledger(Call& call) {
  const LedgerDefinition* definition = call.office().pack().ledger(call.parameter("ledger"));
  if (definition == nullptr)
    return fail("API004", "没有台账 " + call.parameter("ledger"), "用 GET /ledgers 查看");
  CHUANGMO_CHECK(call.require(Action::view_facts, {.unit = definition->supplier}));
  CHUANGMO_TRY(facts, facts_asked_for(call));
  std::vector<Json> items;
  for (const RecordFact& record : facts.records) {
    if (record.ledger == definition->key) items.push_back(record_json(record));
  }
  std::sort(items.begin(), items.end(),
            [](const Json& a, const Json& b) { return a["identity"] < b["identity"]; });
  return page_answer(call, items, [](const Json& item) { return item["identity"].get<std::string>(); });
}

}  // namespace

void add_fact_operations(Operations& operations) {
  constexpr std::size_t kImportBytes = std::size_t{256} << 20U;
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules file{.body_limit = kImportBytes,
                        .where = Where::slow,
                        .content_types = {"application/octet-stream"},
                        .rate = RateClass::upload};
  operations.add("POST", "/api/v1/imports", file, Door::logged_in, import);
  operations.add("GET", "/api/v1/imports", look, Door::logged_in, imports);
  operations.add("POST", "/api/v1/imports/preview", file, Door::logged_in, preview);
  operations.add("GET", "/api/v1/imports/{import}", look, Door::logged_in, one_import);
  operations.add("GET", "/api/v1/figures/{figure}/history", look, Door::logged_in, figure_history);
  operations.add("GET", "/api/v1/ledgers", look, Door::logged_in, ledgers);
  operations.add("GET", "/api/v1/ledgers/{ledger}", look, Door::logged_in, ledger);
}

}  // namespace chuangmo::server
