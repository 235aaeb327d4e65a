#include "app/library.h"

#include "catalog/check_rules.h"
#include "catalog/check_sources.h"
#include "catalog/pack.h"
#include "catalog/programme.h"
#include "catalog/standards.h"
#include "plan/units_toml.h"

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

namespace {

// Of each programme that follows the pack and has a register of units.
Diagnostics unknown_suppliers(const Pack& pack, const std::vector<catalog::ProgrammeDefinition>& programmes) {
  Diagnostics all;
  for (const catalog::ProgrammeDefinition& programme : programmes) {
    if (programme.pack != pack.id || programme.units_toml.empty()) continue;
    const std::string file = "programmes/" + programme.id + "/units.toml";
    const auto units = plan::read_units_toml(programme.units_toml, file);
    if (!units) {
      all.push_back(
          {units.error().code, Severity::error, {.file = file}, units.error().text, units.error().fix, ""});
      continue;
    }
    std::set<std::string> names;
    for (const auto& unit : units->units) names.insert(unit.name);
    for (const auto& group : units->groups) names.insert(group.name);
    const Diagnostics found = catalog::check_suppliers(pack, names);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

}  // namespace

Diagnostics check_catalog(const Library& library) {
  Diagnostics all = library.diagnostics;
  const auto programmes = catalog::read_programmes(library.files, all);
  for (const std::string& id : catalog::pack_ids(library.files)) {
    const auto pack = catalog::read_pack(library.files, id, all);
    if (!pack) continue;
    for (const Diagnostics& found :
         {catalog::check_rules(*pack, library.standards), catalog::check_sources(*pack, library.files),
          unknown_suppliers(*pack, programmes)})
      all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

}  // namespace chuangmo::app
