#include "catalog/diagnostic_names.h"

#include "base/text.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {

std::map<std::string, CodeEntry> diagnostic_entries(const CatalogFiles& files) {
  std::map<std::string, CodeEntry> entries;
  Diagnostics ignored;  // the register is compiled in and held by tools/check_diagnostics.py
  for (const auto& [path, text] : files) {
    if (!starts_with(path, "diagnostics/")) continue;
    const auto table = parse_toml(text, path, ignored);
    if (!table) continue;
    for (const auto& [code, entry] : *table) {
      const toml::table* fields = entry.as_table();
      if (fields == nullptr) continue;
      const auto text_of = [&](const char* key) { return (*fields)[key].value_or(std::string()); };
      entries.emplace(code.str(),
                      CodeEntry{text_of("severity"), text_of("zh"), text_of("en"), text_of("help")});
    }
  }
  return entries;
}

std::map<std::string, std::string> diagnostic_names(const CatalogFiles& files) {
  std::map<std::string, std::string> names;
  for (auto& [code, entry] : diagnostic_entries(files)) {
    if (!entry.zh.empty()) names.emplace(code, entry.zh);
  }
  return names;
}

}  // namespace chuangmo::catalog
