#include "catalog/required_file.h"

namespace chuangmo::catalog {

std::optional<toml::table> required_table(const CatalogFiles& files, const std::string& file,
                                          Diagnostics& diagnostics) {
  const auto found = files.find(file);
  if (found != files.end()) return parse_toml(found->second, file, diagnostics);
  diagnostics.push_back({"CAT002",
                         Severity::error,
                         {.file = file},
                         "目录中没有 " + file,
                         "补上这个文件；可以从程序自带的目录复制",
                         ""});
  return std::nullopt;
}

}  // namespace chuangmo::catalog
