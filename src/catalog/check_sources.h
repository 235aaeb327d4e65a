#pragma once
#include <set>
#include <string>

#include "base/diagnostic.h"
#include "catalog/files.h"
#include "model/pack.h"

namespace chuangmo::catalog {

// The numbers of the documents in sources.toml; nothing is said about what is wrong with that file.
std::set<std::string> registered_documents(const CatalogFiles& files);

// Every document that a pack cites is registered in sources.toml (CAT061), so that a reader finds title and
// dates.
Diagnostics check_sources(const Pack& pack, const CatalogFiles& files);

// Every unit that a pack expects data from is one of `units` (CAT062): a request has to reach somebody.
Diagnostics check_suppliers(const Pack& pack, const std::set<std::string>& units);

}  // namespace chuangmo::catalog
