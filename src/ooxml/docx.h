#pragma once
#include <string_view>

#include "base/result.h"
#include "model/table.h"

namespace chuangmo::ooxml {

struct DocxLimits {
  int max_rows = 100'000;   // of one table
  int max_columns = 1'024;  // grid columns of one table
  int max_tables = 2'000;
};

// Reads a Word document (ECMA-376 part 1, WordprocessingML).
// Tables: gridSpan, hMerge, vMerge, gridBefore/After; every cell that begins somewhere is there, empty ones
// too. A cell's paragraphs and manual line breaks are one entry each, empty ones at its ends left out. Text
// is as it reads when all tracked changes are accepted; the changes stand in TableCell::changes. Numbers Word
// makes itself ("1.", "（一）") are made from numbering.xml and stand before the text, one blank between
// unless the list says there is none. Word comments become TableCell::note. Table::sheet is "表1", "表2" ...;
// Table::title the last paragraph with text since the table before; source_row the row of the Word table.
// Failures: OFF001..OFF003, ZIP..., XML..., DOC010 too large. Diagnostics: DOC001..DOC009, DOC011, OFF005.
Result<Document> read_docx(std::string_view bytes, std::string_view file, const DocxLimits& limits = {});

}  // namespace chuangmo::ooxml
