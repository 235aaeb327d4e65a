#include "store/sqlite/database.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <sqlite3.h>

namespace chuangmo::store {
namespace {

struct Reason {
  int code;
  const char* text;
};
// What people meet; the rest speaks SQLite's own language.
constexpr std::array kReasons{
    Reason{SQLITE_NOTADB, "不是数据库文件"},
    Reason{SQLITE_CORRUPT, "内容已损坏"},
    Reason{SQLITE_BUSY, "正被另一个程序使用"},
    Reason{SQLITE_LOCKED, "正被另一个程序使用"},
    Reason{SQLITE_FULL, "磁盘已满"},
    Reason{SQLITE_READONLY, "只读，不能写入"},
    Reason{SQLITE_CANTOPEN, "打不开数据库文件"},
    Reason{SQLITE_IOERR, "磁盘读写错误"},
    Reason{SQLITE_PERM, "没有权限"},
};

std::string reason_of(int code, const char* otherwise) {
  const auto* const known =
      std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& each) { return each.code == code; });
  return known == kReasons.end() ? otherwise : known->text;
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}
void Database::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

void Statement::restart() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  bound_ = true;
}

void Statement::put(int place, std::int64_t value) {
  bound_ = sqlite3_bind_int64(statement_.get(), place, value) == SQLITE_OK && bound_;
}

void Statement::put(int place, std::string_view value) {
  bound_ = sqlite3_bind_text64(statement_.get(), place, value.data() == nullptr ? "" : value.data(),
                               value.size(), SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK &&
           bound_;
}

void Statement::put(int place, Blob value) {
  bound_ = sqlite3_bind_blob64(statement_.get(), place, value.bytes.data(), value.bytes.size(),
                               SQLITE_TRANSIENT) == SQLITE_OK &&
           bound_;
}

Result<bool> Statement::step() {
  if (!bound_) return tl::unexpected(database_->failure());
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return tl::unexpected(database_->failure());
}

Result<void> Statement::run() {
  while (true) {
    CHUANGMO_TRY(has_row, step());
    if (!has_row) break;
  }
  sqlite3_reset(statement_.get());
  return {};
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return "";
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string_view Statement::blob(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path, Access access) {
  std::unique_ptr<Database> database(new Database);
  database->name_ = path.string();
  sqlite3* handle = nullptr;
  // A connection belongs to one thread at a time, as a Store does.
  const int flags =
      SQLITE_OPEN_NOMUTEX |
      (access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const int code = sqlite3_open_v2(path.string().c_str(), &handle, flags, nullptr);
  database->handle_.reset(handle);
  if (code != SQLITE_OK)
    return fail("STO001",
                fmt::format("{}: 无法打开数据库: {}", database->name_, reason_of(code, sqlite3_errstr(code))),
                "检查目录是否存在、是否有写权限");
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 5000);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return database;
}

Failure Database::failure() const {
  const int code = sqlite3_errcode(handle_.get()) & 0xFF;
  const std::string text = fmt::format("{}: {}", name_, reason_of(code, sqlite3_errmsg(handle_.get())));
  if (code == SQLITE_NOTADB) return {"STO002", text, "这个文件不是创模数据库，请另选文件"};
  if (code == SQLITE_CORRUPT) return {"STO007", text, "数据库已损坏，请从备份恢复"};
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    return {"STO009", text, "另一个程序正在写数据库，请稍后再试"};
  return {"STO008", text, "检查磁盘空间和写权限后再试"};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(failure());
  return Statement(*this, statement);
}

Result<void> Database::execute(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return tl::unexpected(failure());
  return {};
}

Result<std::int64_t> Database::number(std::string_view sql) {
  CHUANGMO_TRY(statement, prepare(sql));
  CHUANGMO_TRY(has_row, statement.step());
  return has_row ? statement.integer(0) : 0;
}

Result<Transaction> Transaction::begin(Database& database) {
  CHUANGMO_CHECK(database.execute("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::~Transaction() {
  if (database_ != nullptr) (void)database_->execute("ROLLBACK");
}

Result<Snapshot> Snapshot::begin(Database& database) {
  CHUANGMO_CHECK(database.execute("SAVEPOINT snapshot"));
  return Snapshot(database);
}

// After damaged pages SQLite lets a savepoint go in no other way; nothing was written that could be lost.
Snapshot::~Snapshot() {
  if (database_ == nullptr || database_->execute("RELEASE snapshot")) return;
  (void)database_->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
  CHUANGMO_CHECK(database_->execute("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace chuangmo::store
