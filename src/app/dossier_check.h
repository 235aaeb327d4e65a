#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "app/dossier_basis.h"
#include "base/diagnostic.h"
#include "publish/dossier/dossier_check.h"

namespace chuangmo::app {

inline constexpr std::uint64_t kMaxCheckedBytes = 64U << 20;

struct CheckedDossierDocument {
  publish::CheckedDocument document;
  Diagnostics
      diagnostics;  // a fault each: DSR030 typed over, DSR031 outdated, DSR032 deleted, DSR033 unknown
};

// A report that somebody edited by hand, held against what the data say now. OFF..., ZIP..., XML..., DSR034
// it has no value that could be held against anything.
Result<CheckedDossierDocument> check_dossier_document(const DossierBasis& basis, std::string_view bytes,
                                                      const std::string& file);

}  // namespace chuangmo::app
