#pragma once
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "catalog/files.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {

// The table of a file the catalogue cannot do without. CAT002 it is not there, CAT001 no TOML.
std::optional<toml::table> required_table(const CatalogFiles& files, const std::string& file,
                                          Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
