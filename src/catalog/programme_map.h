#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "catalog/files.h"
#include "model/map.h"

namespace chuangmo::catalog {

// Reads programmes/<programme>/map.toml; nullopt without the file, or when it is faulty. CAT082: a point that
// is none or lies outside the edges, edges that enclose nothing, an outline without an area, a seat outside
// its region, a key that stands twice. `units` are the canonical names of the register, which a region's
// government is one of; nullptr does not ask.
std::optional<ProgrammeMap> read_programme_map(const CatalogFiles& files, std::string_view programme,
                                               const std::set<std::string>* units, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
