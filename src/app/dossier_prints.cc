#include "app/dossier_prints.h"

#include <algorithm>

#include "app/document_pdf.h"
#include "app/office_conversion.h"
#include "ooxml/docx_field_marks.h"

namespace chuangmo::app {

namespace {

std::map<std::string, std::vector<int>> value_pages(const std::vector<std::string>& bindings,
                                                    const std::map<std::string, int>& marks) {
  std::map<std::string, std::vector<int>> pages;
  for (std::size_t at = 0; at < bindings.size(); ++at) {
    const auto mark = marks.find(ooxml::field_mark(at + 1));
    if (mark != marks.end()) pages[bindings[at]].push_back(mark->second);
  }
  for (auto& [binding, on] : pages) {
    std::sort(on.begin(), on.end());
    on.erase(std::unique(on.begin(), on.end()), on.end());
  }
  return pages;
}

}  // namespace

Result<std::vector<DossierPrint>> dossier_prints(const std::vector<std::string>& documents, Date dated) {
  std::vector<std::string> files;
  std::vector<std::vector<std::string>> bindings;
  for (const std::string& document : documents) {
    CHUANGMO_TRY(marked, ooxml::mark_fields(document));
    files.push_back(std::move(marked.bytes));
    bindings.push_back(std::move(marked.bindings));
  }
  constexpr int kStart_s = 60;
  constexpr int kVolume_s = 20;
  ConversionOptions options;
  options.wait_s = kStart_s + kVolume_s * static_cast<int>(files.size());
  options.filter = kPrintFilter;
  CHUANGMO_TRY(made, all_converted(files, "docx", "pdf", options));
  std::vector<DossierPrint> prints;
  for (std::size_t at = 0; at < made.size(); ++at) {
    CHUANGMO_TRY(print, pdf::read_print(made[at]));
    CHUANGMO_TRY(settled, pdf::settled_print(made[at], Instant::at(dated)));
    auto pages = value_pages(bindings[at], print.marks);
    prints.push_back({std::move(settled), std::move(print), std::move(pages)});
  }
  return prints;
}

}  // namespace chuangmo::app
