#include "app/workspace.h"

#include <cerrno>

#include "base/file.h"

namespace chuangmo::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDatabase = "chuangmo.db";

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
  CHUANGMO_TRY(store, store::open_store(database.empty() ? database_file(root).string() : database));
  CHUANGMO_TRY(present, store->programmes());
  if (!present.empty())
    return fail("WSP001", (database.empty() ? root.string() : "这个数据库") + " 已经是一个工作目录",
                "换一个目录，或直接使用它");
  CHUANGMO_CHECK(make_folder(root / "imports"));
  CHUANGMO_CHECK(make_folder(root / "evidence"));
  Workspace workspace;
  workspace.root = root;
  workspace.store = std::move(store);
  workspace.programme = {programme.id, programme.title, programme.pack, now};
  workspace.pack = std::move(pack);
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
  CHUANGMO_TRY(pack, load_pack(library, programmes.front().pack));
  Workspace workspace;
  workspace.root = root;
  workspace.store = std::move(store);
  workspace.programme = programmes.front();
  workspace.pack = std::move(pack);
  return workspace;
}

}  // namespace chuangmo::app
