#pragma once
#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "catalog/files.h"
#include "model/dossier.h"
#include "model/pack.h"

namespace chuangmo::catalog {

// Reads packs/<id>/dossier.toml; nullopt without the file, or when it is faulty. CAT083: a kind of volume
// that is not known, a code that stands twice, a ledger that the pack does not have, a template that
// templates/dossier does not have; CAT061 a document that is not registered.
std::optional<DossierDefinition> read_dossier(const CatalogFiles& files, const Pack& pack,
                                              Diagnostics& diagnostics);

// The place of a template in the catalogue.
std::string dossier_template(std::string_view name);

}  // namespace chuangmo::catalog
