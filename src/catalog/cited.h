#pragma once
#include <set>
#include <string>

#include "catalog/toml_reader.h"

namespace chuangmo::catalog {

// Reads `cite` of one table of a file that no Pack carries; CAT061 when sources.toml lacks the document.
Citation read_cited(TomlReader& reader, const std::set<std::string>& documents);

// What a chosen number rests on: `cite`, or `office_default`, a sentence that says it is the office's choice
// and why. CAT070 when there is neither or both.
void check_basis(TomlReader& reader, const std::set<std::string>& documents);

}  // namespace chuangmo::catalog
