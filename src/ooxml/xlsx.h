#pragma once
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "model/table.h"

namespace chuangmo::ooxml {

struct XlsxLimits {
  int max_rows = 100'000;                         // last row with content, of one sheet
  std::uint64_t max_cells = 2'000'000;            // with content, of all sheets together
  std::uint64_t max_text_bytes = 256ULL << 20;    // of all cells together
  std::uint64_t max_string_bytes = 256ULL << 20;  // of the shared strings
};

// Reads an Excel workbook (ECMA-376 part 1, SpreadsheetML): every visible sheet becomes a Table, grid row 0
// being sheet row 1 and grid column 0 sheet column A. Only cells with text, a comment or a merged range are
// there. A line break in a cell begins a new paragraph; a cell comment is TableCell::note.
//
// What a cell reads as:
//   text              as it is (rich text joined, phonetic hints left out)
//   number            exact decimal text, is_number; binary noise is removed: see clean_number in
//   xlsx_value.h percent format    x 100 and '%': 0.85 -> "85%", is_number date format       what the format
//   shows, as ISO text, not is_number: "2011-03-05", "2011-03", "2011",
//                     "2011-03-05 13:30", "2011-03-05 13:30:05", "13:30"; 1900 and 1904 systems
//   boolean           "TRUE" "FALSE"
//   error             "#DIV/0!" with diagnostic
//   formula           its stored result; without one a diagnostic
//
// Memory is bounded by the limits; sheets are read as a stream. Failures: OFF001..OFF003, ZIP..., XML...,
// SHT010 too many rows, cells or bytes (names sheet and row). Diagnostics: SHT001..SHT009, SHT011..SHT014,
// OFF005.
Result<Document> read_xlsx(std::string_view bytes, std::string_view file, const XlsxLimits& limits = {});

// The same with the hidden sheets, and nothing said about what is hidden: a workbook that we made ourselves.
Result<Document> read_whole_xlsx(std::string_view bytes, std::string_view file,
                                 const XlsxLimits& limits = {});

}  // namespace chuangmo::ooxml
