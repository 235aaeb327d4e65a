#pragma once
#include <string_view>

#include "base/result.h"
#include "model/document_view.h"
#include "ooxml/template_filling.h"

namespace chuangmo::ooxml {

// Templates that are workbooks, with the marks of docx_template.h in their cells, headers and footers;
// docs/formats/documents.md is the manual. Rows are repeated and left out as if Excel had inserted and
// deleted them: merged cells, formulas, names, print areas, checks, conditional formats, filters, tables,
// pictures, comments and the ranges of charts move along. Everything else stays byte for byte.

// Everything that is wrong with a template, by sheet and cell. Failures: OFF..., ZIP..., XML..., TPL020 too
// large.
Result<Diagnostics> check_xlsx_template(std::string_view bytes, std::string_view file, const ViewShape& shape,
                                        const TemplateLimits& limits = {});

// A template with its values. A cell that is one number is a number, every other text is never a formula. The
// same template and view give the same bytes. The stamp's mark is the first line of every sheet and stands in
// its page header.
Result<FilledDocument> fill_xlsx_template(std::string_view bytes, std::string_view file,
                                          const ViewShape& shape, const ViewValue& view,
                                          const DocumentStamp& stamp, const TemplateLimits& limits = {});

}  // namespace chuangmo::ooxml
