#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "catalog/files.h"
#include "model/pack.h"

namespace chuangmo::catalog {

// The ids of the packs in the catalogue: folders packs/<id>/ with a pack.toml.
std::vector<std::string> pack_ids(const CatalogFiles& files);

// Reads packs/<id>/pack.toml and packs/<id>/indicators/*.toml. Nothing is returned when pack.toml is absent
// or unreadable; every other fault is a diagnostic with file and line (CAT001-CAT005, CAT050-CAT059) beside
// what could be read.
std::optional<Pack> read_pack(const CatalogFiles& files, std::string_view id, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
