#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "catalog/files.h"
#include "model/check.h"
#include "model/pack.h"

namespace chuangmo::catalog {

// Reads packs/<id>/checks.toml against the pack itself: every name is one of its figures, with its subject,
// or a field of the named ledger (CAT074) of a fitting type (CAT075); a rule has what its kind needs and
// nothing else (CAT076); what is compared is of one dimension and period (CAT077); documents are registered
// (CAT061). A rule at fault is left out. Without the file there are no rules.
std::vector<CheckRule> read_checks(const CatalogFiles& files, const Pack& pack, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
