#include "store/sql/copy.h"

#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

void put_column(Statement& to, int place, const Statement& row, ColumnKind kind) {
  const int column = place - 1;
  switch (kind) {
    case ColumnKind::integer:
      return to.put(place, row.integer(column));
    case ColumnKind::integer_or_null:
      return to.put(place, row.is_null(column) ? std::nullopt : std::optional(row.integer(column)));
    case ColumnKind::text:
      return to.put(place, row.text(column));
    case ColumnKind::bytes:
      return to.put(place, Blob{row.blob(column)});
  }
}

}  // namespace

Result<void> copy_table(Connection& from, Connection& to, const std::string& programme, const Table& table) {
  CHUANGMO_TRY(rows, from.prepare_long(select_statement(table)));
  CHUANGMO_TRY(insert, to.prepare(insert_statement(table)));
  rows.with(programme);
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return {};
    insert.restart();
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      put_column(insert, static_cast<int>(i) + 1, rows, table.columns[i].kind);
    CHUANGMO_CHECK(insert.run());
  }
}

Result<void> copy_everything(Connection& from, Connection& to) {
  CHUANGMO_TRY(programmes, all_programmes(from));
  for (const ProgrammeEntry& programme : programmes)
    for (const Table& table : tables()) CHUANGMO_CHECK(copy_table(from, to, programme.id, table));
  return {};
}

}  // namespace chuangmo::store
