#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/dossier_basis.h"
#include "app/dossier_prints.h"
#include "evidence/evidence_folder.h"
#include "pdf/original.h"

namespace chuangmo::app {

// An original as it goes into the bound volume.
struct BoundOriginal {
  const publish::DossierPaper* paper = nullptr;
  std::string kind;  // 中文
  pdf::Pages pages;  // none: it is not bound
  std::string why;   // 中文, then
};

// The originals of all papers, in their order: PDFs cleaned, pictures each on a page, office files and texts
// printed by LibreOffice. One that cannot be bound says why, and keeps no other out. CNV001, CNV004.
Result<std::vector<BoundOriginal>> bound_originals(const std::vector<publish::DossierPaper>& papers,
                                                   const evidence::EvidenceFolder& kept);

// The volume of papers with the originals behind it, each behind its separator.
struct BoundVolume {
  std::string bytes;
  int pages = 0;
  std::map<std::string, int> page_of;  // number of the paper -> its separator
};

// The separators as a document to be printed. DSR005.
Result<DossierDocument> separators_document(const DossierBasis& basis,
                                            const std::vector<BoundOriginal>& originals);
// PDF001, PDF003; DSR012 a separator does not stand in its print.
Result<BoundVolume> bind_originals(const DossierBasis& basis, const std::string& title,
                                   const DossierPrint& own, const DossierPrint& separators,
                                   const std::vector<BoundOriginal>& originals);

}  // namespace chuangmo::app
