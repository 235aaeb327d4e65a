#pragma once
#include "base/diagnostic.h"
#include "base/result.h"
#include "catalog/files.h"
#include "model/standard.h"

namespace chuangmo::catalog {

// Reads parameters.toml, sources.toml and standards/*.toml (their form: catalog/standards/README.md).
// Editions come out ordered by family and date. Faults are diagnostics with file and line (CAT001-CAT005,
// CAT010-CAT021), beside what could be read. Fails with CAT006 when the catalogue has no standards or no
// parameters at all.
Result<Standards> read_standards(const CatalogFiles& files, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
