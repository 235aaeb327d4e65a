#pragma once
#include <map>
#include <string>

#include "catalog/files.h"

namespace chuangmo::catalog {

// The register of codes, catalog/diagnostics/*.toml: code -> short Chinese name ("PLN021" ->
// "单位之间没有分隔符").
std::map<std::string, std::string> diagnostic_names(const CatalogFiles& files);

}  // namespace chuangmo::catalog
