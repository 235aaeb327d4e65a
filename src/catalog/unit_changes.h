#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "catalog/files.h"
#include "model/pack.h"
#include "workflow/unit_edge.h"

namespace chuangmo::catalog {

// A change of a programme's units that the catalogue knows of. It is a proposal: only what the office enters
// holds, and `citation` says how sure the catalogue is.
struct UnitChangeProposal {
  workflow::UnitEdge edge;
  Citation citation;
};

// Reads programmes/<programme>/unit-changes.toml, by day. `units` are the canonical names of the register:
// what changes is one of them or came out of an earlier change (CAT078); the edges hang together (CAT079) and
// hand over items that the pack has (CAT074). Without the file there are none.
std::vector<UnitChangeProposal> read_unit_changes(const CatalogFiles& files, std::string_view programme,
                                                  const std::set<std::string>& units, const Pack& pack,
                                                  Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
