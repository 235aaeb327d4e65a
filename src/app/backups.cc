#include "app/backups.h"

#include <algorithm>

#include "audit/hash.h"
#include "base/file.h"

namespace chuangmo::app {

namespace {

std::string moment_name(Instant moment) {
  std::string name = moment.text().substr(0, 19);  // without the zone
  std::erase(name, ':');
  return name;
}

}  // namespace

Result<Backup> back_up(Office& office) {
  const std::filesystem::path folder = office.root() / "backups";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return fail("FIL002", "无法建立目录 " + folder.string() + "：" + system_reason(error),
                "检查权限和磁盘空间");
  Backup backup;
  CHUANGMO_TRY(work, office.latest_work());
  backup.file = moment_name(office.now()) + "-" + std::to_string(work->size) + ".db";
  const std::filesystem::path target = folder / backup.file;
  {
    CHUANGMO_TRY(reading, office.reader());
    CHUANGMO_CHECK(reading->store->back_up(target));
  }
  backup.bytes = std::filesystem::file_size(target, error);
  CHUANGMO_TRY(copy, store::open_store_read_only(target.string()));
  CHUANGMO_TRY(head, copy->head(office.programme().id));
  backup.size = head.size;
  CHUANGMO_TRY(root, audit::Hash::from_raw(head.root));
  backup.root = root.hex();
  return backup;
}

Result<void> restore(const std::filesystem::path& backup, const std::string& where) {
  return store::restore_store(backup, where);
}

Result<Diagnostics> distribute(const std::string& database) {
  return store::distribute(database);
}

std::vector<Backup> backups(const Office& office) {
  std::vector<Backup> all;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(office.root() / "backups", error)) {
    if (entry.path().extension() == ".db")
      all.push_back({entry.path().filename().string(), entry.file_size(error), 0, ""});
  }
  std::sort(all.begin(), all.end(), [](const Backup& a, const Backup& b) { return a.file > b.file; });
  return all;
}

}  // namespace chuangmo::app
