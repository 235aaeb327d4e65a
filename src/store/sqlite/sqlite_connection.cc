#include "store/sqlite/sqlite_connection.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <sqlite3.h>

namespace chuangmo::store {
namespace {

constexpr std::int64_t kApplicationId = 0x434D4442;  // "CMDB"

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

class SqliteStatement final : public Prepared {
 public:
  SqliteStatement(const SqliteConnection& connection, sqlite3_stmt* statement)
      : connection_(connection), statement_(statement) {}

  void restart() override {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
    bound_ = true;
  }
  void put(int place, std::int64_t value) override {
    note(sqlite3_bind_int64(statement_.get(), place, value));
  }
  void put(int place, std::string_view value) override {
    note(sqlite3_bind_text64(statement_.get(), place, value.data() == nullptr ? "" : value.data(),
                             value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  void put(int place, Blob value) override {
    note(sqlite3_bind_blob64(statement_.get(), place, value.bytes.data() == nullptr ? "" : value.bytes.data(),
                             value.bytes.size(), SQLITE_TRANSIENT));
  }
  void put_null(int place) override { note(sqlite3_bind_null(statement_.get(), place)); }

  Result<bool> step() override {
    if (!bound_) return tl::unexpected(connection_.failure());
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) return tl::unexpected(connection_.failure());
    sqlite3_reset(statement_.get());
    return false;
  }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_.get(), column); }
  std::string text(int column) const override {
    const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
    return bytes == nullptr ? "" : std::string(reinterpret_cast<const char*>(bytes), size_of(column));
  }
  std::string_view blob(int column) const override {
    const void* bytes = sqlite3_column_blob(statement_.get(), column);
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes), size_of(column)};
  }
  bool is_null(int column) const override {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void note(int code) { bound_ = code == SQLITE_OK && bound_; }
  std::size_t size_of(int column) const {
    return static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  }
  const SqliteConnection& connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  bool bound_ = true;
};

}  // namespace

void SqliteConnection::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::filesystem::path& path,
                                                                 Access access) {
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(path, access));
  CHUANGMO_CHECK(connection->open_handle());
  return connection;
}

Result<std::unique_ptr<Connection>> open_sqlite_connection(const std::filesystem::path& path,
                                                           Connection::Access access) {
  return SqliteConnection::open(path, access);
}

Result<void> SqliteConnection::open_handle() {
  sqlite3* handle = nullptr;
  // A connection belongs to one thread at a time, as a Store does.
  const int flags =
      SQLITE_OPEN_NOMUTEX |
      (access_ == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const int code = sqlite3_open_v2(name_.c_str(), &handle, flags, nullptr);
  std::unique_ptr<sqlite3, Close> opened(handle);
  if (code != SQLITE_OK)
    return fail("STO001", fmt::format("{}: 无法打开数据库: {}", name_, reason_of(code, sqlite3_errstr(code))),
                "检查目录是否存在、是否有写权限");
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 5000);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (access_ == Access::read) sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  handle_ = std::move(opened);
  // Of a new file only: a page that holds a month of hours whole, and several of them.
  if (access_ == Access::write) CHUANGMO_CHECK(execute("PRAGMA page_size = 16384"));
  return {};
}

Result<void> SqliteConnection::settle() {
  CHUANGMO_CHECK(execute("PRAGMA trusted_schema = OFF"));
  if (access_ == Access::read) return execute("PRAGMA wal_autocheckpoint = 0");
  // Of several who begin with a file at once one changes it; for this SQLite lets the others not wait.
  constexpr int kAttempts = 250;
  constexpr int kPauseMs = 20;
  for (int attempt = 1;; ++attempt) {
    const auto changed = execute("PRAGMA journal_mode = WAL");
    if (changed) break;
    if (changed.error().code != "STO009" || attempt == kAttempts) return changed;
    sqlite3_sleep(kPauseMs);
  }
  CHUANGMO_CHECK(execute("PRAGMA synchronous = FULL"));
  return execute("PRAGMA foreign_keys = ON");
}

// A failed sync may have left its pages in memory as if they were on the disk. What a further connection
// finds in the log is written into the file and synced there; what it does not find is gone.
Result<void> SqliteConnection::reconnect() {
  if (is_in_memory()) return {};
  handle_.reset();
  CHUANGMO_CHECK(open_handle());
  CHUANGMO_CHECK(settle());
  if (access_ == Access::write) {
    CHUANGMO_TRY(is_blocked, number("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (is_blocked != 0)
      return fail("STO009", name_ + ": 正被另一个程序使用", "另一个程序正在读数据库，请稍后再试");
  }
  is_doubtful_ = false;
  ++reconnects_;
  return {};
}

Result<std::int64_t> SqliteConnection::schema_number() {
  CHUANGMO_TRY(application, number("PRAGMA application_id"));
  if (application == kApplicationId) return number("PRAGMA user_version");
  CHUANGMO_TRY(tables, number("SELECT count(*) FROM sqlite_schema"));
  if (application != 0 || tables != 0)
    return fail("STO002", name_ + ": 不是创模数据库", "请另选一个工作目录，或把该文件移走");
  return 0;
}

Result<void> SqliteConnection::set_schema_number(std::int64_t number) {
  CHUANGMO_CHECK(execute(fmt::format("PRAGMA application_id = {}", kApplicationId)));
  return execute(fmt::format("PRAGMA user_version = {}", number));
}

Failure SqliteConnection::failure() const {
  const int code = sqlite3_errcode(handle_.get()) & 0xFF;
  const std::string text = fmt::format("{}: {}", name_, reason_of(code, sqlite3_errmsg(handle_.get())));
  if (code == SQLITE_FULL || code == SQLITE_IOERR) is_doubtful_ = !is_in_memory();
  if (code == SQLITE_NOTADB) return {"STO002", text, "这个文件不是创模数据库，请另选文件"};
  if (code == SQLITE_CORRUPT) return {"STO007", text, "数据库已损坏，请从备份恢复"};
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    return {"STO009", text, "另一个程序正在写数据库，请稍后再试"};
  if (code == SQLITE_FULL) return {"STO015", text, "清理出磁盘空间后再试；已经保存的内容不受影响"};
  if (code == SQLITE_IOERR) return {"STO016", text, "检查磁盘和系统日志后再试；这一次没有保存"};
  return {"STO008", text, "检查磁盘空间和写权限后再试"};
}

Result<std::unique_ptr<Prepared>> SqliteConnection::prepare_statement(std::string_view sql, bool) {
  CHUANGMO_CHECK(require_handle());
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(failure());
  return std::make_unique<SqliteStatement>(*this, statement);
}

Result<void> SqliteConnection::execute_statements(const std::string& sql) {
  CHUANGMO_CHECK(require_handle());
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return tl::unexpected(failure());
  return {};
}

Result<void> SqliteConnection::begin() {
  if (is_doubtful_) CHUANGMO_CHECK(reconnect());
  return execute("BEGIN IMMEDIATE");
}

Result<void> SqliteConnection::commit() {
  return execute("COMMIT");
}

void SqliteConnection::roll_back() {
  if (handle_ && sqlite3_get_autocommit(handle_.get()) == 0) (void)execute("ROLLBACK");
}

Result<void> SqliteConnection::begin_snapshot() {
  return execute("SAVEPOINT snapshot");
}

// After damaged pages SQLite lets a savepoint go in no other way; nothing was written that could be lost.
void SqliteConnection::end_snapshot() {
  if (execute("RELEASE snapshot")) return;
  (void)execute("ROLLBACK");
}

}  // namespace chuangmo::store
