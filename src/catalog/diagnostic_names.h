#pragma once
#include <map>
#include <string>

#include "catalog/files.h"

namespace chuangmo::catalog {

// The register of codes, catalog/diagnostics/*.toml: code -> short Chinese name ("PLN021" ->
// "单位之间没有分隔符").
std::map<std::string, std::string> diagnostic_names(const CatalogFiles& files);

// What the register says of a code, for the page that explains it.
struct CodeEntry {
  std::string severity;
  std::string zh;
  std::string en;
  std::string help;  // English: what it means and what to do
};
std::map<std::string, CodeEntry> diagnostic_entries(const CatalogFiles& files);

}  // namespace chuangmo::catalog
