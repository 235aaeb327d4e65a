#include "app/library.h"

#include "catalog/check_rules.h"
#include "catalog/pack.h"
#include "catalog/standards.h"

namespace chuangmo::app {

Result<Library> read_library(const std::optional<std::filesystem::path>& folder) {
  Library library;
  if (folder) {
    CHUANGMO_TRY(files, catalog::read_catalog_folder(*folder));
    library.files = std::move(files);
  } else {
    library.files = catalog::embedded_catalog();
  }
  CHUANGMO_TRY(standards, catalog::read_standards(library.files, library.diagnostics));
  library.standards = std::move(standards);
  return library;
}

Result<Pack> load_pack(const Library& library, std::string_view id) {
  Diagnostics diagnostics;
  auto pack = catalog::read_pack(library.files, id, diagnostics);
  if (pack) {
    const Diagnostics rules = catalog::check_rules(*pack, library.standards);
    diagnostics.insert(diagnostics.end(), rules.begin(), rules.end());
  }
  if (pack && !has_errors(diagnostics)) return std::move(*pack);
  std::string text = "指标包 " + std::string(id) + " 有错误";
  constexpr std::size_t kShown = 3;
  for (std::size_t i = 0; i < diagnostics.size() && i < kShown; ++i) text += "\n" + render(diagnostics[i]);
  return fail("CAT060", text, "运行 chuangmo catalog check 查看全部问题");
}

Diagnostics check_catalog(const Library& library) {
  Diagnostics all = library.diagnostics;
  for (const std::string& id : catalog::pack_ids(library.files)) {
    const auto pack = catalog::read_pack(library.files, id, all);
    if (!pack) continue;
    const Diagnostics rules = catalog::check_rules(*pack, library.standards);
    all.insert(all.end(), rules.begin(), rules.end());
  }
  return all;
}

}  // namespace chuangmo::app
