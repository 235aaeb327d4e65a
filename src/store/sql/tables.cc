#include "store/sql/tables.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace chuangmo::store {
namespace {

// "name:t" a text, ":i" an integer, ":n" an integer or NULL, ":b" bytes.
Table table_of(std::string_view name, std::size_t key_columns,
               std::initializer_list<std::string_view> columns) {
  Table table{name, key_columns, {{"programme_id", ColumnKind::text}}};
  for (const std::string_view column : columns) {
    const std::size_t colon = column.find(':');
    assert(colon + 2 == column.size());
    const char letter = column[colon + 1];
    table.columns.push_back({column.substr(0, colon), letter == 'i'   ? ColumnKind::integer
                                                      : letter == 'n' ? ColumnKind::integer_or_null
                                                      : letter == 'b' ? ColumnKind::bytes
                                                                      : ColumnKind::text});
  }
  return table;
}

}  // namespace

const std::vector<Table>& tables() {
  static const std::vector<Table> kTables{
      table_of("programmes", 1, {"title:t", "pack:t", "recorded_at:i"}),
      table_of("imports", 2,
               {"import_id:i", "digest:t", "name:t", "kind:t", "who:t", "recorded_at:i", "reason:t"}),
      table_of("series", 2, {"series_id:i", "station_set:t", "parameter:t", "station:t", "step:i"}),
      table_of("figures", 5,
               {"figure:t", "subject:t", "period:t", "revision:i", "import_id:i", "value:t", "as_given:t",
                "reason:t", "sheet:t", "line:i", "heading:t", "unit:t"}),
      table_of("records", 4,
               {"ledger:t", "identity:t", "revision:i", "import_id:i", "period:t", "withdrawn:i", "reason:t",
                "sheet:t", "line:i", "heading:t", "unit:t"}),
      table_of("record_fields", 5, {"ledger:t", "identity:t", "revision:i", "field:t", "value:t"}),
      table_of("closures", 3,
               {"ledger:t", "period:t", "import_id:i", "sheet:t", "line:i", "heading:t", "unit:t"}),
      table_of("stations", 4,
               {"station_set:t", "station:t", "revision:i", "import_id:i", "name:t", "county:t",
                "target_class:t", "kind:t", "weight:t", "longitude:t", "latitude:t", "sheet:t", "line:i",
                "heading:t", "unit:t", "city:t"}),
      table_of("readings", 4, {"series_id:i", "first:i", "import_id:i", "block:b"}),
      table_of("evidence", 4,
               {"indicator:t", "digest:t", "period:t", "import_id:i", "name:t", "sheet:t", "line:i",
                "heading:t", "unit:t"}),
      table_of("journal_heads", 1, {"size:i", "frontier:b", "recorded_at:i"}),
      table_of("journal", 2,
               {"entry_id:i", "recorded_at:i", "leaf:b", "salt:b", "who:t", "kind:t", "object:t", "body:t"}),
      table_of("contents", 2, {"digest:t", "bytes:b"}),
      table_of("vault", 3, {"shelf:t", "key:t", "value:b", "until:n"}),
  };
  return kTables;
}

const Table& table_named(std::string_view name) {
  const auto place =
      std::find_if(tables().begin(), tables().end(), [&](const Table& each) { return each.name == name; });
  assert(place != tables().end());
  return *place;
}

std::string column_list(const Table& table, std::string_view prefix) {
  std::string list;
  for (const Column& column : table.columns)
    list += fmt::format("{}{}{}", list.empty() ? "" : ", ", prefix, column.name);
  return list;
}

std::string insert_statement(const Table& table) {
  std::string marks = "?";
  for (std::size_t i = 1; i < table.columns.size(); ++i) marks += ", ?";
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, column_list(table), marks);
}

std::string select_statement(const Table& table) {
  Table key = table;
  key.columns.resize(table.key_columns);
  return fmt::format("SELECT {} FROM {} WHERE programme_id = ? ORDER BY {}", column_list(table), table.name,
                     column_list(key));
}

}  // namespace chuangmo::store
