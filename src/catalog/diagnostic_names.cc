#include "catalog/diagnostic_names.h"

#include "base/text.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {

std::map<std::string, std::string> diagnostic_names(const CatalogFiles& files) {
  std::map<std::string, std::string> names;
  Diagnostics ignored;  // the register is compiled in and held by tools/check_diagnostics.py
  for (const auto& [path, text] : files) {
    if (!starts_with(path, "diagnostics/")) continue;
    const auto table = parse_toml(text, path, ignored);
    if (!table) continue;
    for (const auto& [code, entry] : *table) {
      const toml::table* fields = entry.as_table();
      if (fields == nullptr) continue;
      if (const auto name = (*fields)["zh"].value<std::string>()) names.emplace(code.str(), *name);
    }
  }
  return names;
}

}  // namespace chuangmo::catalog
