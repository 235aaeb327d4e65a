#include "app/library.h"

#include "catalog/calendar.h"
#include "catalog/check_english.h"
#include "catalog/check_rules.h"
#include "catalog/check_sources.h"
#include "catalog/checks.h"
#include "catalog/dossier.h"
#include "catalog/pack.h"
#include "catalog/programme.h"
#include "catalog/programme_map.h"
#include "catalog/standards.h"
#include "catalog/unit_changes.h"
#include "catalog/workflow_settings.h"
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

// Of each programme that follows the pack and has a register of units: who owes its data, and what became of
// them.
void check_units(const Library& library, const Pack& pack,
                 const std::vector<catalog::ProgrammeDefinition>& programmes, Diagnostics& all) {
  for (const catalog::ProgrammeDefinition& programme : programmes) {
    if (programme.pack != pack.id || programme.units_toml.empty()) continue;
    const std::string file = "programmes/" + programme.id + "/units.toml";
    const auto register_read = plan::read_units_toml(programme.units_toml, file);
    if (!register_read) {
      const Failure& failure = register_read.error();
      all.push_back({failure.code, Severity::error, {.file = file}, failure.text, failure.fix, ""});
      continue;
    }
    std::set<std::string> units;
    for (const auto& unit : register_read->units) units.insert(unit.name);
    catalog::read_unit_changes(library.files, programme.id, units, pack, all);
    catalog::read_programme_map(library.files, programme.id, &units, all);
    for (const auto& group : register_read->groups) units.insert(group.name);
    const Diagnostics found = catalog::check_suppliers(pack, units);
    all.insert(all.end(), found.begin(), found.end());
  }
}

}  // namespace

std::optional<catalog::ProgrammeDefinition> known_programme(const Library& library, std::string_view id) {
  Diagnostics known;  // of the catalogue, told when it was read
  for (catalog::ProgrammeDefinition& each : catalog::read_programmes(library.files, known)) {
    if (each.id == id) return std::move(each);
  }
  return std::nullopt;
}

std::string programme_title_en(const Library& library, std::string_view id) {
  const auto programme = known_programme(library, id);
  return programme ? programme->title_en : "";
}

Diagnostics check_catalog(const Library& library) {
  Diagnostics all = library.diagnostics;
  const Diagnostics unnamed = catalog::check_english(library.standards.parameters);
  all.insert(all.end(), unnamed.begin(), unnamed.end());
  const auto programmes = catalog::read_programmes(library.files, all);
  catalog::read_calendar(library.files, all);
  catalog::read_workflow_settings(library.files, all);
  for (const std::string& id : catalog::pack_ids(library.files)) {
    const auto pack = catalog::read_pack(library.files, id, all);
    if (!pack) continue;
    const std::vector<CheckRule> checks = catalog::read_checks(library.files, *pack, all);
    for (const Diagnostics& found :
         {catalog::check_rules(*pack, library.standards), catalog::check_sources(*pack, library.files),
          catalog::check_english(*pack), catalog::check_english(*pack, checks)})
      all.insert(all.end(), found.begin(), found.end());
    catalog::read_dossier(library.files, *pack, all);
    check_units(library, *pack, programmes, all);
  }
  return all;
}

}  // namespace chuangmo::app
