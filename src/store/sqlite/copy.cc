#include <memory>
#include <sqlite3.h>

#include "store/sqlite/sqlite_connection.h"

namespace chuangmo::store {
namespace {

constexpr int kPagesPerStep = 256;

struct Finish {
  void operator()(sqlite3_backup* copy) const { sqlite3_backup_finish(copy); }
};

}  // namespace

// The snapshot keeps what is copied as it is however much others write meanwhile; without it every commit of
// another connection would begin the copy anew.
Result<void> SqliteConnection::copy_into(const std::filesystem::path& file) {
  CHUANGMO_TRY(target, SqliteConnection::open(file, Access::write));
  CHUANGMO_TRY(snapshot, Snapshot::begin(*this));
  CHUANGMO_CHECK(number("SELECT count(*) FROM sqlite_schema"));  // it begins with the first look
  std::unique_ptr<sqlite3_backup, Finish> copy(
      sqlite3_backup_init(target->handle(), "main", handle_.get(), "main"));
  if (!copy) return tl::unexpected(target->failure());
  int code = SQLITE_OK;
  while (code == SQLITE_OK) code = sqlite3_backup_step(copy.get(), kPagesPerStep);
  copy.reset();
  if (code == SQLITE_DONE) return {};
  auto failure = target->failure();
  // What reading met is said by the connection that read.
  if (sqlite3_errcode(target->handle()) == SQLITE_OK) failure = this->failure();
  return tl::unexpected(std::move(failure));
}

}  // namespace chuangmo::store
