#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <system_error>
#include <unistd.h>

#include "base/file.h"
#include "store/sql/copy.h"
#include "store/sql/journal.h"
#include "store/sql/migrations.h"
#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

namespace fs = std::filesystem;

// A file that goes when it is not kept, with what SQLite lays beside it.
class FileInTheMaking {
 public:
  explicit FileInTheMaking(fs::path path) : path_(std::move(path)) { remove(); }
  ~FileInTheMaking() { remove(); }
  FileInTheMaking(const FileInTheMaking&) = delete;
  const fs::path& path() const { return path_; }
  // Safely on the disk under its name.
  Result<void> become(const fs::path& target) const {
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    const bool done = sync(path_) && ::rename(path_.c_str(), target.c_str()) == 0 && sync(folder);
    if (!done)
      return fail("FIL002",
                  "无法写入文件 " + target.string() + "：" +
                      system_reason(std::error_code(errno, std::generic_category())),
                  "请检查目录、权限和磁盘空间");
    return {};
  }

 private:
  static bool sync(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const bool is_synced = ::fsync(file) == 0;
    return ::close(file) == 0 && is_synced;
  }
  void remove() const {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(path_.string() + suffix, ignored);
  }
  fs::path path_;
};

// Whoever holds a copy must not be able to go on with somebody's session. Deleted means overwritten.
Result<void> forget_sessions(Connection& copy) {
  CHUANGMO_CHECK(copy.execute("PRAGMA secure_delete = ON"));
  return copy.execute("DELETE FROM vault WHERE shelf IN ('session', 'upload')");
}

Result<void> require_whole(Connection& copy) {
  CHUANGMO_TRY(row, copy.prepare("PRAGMA integrity_check(1)"));
  CHUANGMO_TRY(has_row, row.step());
  if (!has_row || row.text(0) != "ok")
    return fail("STO020", fmt::format("{}: 副本不完整：{}", copy.name(), has_row ? row.text(0) : ""),
                "原库可能已损坏，请运行 chuangmo audit verify");
  return {};
}

using Heads = std::vector<std::pair<std::string, LogHead>>;
Result<Heads> heads_of(Connection& connection) {
  CHUANGMO_TRY(programmes, all_programmes(connection));
  Heads heads;
  for (const ProgrammeEntry& programme : programmes) {
    CHUANGMO_TRY(head, journal_head(connection, programme.id));
    heads.emplace_back(programme.id, std::move(head));
  }
  return heads;
}

Result<void> check_copy(Connection& copy, const Heads& wanted) {
  CHUANGMO_TRY(heads, heads_of(copy));
  if (heads != wanted)
    return fail("STO020", copy.name() + ": 副本的日志与原库不同", "再做一次；仍然如此请检查磁盘");
  for (const auto& [programme, head] : heads) CHUANGMO_CHECK(check_programme(copy, programme));
  return {};
}

Result<void> finish_copy(const fs::path& file, const Heads& heads) {
  CHUANGMO_TRY(copy, open_sqlite_connection(file, Connection::Access::write));
  CHUANGMO_CHECK(copy->execute("PRAGMA journal_mode = DELETE"));
  CHUANGMO_CHECK(forget_sessions(*copy));
  CHUANGMO_CHECK(require_whole(*copy));
  return check_copy(*copy, heads);
}

// A backup as the newest state of the tables has it; an older one is brought there in a copy.
Result<std::unique_ptr<Connection>> open_backup(const fs::path& backup, const FileInTheMaking& newer) {
  CHUANGMO_TRY(connection, open_sqlite_connection(backup, Connection::Access::read));
  CHUANGMO_TRY(number, connection->schema_number());
  if (number == 0)
    return fail("STO002", backup.string() + ": 不是创模数据库的备份", "请选 chuangmo backup 写成的文件");
  if (number >= newest_schema()) {
    CHUANGMO_CHECK(require_newest(*connection));
    return connection;
  }
  CHUANGMO_CHECK(connection->copy_into(newer.path()));
  CHUANGMO_TRY(copy, open_sqlite_connection(newer.path(), Connection::Access::write));
  CHUANGMO_CHECK(migrate(*copy));
  return copy;
}

fs::path beside_temporary(const fs::path& backup) {
  return fs::temp_directory_path() / fmt::format("chuangmo-{}-{}", ::getpid(), backup.filename().string());
}

}  // namespace

Result<void> SqlStore::back_up(const fs::path& target) {
  std::error_code ignored;
  if (fs::exists(target, ignored))
    return fail("STO019", target.string() + ": 文件已经存在", "备份到一个新的文件名");
  const FileInTheMaking copy(target.string() + ".part");
  Heads heads;
  {
    CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
    CHUANGMO_TRY(found, heads_of(*connection_));
    heads = std::move(found);
    CHUANGMO_CHECK(connection_->copy_into(copy.path()));
  }
  CHUANGMO_CHECK(finish_copy(copy.path(), heads));
  return copy.become(target);
}

Result<void> restore_store(const fs::path& backup, const std::string& where) {
  const FileInTheMaking newer(beside_temporary(backup));
  CHUANGMO_TRY(from, open_backup(backup, newer));
  CHUANGMO_TRY(to, open_connection(where, Connection::Access::write));
  CHUANGMO_CHECK(migrate(*to));
  CHUANGMO_CHECK(to->settle());
  CHUANGMO_TRY(transaction, Transaction::begin(*to));
  CHUANGMO_CHECK(to->lock_schema());
  CHUANGMO_TRY(present, all_programmes(*to));
  if (!present.empty())
    return fail("STO019", to->name() + ": 里面已有创建工作 " + present.front().id,
                "恢复到一个新的文件或空的数据库");
  CHUANGMO_TRY(snapshot, Snapshot::begin(*from));
  CHUANGMO_TRY(heads, heads_of(*from));
  CHUANGMO_CHECK(copy_everything(*from, *to));
  CHUANGMO_CHECK(check_copy(*to, heads));
  return transaction.commit();
}

}  // namespace chuangmo::store
