#include <fmt/format.h>

#include "store/sql/connection.h"
#include "store/sql/migrations.h"
#include "store/sql/tables.h"

namespace chuangmo::store {
namespace {

struct ForeignKey {
  std::string table;
  std::string name;
  std::string definition;
};

Result<std::vector<ForeignKey>> foreign_keys(Connection& connection) {
  CHUANGMO_TRY(rows, connection.prepare(
                         "SELECT r.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c "
                         "JOIN pg_class r ON r.oid = c.conrelid WHERE c.contype = 'f' AND "
                         "c.connamespace = current_schema()::regnamespace ORDER BY r.relname, c.conname"));
  std::vector<ForeignKey> keys;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return keys;
    keys.push_back({rows.text(0), rows.text(1), rows.text(2)});
  }
}

Result<bool> has_citus(Connection& connection) {
  CHUANGMO_TRY(count,
               connection.number("SELECT count(*) FROM pg_proc WHERE proname = 'create_distributed_table'"));
  return count != 0;
}

}  // namespace

std::vector<std::string> distribution_statements() {
  std::vector<std::string> statements;
  for (const Table& table : tables())
    statements.push_back(
        fmt::format("SELECT create_distributed_table('{}', 'programme_id', colocate_with => '{}')",
                    table.name, statements.empty() ? "none" : tables().front().name));
  return statements;
}

// A table that is distributed cannot point at one that is not yet: the foreign keys, which all begin with
// programme_id, go for the time and come again when all rows of a programme lie together.
Result<Diagnostics> distribute(const std::string& where) {
  if (!is_postgres_address(where))
    return fail("STO021", where + ": 只有 PostgreSQL 数据库可以分布", "用 --db postgresql://... 指明数据库");
  CHUANGMO_TRY(connection, open_connection(where, Connection::Access::write));
  CHUANGMO_CHECK(migrate(*connection));
  CHUANGMO_TRY(is_there, has_citus(*connection));
  if (!is_there)
    return fail("STO021", connection->name() + ": 没有安装 Citus 扩展",
                "在数据库里执行 CREATE EXTENSION citus，或不作分布直接使用");
  CHUANGMO_TRY(transaction, Transaction::begin(*connection));
  CHUANGMO_CHECK(connection->lock_schema());
  CHUANGMO_TRY(keys, foreign_keys(*connection));
  for (const ForeignKey& key : keys)
    CHUANGMO_CHECK(
        connection->execute(fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", key.table, key.name)));
  for (const std::string& statement : distribution_statements())
    CHUANGMO_CHECK(connection->execute(statement));
  for (const ForeignKey& key : keys)
    CHUANGMO_CHECK(connection->execute(
        fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", key.table, key.name, key.definition)));
  CHUANGMO_CHECK(transaction.commit());
  return Diagnostics{};
}

}  // namespace chuangmo::store
