#include "catalog/files.h"

#include <algorithm>
#include <vector>

#include "base/file.h"

namespace chuangmo::catalog {

Result<CatalogFiles> read_catalog_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::recursive_directory_iterator walk(folder, error);
  if (error)
    return fail("FIL001", "无法读取目录 " + folder.string() + "：" + system_reason(error),
                "检查 --catalog 给出的目录");
  CatalogFiles files;
  for (const auto& entry : walk) {
    if (!entry.is_regular_file()) continue;
    const std::string extension = entry.path().extension().string();
    if (extension != ".toml" && extension != ".txt" && extension != ".docx" && extension != ".xlsx") continue;
    CHUANGMO_TRY(text, read_file(entry.path(), 16 << 20));
    files[std::filesystem::relative(entry.path(), folder).generic_string()] = std::move(text);
  }
  return files;
}

}  // namespace chuangmo::catalog
