#include "app/workspace.h"

#include "base/digest.h"
#include "base/file.h"

namespace chuangmo::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDatabase = "chuangmo.db";

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return fail("FIL002", "无法建立目录 " + folder.string() + "：" + error.message(), "检查权限和磁盘空间");
  return {};
}

}  // namespace

Result<Workspace> create_workspace(const fs::path& root, const Library& library,
                                   const NewProgramme& programme, Instant now) {
  if (fs::exists(root / kDatabase)) {
    return fail("WSP001", root.string() + " 已经是一个工作目录", "换一个目录，或直接使用它");
  }
  CHUANGMO_TRY(pack, load_pack(library, programme.pack));
  CHUANGMO_CHECK(make_folder(root / "imports"));
  CHUANGMO_CHECK(make_folder(root / "evidence"));
  CHUANGMO_TRY(store, store::open_sqlite(root / kDatabase));
  Workspace workspace;
  workspace.root = root;
  workspace.store = std::move(store);
  workspace.programme = {programme.id, programme.title, programme.pack, now};
  workspace.pack = std::move(pack);
  CHUANGMO_CHECK(workspace.store->add_programme(workspace.programme));
  return workspace;
}

Result<Workspace> open_workspace(const fs::path& root, const Library& library) {
  const Failure none{"WSP002", root.string() + " 不是工作目录（没有 chuangmo.db）",
                     "先运行 chuangmo init，或用 -w 指明工作目录"};
  if (!fs::exists(root / kDatabase)) return tl::unexpected(none);
  CHUANGMO_TRY(store, store::open_sqlite(root / kDatabase));
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

Result<std::string> keep_import(const Workspace& workspace, std::string_view bytes) {
  const std::string digest = sha256_hex(bytes);
  const fs::path target = workspace.root / "imports" / digest;
  if (!fs::exists(target)) CHUANGMO_CHECK(write_file(target, bytes));
  return digest;
}

}  // namespace chuangmo::app
