#include "catalog/programme.h"

#include "base/text.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {

namespace {

std::string text_of(const CatalogFiles& files, const std::string& path) {
  const auto found = files.find(path);
  return found == files.end() ? "" : found->second;
}

}  // namespace

std::vector<ProgrammeDefinition> read_programmes(const CatalogFiles& files, Diagnostics& diagnostics) {
  std::vector<ProgrammeDefinition> programmes;
  for (const auto& [path, text] : files) {
    if (!starts_with(path, "programmes/") || !ends_with(path, "/programme.toml")) continue;
    const auto table = parse_toml(text, path, diagnostics);
    if (!table) continue;
    TomlReader reader(*table, path, diagnostics);
    ProgrammeDefinition programme;
    programme.id = reader.text("id");
    programme.city = reader.text("city");
    programme.title = reader.text("title");
    programme.title_en = reader.text("title_en");
    programme.pack = reader.text("pack");
    programme.table = reader.text("table");
    reader.finish();
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    programme.table_text = text_of(files, folder + programme.table);
    programme.units_toml = text_of(files, folder + "units.toml");
    programmes.push_back(std::move(programme));
  }
  return programmes;
}

}  // namespace chuangmo::catalog
