#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"

namespace chuangmo::catalog {

// Path relative to catalog/ ("packs/x/pack.toml") -> its bytes: texts, and templates of documents.
using CatalogFiles = std::map<std::string, std::string>;

CatalogFiles embedded_catalog();                                                // what was compiled in
Result<CatalogFiles> read_catalog_folder(const std::filesystem::path& folder);  // FIL001

}  // namespace chuangmo::catalog
