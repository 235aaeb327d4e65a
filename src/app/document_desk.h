#pragma once
#include <optional>
#include <string>

#include "app/office.h"
#include "publish/documents/document_kinds.h"

namespace chuangmo::app {

// A document asked for. Without a period: the last one of its kind that was over.
struct DocumentWish {
  std::string name;
  std::optional<Period> period;
  std::string unit;
  publish::DocumentForm form = publish::DocumentForm::docx;
  bool as_pdf = false;              // from the Word document
  std::optional<Instant> known_at;  // as it would have been made then; nullopt now
};

struct MadeDocument {
  std::string title;
  std::string bytes;        // "" when the template has errors
  Diagnostics diagnostics;  // of the template
};

// OUT001 no such document, OUT002 not for such a period, OUT003 no such unit or none said, WSP003 there is no
// plan, OUT008 it has no workbook, CNV...
Result<MadeDocument> made_document(Office& office, const DocumentWish& wish);

// What it is made of.
struct GatheredDocument {
  const publish::DocumentKind* kind = nullptr;
  ViewValue view;
  std::string title;
  Instant known_at;
};
Result<GatheredDocument> gathered_document(Office& office, const workflow::Work& work,
                                           const DocumentWish& wish);

}  // namespace chuangmo::app
