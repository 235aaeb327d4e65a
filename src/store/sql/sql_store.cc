#include "store/sql/sql_store.h"

#include <fmt/format.h>

#include "store/sql/journal.h"
#include "store/sql/migrations.h"
#include "store/sql/tables.h"

namespace chuangmo::store {
namespace {

tl::unexpected<Failure> damaged(const Connection& connection, std::string_view what) {
  return fail("STO007", fmt::format("{}: 存储的内容已损坏: {}", connection.name(), what), "从备份恢复数据库");
}

}  // namespace

FactQuery FactQuery::of_years(std::string programme, Instant known_at, int first_year, int last_year) {
  return {std::move(programme), known_at, Date::of(first_year, 1, 1), Date::of(last_year + 1, 1, 1),
          std::nullopt};
}

Result<std::unique_ptr<Store>> open_store(const std::string& where) {
  CHUANGMO_TRY(connection, open_connection(where, Connection::Access::write));
  CHUANGMO_CHECK(migrate(*connection));
  CHUANGMO_CHECK(connection->settle());
  return std::make_unique<SqlStore>(std::move(connection));
}

Result<std::unique_ptr<Store>> open_store_read_only(const std::string& where) {
  CHUANGMO_TRY(connection, open_connection(where, Connection::Access::read));
  CHUANGMO_CHECK(require_newest(*connection));
  CHUANGMO_CHECK(connection->settle());
  return std::make_unique<SqlStore>(std::move(connection));
}

Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& path) {
  return open_store(path.string());
}

Result<std::unique_ptr<Store>> open_sqlite_read_only(const std::filesystem::path& path) {
  return open_store_read_only(path.string());
}

Result<void> SqlStore::add_programme(const ProgrammeEntry& programme) {
  CHUANGMO_TRY(transaction, Transaction::begin(*connection_));
  CHUANGMO_CHECK(connection_->lock_schema());
  {
    CHUANGMO_TRY(known, connection_->prepare("SELECT pack FROM programmes WHERE programme_id = ?"));
    CHUANGMO_TRY(is_known, known.with(programme.id).step());
    if (is_known && known.text(0) != programme.pack)
      return fail("STO005",
                  fmt::format("创建工作 {} 已经用指标包 {} 建立，不能改用 {}", programme.id, known.text(0),
                              programme.pack),
                  "另建一个创建工作");
    if (is_known) return {};
  }
  CHUANGMO_TRY(insert, connection_->prepare(insert_statement(table_named("programmes"))));
  CHUANGMO_CHECK(
      insert.with(programme.id, programme.title, programme.pack, programme.recorded_at.seconds).run());
  CHUANGMO_CHECK(JournalWriter::begin_journal(*connection_, programme));
  return transaction.commit();
}

Result<std::vector<ProgrammeEntry>> all_programmes(Connection& connection) {
  CHUANGMO_TRY(statement,
               connection.prepare(
                   "SELECT programme_id, title, pack, recorded_at FROM programmes ORDER BY programme_id"));
  std::vector<ProgrammeEntry> programmes;
  while (true) {
    CHUANGMO_TRY(has_row, statement.step());
    if (!has_row) return programmes;
    programmes.push_back(
        {statement.text(0), statement.text(1), statement.text(2), Instant{statement.integer(3)}});
  }
}

Result<std::vector<ProgrammeEntry>> SqlStore::programmes() {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  return all_programmes(*connection_);
}

Result<void> SqlStore::require_programme(const std::string& programme) {
  CHUANGMO_TRY(statement, connection_->prepare("SELECT 1 FROM programmes WHERE programme_id = ?"));
  CHUANGMO_TRY(is_known, statement.with(programme).step());
  if (!is_known)
    return fail("STO004", fmt::format("没有名为“{}”的创建工作", programme), "先导入任务分解表，建立创建工作");
  return {};
}

Result<std::vector<ImportEntry>> SqlStore::imports(const std::string& programme) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  CHUANGMO_TRY(index,
               imports_until(*connection_, programme, Instant{std::numeric_limits<std::int64_t>::max()}));
  std::vector<ImportEntry> entries;
  for (auto& [number, entry] : index) entries.push_back(std::move(entry));
  return entries;
}

Result<ImportIndex> imports_until(Connection& connection, const std::string& programme, Instant known_at) {
  CHUANGMO_TRY(statement, connection.prepare(
                              "SELECT import_id, digest, name, kind, who, recorded_at, reason FROM imports "
                              "WHERE programme_id = ? AND recorded_at <= ? ORDER BY import_id"));
  statement.with(programme, known_at.seconds);
  ImportIndex index;
  while (true) {
    CHUANGMO_TRY(has_row, statement.step());
    if (!has_row) return index;
    const std::int64_t number = statement.integer(0);
    index.emplace(number, ImportEntry{number, statement.text(1), statement.text(2), statement.text(3),
                                      statement.text(4), Instant{statement.integer(5)}, statement.text(6)});
  }
}

Origin origin_at(const Statement& statement, int column, const ImportEntry& import) {
  return {import.name,
          import.digest,
          statement.text(column),
          static_cast<int>(statement.integer(column + 1)),
          statement.text(column + 2),
          statement.text(column + 3)};
}

Result<Period> stored_period(const Connection& connection, const std::string& text) {
  auto period = Period::parse(text);
  if (!period) return damaged(connection, text);
  return period;
}

Result<Decimal> stored_decimal(const Connection& connection, const std::string& text) {
  auto decimal = Decimal::parse(text);
  if (!decimal) return damaged(connection, text);
  return decimal;
}

}  // namespace chuangmo::store
