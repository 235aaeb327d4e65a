#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/result.h"
#include "model/document_view.h"
#include "ooxml/template_filling.h"

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

// Everything that is wrong with a template: its marks, and names that the shape has not. Failures: OFF...,
// ZIP..., XML..., TPL020 too large.
Result<Diagnostics> check_docx_template(std::string_view bytes, std::string_view file, const ViewShape& shape,
                                        const TemplateLimits& limits = {});

// A template with its values. Each value with a binding is a content control that says where it comes from
// (docx_fields.h). The same template and view give the same bytes. The stamp's mark stands before everything
// and at the foot of every page that has one.
Result<FilledDocument> fill_docx_template(std::string_view bytes, std::string_view file,
                                          const ViewShape& shape, const ViewValue& view,
                                          const DocumentStamp& stamp, const TemplateLimits& limits = {});

}  // namespace chuangmo::ooxml
