#include "app/workspace.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

namespace chuangmo::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDatabase = "chuangmo.db";

constexpr const char* kProgrammeFile = "programme";  // which one of a database with several is this folder's
constexpr std::uint64_t kMostIdBytes = 256;

const store::ProgrammeEntry* find(const std::vector<store::ProgrammeEntry>& programmes,
                                  const std::string& id) {
  const auto found = std::find_if(programmes.begin(), programmes.end(),
                                  [&](const store::ProgrammeEntry& each) { return each.id == id; });
  return found == programmes.end() ? nullptr : &*found;
}

// It holds digests of passwords: nobody else reads it, nor what SQLite lays beside it with the same rights.
void make_private(const fs::path& file) {
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (made >= 0) ::close(made);  // what stands in the way is told when the database is opened
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return fail("FIL002", "无法建立目录 " + folder.string() + "：" + system_reason(error),
                "检查权限和磁盘空间");
  return {};
}

}  // namespace

Result<Workspace> create_workspace(const fs::path& root, const Library& library,
                                   const NewProgramme& programme, Instant now, const std::string& database) {
  CHUANGMO_TRY(pack, load_pack(library, programme.pack));
  CHUANGMO_CHECK(make_folder(root));
  // A database without a programme is what a failed attempt left: it is taken over.
  if (database.empty()) make_private(database_file(root));
  CHUANGMO_TRY(store, store::open_store(database.empty() ? database_file(root).string() : database));
  CHUANGMO_TRY(present, store->programmes());
  // A file holds one programme, a database on a server those of a province.
  const bool is_taken = database.empty() ? !present.empty() : find(present, programme.id) != nullptr;
  if (is_taken)
    return fail("WSP001", (database.empty() ? root.string() : "数据库里") + " 已经有创建工作 " + programme.id,
                "换一个目录，或直接使用它");
  CHUANGMO_CHECK(make_folder(root / "imports"));
  CHUANGMO_CHECK(make_folder(root / "evidence"));
  Workspace workspace;
  workspace.root = root;
  workspace.store = std::move(store);
  workspace.programme = {programme.id, programme.title, programme.pack, now};
  workspace.pack = std::move(pack);
  if (!database.empty()) CHUANGMO_CHECK(write_file(root / kProgrammeFile, programme.id + "\n"));
  CHUANGMO_CHECK(workspace.store->add_programme(workspace.programme));
  return workspace;
}

fs::path database_file(const fs::path& root) {
  return root / kDatabase;
}

Result<Workspace> open_workspace(const fs::path& root, const Library& library, const std::string& database) {
  const Failure none{"WSP002", root.string() + " 不是工作目录", "先运行 chuangmo init，或用 -w 指明工作目录"};
  if (database.empty()) {
    std::error_code error;
    const auto size = fs::file_size(database_file(root), error);
    if (error && error.value() != ENOENT && error.value() != ENOTDIR)
      return fail("FIL001", "无法读取文件 " + database_file(root).string() + "：" + system_reason(error),
                  "请检查路径和权限");
    if (error || size == 0) return tl::unexpected(none);
  }
  CHUANGMO_TRY(store, store::open_store(database.empty() ? database_file(root).string() : database));
  CHUANGMO_TRY(programmes, store->programmes());
  if (programmes.empty()) return tl::unexpected(none);
  const store::ProgrammeEntry* programme = &programmes.front();
  if (const auto id = read_file(root / kProgrammeFile, kMostIdBytes)) programme = find(programmes, trim(*id));
  if (programme == nullptr) return tl::unexpected(none);
  CHUANGMO_TRY(pack, load_pack(library, programme->pack));
  Workspace workspace;
  workspace.root = root;
  workspace.store = std::move(store);
  workspace.programme = *programme;
  workspace.pack = std::move(pack);
  return workspace;
}

}  // namespace chuangmo::app
