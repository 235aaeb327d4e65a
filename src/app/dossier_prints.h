#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/civil.h"
#include "base/result.h"
#include "pdf/print.h"

namespace chuangmo::app {

// A volume as PDF, and where in it each of its values stands.
struct DossierPrint {
  std::string bytes;
  pdf::Print print;
  std::map<std::string, std::vector<int>> value_pages;  // binding -> pages, ascending
};

// Word documents as PDF, all in one run: starting LibreOffice costs more than most volumes. The same document
// gives the same bytes, whatever is printed with it. CNV..., PDF001.
Result<std::vector<DossierPrint>> dossier_prints(const std::vector<std::string>& documents, Date dated);

}  // namespace chuangmo::app
