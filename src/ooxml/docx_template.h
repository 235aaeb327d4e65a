#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/result.h"
#include "model/document_view.h"

namespace chuangmo::ooxml {

// Templates are Word documents as an office edits them. docs/formats/documents.md is the manual of what may
// stand in them:
//   {{名称}} {{指标.判定}}                       a value, in the look of its first character
//   {{#每个 指标}} ... {{/每个}}                 once for each of a list: words, paragraphs or table rows
//   {{#如果 X}} ... {{否则}} ... {{/如果}}       also {{#如果没有 X}}, {{#如果 X 是 words}}, {{#如果 X 不是
//   words}}
//   {{图:X}}                                    a chart, alone in its paragraph
//   {{合并:X}}                                  in a cell: merged with the cell above while X is the same
//   {{底色:X}}                                  in a cell: the colour behind it, "RRGGBB"
// A mark alone in its paragraph or row goes with it; in a paragraph or row that says something, what begins
// there begins before it, what ends there ends after it.

struct DocxTemplateLimits {
  std::size_t max_part_bytes = 16U << 20;  // of one part, as XML
  std::size_t max_elements = 1'000'000;    // of the whole template
  std::size_t max_marks = 10'000;
  std::size_t max_output_bytes = 128U << 20;  // of all parts that are filled in, as XML
};

struct FilledDocument {
  std::string bytes;        // "" when a diagnostic is an error
  Diagnostics diagnostics;  // TPL001..TPL012; Where::row is the paragraph, Where::sheet "页眉" and the like
};

// Everything that is wrong with a template: its marks, and names that the shape has not. Failures: OFF...,
// ZIP..., XML..., TPL020 too large.
Result<Diagnostics> check_docx_template(std::string_view bytes, std::string_view file, const ViewShape& shape,
                                        const DocxTemplateLimits& limits = {});

// A template with its values. Each value with a binding is a content control that says where it comes from
// (docx_fields.h). The same template and view give the same bytes. `title` and `created`
// ("2012-01-31T00:00:00Z") become document properties; a `mark` stands before everything and at the foot of
// every page that has one, "" none.
struct DocxStamp {
  std::string title;
  std::string created = "2000-01-01T00:00:00Z";
  std::string mark = {};
};
Result<FilledDocument> fill_docx_template(std::string_view bytes, std::string_view file,
                                          const ViewShape& shape, const ViewValue& view,
                                          const DocxStamp& stamp, const DocxTemplateLimits& limits = {});

}  // namespace chuangmo::ooxml
