#include "publish/open_table.h"

#include "base/csv.h"
#include "base/decimal.h"
#include "base/text.h"
#include "publish/json_text.h"

namespace chuangmo::publish {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// "-12.5" is a number and stays one.
std::string harmless(const std::string& cell) {
  constexpr std::string_view kBeginsFormula = "=+-@\t\r";
  const bool is_suspect = !cell.empty() && kBeginsFormula.find(cell.front()) != std::string_view::npos;
  return is_suspect && !Decimal::parse(cell) ? "'" + cell : cell;
}

std::string header_of(const OpenColumn& column, Language language) {
  const std::string& name =
      language == Language::en && !column.name_en.empty() ? column.name_en : column.name;
  if (column.unit.empty()) return name;
  const std::string unit = unit_words(column.unit, language);
  return language == Language::zh ? name + "（" + unit + "）" : name + " (" + unit + ")";
}

Json described(const OpenTable& table) {
  Json json = Json::object();
  json["key"] = table.key;
  json["kind"] = table.is_ledger ? "ledger" : "figure";
  json["name"] = table.name;
  json["name_en"] = table.name_en;
  json["unit"] = table.unit;
  json["scope"] = table.scope;
  json["source"] = table.source;
  json["definition"] = table.definition;
  json["recorded_at"] = table.recorded_at ? Json(table.recorded_at->text()) : Json(nullptr);
  return json;
}

}  // namespace

std::string csv_record(const std::vector<std::string>& cells) {
  std::vector<std::string> safe;
  for (const std::string& cell : cells) safe.push_back(harmless(cell));
  std::string line = csv_line(safe);
  line.pop_back();
  return line + "\r\n";
}

std::string open_table_csv(const OpenTable& table, Language language) {
  std::vector<std::string> cells;
  for (const OpenColumn& column : table.columns) cells.push_back(header_of(column, language));
  std::string text = std::string(kByteOrderMark) + csv_record(cells);
  for (const OpenRow& row : table.rows) text += csv_record(language == Language::zh ? row.zh : row.en);
  return text;
}

std::string open_table_json(const OpenTable& table) {
  Json json = described(table);
  json["columns"] = Json::array();
  for (const OpenColumn& column : table.columns) {
    Json one = Json::object();
    one["key"] = column.key;
    one["name"] = column.name;
    one["name_en"] = column.name_en;
    one["unit"] = column.unit;
    json["columns"].push_back(std::move(one));
  }
  json["rows"] = Json::array();
  for (const OpenRow& row : table.rows) {
    Json one = Json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i) one[table.columns[i].key] = row.raw[i];
    json["rows"].push_back(std::move(one));
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace chuangmo::publish
