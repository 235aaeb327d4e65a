#pragma once
#include <string>

#include "app/office.h"
#include "publish/documents/document_kinds.h"

namespace chuangmo::app {

// The template of a document in one of its forms. The office's own wins: a file of the workspace's folder
// templates/, then what it handed in last, then the catalogue's. A Word template there always is; a workbook
// only for some.
enum class TemplateOrigin { folder, handed_in, catalog, none };
std::string_view template_origin_name(TemplateOrigin origin);  // "folder" "handed_in" "catalog" "none"

using publish::DocumentForm;
struct DocumentTemplate {
  std::string bytes;
  TemplateOrigin origin = TemplateOrigin::catalog;
};
inline constexpr std::size_t kMaxTemplateBytes = 8U << 20;

// OUT001 no such document.
Result<const publish::DocumentKind*> known_document(const std::string& name);
// OUT005 there is none, which the catalogue's check would have told; OUT008 there is no workbook.
Result<DocumentTemplate> document_template(Office& office, const workflow::Work& work,
                                           const publish::DocumentKind& kind, DocumentForm form);
Result<std::string> catalog_template(const Library& library, const publish::DocumentKind& kind,
                                     DocumentForm form);
// Everything that is wrong with a template, by paragraph or cell.
Result<Diagnostics> check_template(std::string_view bytes, std::string_view file,
                                   const publish::DocumentKind& kind, DocumentForm form);

// A template handed in: checked first; with errors it is not taken, and they are the answer.
struct TemplateReport {
  Diagnostics diagnostics;
  bool is_stored = false;
};
Result<TemplateReport> store_template(Office& office, const std::string& who,
                                      const publish::DocumentKind& kind, DocumentForm form,
                                      std::string_view bytes);
// Back to the catalogue's. OUT007 a file of the folder is in use, which the program does not delete.
Result<void> drop_template(Office& office, const std::string& who, const publish::DocumentKind& kind,
                           DocumentForm form);
TemplateOrigin template_origin(const Office& office, const workflow::Work& work,
                               const publish::DocumentKind& kind, DocumentForm form);
// "template:air-daily", "template:air-daily.xlsx", its value a digest; "" none
std::string template_setting(const publish::DocumentKind& kind, DocumentForm form);

}  // namespace chuangmo::app
