#include "store/sql/connection.h"

namespace chuangmo::store {
namespace {

SqlListener& listener() {
  static SqlListener the_listener;
  return the_listener;
}

void tell(std::string_view sql) {
  if (listener()) listener()(sql);
}

}  // namespace

void listen_to_sql(SqlListener to) {
  listener() = std::move(to);
}

Result<void> Statement::run() {
  while (true) {
    CHUANGMO_TRY(has_row, step());
    if (!has_row) break;
  }
  return {};
}

Result<Statement> Connection::prepare(std::string_view sql) {
  tell(sql);
  CHUANGMO_TRY(prepared, prepare_statement(sql, false));
  return Statement(std::move(prepared));
}

Result<Statement> Connection::prepare_long(std::string_view sql) {
  tell(sql);
  CHUANGMO_TRY(prepared, prepare_statement(sql, true));
  return Statement(std::move(prepared));
}

Result<void> Connection::execute(const std::string& sql) {
  tell(sql);
  return execute_statements(sql);
}

Result<std::int64_t> Connection::number(std::string_view sql) {
  CHUANGMO_TRY(statement, prepare(sql));
  CHUANGMO_TRY(has_row, statement.step());
  return has_row ? statement.integer(0) : 0;
}

Result<Transaction> Transaction::begin(Connection& connection) {
  CHUANGMO_CHECK(connection.begin());
  return Transaction(connection);
}

Transaction::~Transaction() {
  if (connection_ != nullptr) connection_->roll_back();
}

Result<void> Transaction::commit() {
  CHUANGMO_CHECK(connection_->commit());
  connection_ = nullptr;
  return {};
}

Result<Snapshot> Snapshot::begin(Connection& connection) {
  CHUANGMO_CHECK(connection.begin_snapshot());
  return Snapshot(connection);
}

Snapshot::~Snapshot() {
  if (connection_ != nullptr) connection_->end_snapshot();
}

bool is_postgres_address(std::string_view where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

Result<std::unique_ptr<Connection>> open_connection(const std::string& where, Connection::Access access) {
  if (is_postgres_address(where)) return open_postgres_connection(where, access);
  return open_sqlite_connection(where, access);
}

}  // namespace chuangmo::store
