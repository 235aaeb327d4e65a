#pragma once
#include <memory>
#include <string>
#include <vector>

#include "ooxml/docx_marks.h"
#include "ooxml/template_scope.h"

namespace chuangmo::ooxml {

// Names of a part that mean nothing, or something else than its marks want: TPL003, TPL007, TPL008, TPL009.
Diagnostics check_names(const DocxNode& root, const ViewShape& shape, const Where& where);

// What the parts of one document share while they are filled in.
struct DocxFilling {
  const ViewValue& view;
  std::size_t nodes_left = 0;  // that may still be written; none left: is_too_large
  bool is_too_large = false;
  int next_control = 1;  // numbers of content controls and drawings
  int next_drawing = 1;
  Diagnostics notes;                                     // TPL010
  std::vector<std::shared_ptr<const ViewChart>> charts;  // in their order: [0] is chart 1
};
// A part whose names were checked. Links of its charts are chart_link(1) and on.
XmlNode fill_part(const DocxNode& root, DocxFilling& filling, const Where& where);
std::string chart_link(std::size_t number);

}  // namespace chuangmo::ooxml
