#include "publish/diagnostics_json.h"

namespace chuangmo::publish {
namespace {

Json where_json(const Where& where) {
  Json json = Json::object();
  if (!where.file.empty()) json["file"] = where.file;
  if (!where.sheet.empty()) json["sheet"] = where.sheet;
  if (where.row > 0) json["row"] = where.row;
  if (!where.column.empty()) json["column"] = where.column;
  if (where.end > where.begin) {
    json["begin"] = where.begin;
    json["end"] = where.end;
  }
  return json;
}

}  // namespace

Json diagnostic_json(const Diagnostic& diagnostic) {
  Json json = Json::object();
  json["code"] = diagnostic.code;
  json["severity"] = severity_name(diagnostic.severity);
  json["where"] = where_json(diagnostic.where);
  json["text"] = diagnostic.text;
  json["fix"] = diagnostic.fix;
  return json;
}

Json diagnostic_list_json(const Diagnostics& diagnostics) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) list.push_back(diagnostic_json(diagnostic));
  return list;
}

std::string diagnostics_json(const Diagnostics& diagnostics) {
  Json json = Json::object();
  json["diagnostics"] = diagnostic_list_json(diagnostics);
  json["errors"] = count_of(diagnostics, Severity::error);
  json["warnings"] = count_of(diagnostics, Severity::warning);
  json["notes"] = count_of(diagnostics, Severity::note);
  return json_text(json);
}

}  // namespace chuangmo::publish
