#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace chuangmo {

// A change the author tracked in Word and nobody accepted yet.
struct TrackedChange {
  bool inserted = true;  // false: deleted
  std::string text;
  std::string author;
};

// One cell of a table from any kind of file. A merged cell occurs once, at its top left, with its spans.
struct TableCell {
  int row = 0;  // 0-based grid position
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  std::vector<std::string>
      paragraphs;  // text as it will read when tracked changes are accepted; line breaks split
  std::vector<TrackedChange> changes;
  std::string note;          // a cell comment
  bool is_number = false;    // the file stored a number, not text
  std::string text() const;  // paragraphs joined by '\n'
};

// A rectangular table. Cells are ordered by row, then column.
struct Table {
  std::string file;
  std::string sheet;                 // workbook sheet, or "表1" of a document
  std::string title;                 // the paragraph before the table, if any
  std::size_t after_paragraphs = 0;  // of the document's, how many stand before the table
  int rows = 0;
  int columns = 0;
  std::vector<TableCell> cells;
  std::vector<int> source_row;                           // per grid row, 1-based row or line in the file
  const TableCell* at(int row, int column) const;        // the cell that begins there; nullptr if none
  const TableCell* covering(int row, int column) const;  // the cell that covers the position; nullptr if none
};

// Everything tabular that a file contains.
struct Document {
  std::string file;
  std::vector<Table> tables;
  std::vector<std::string> paragraphs;  // outside tables
  Diagnostics diagnostics;
};

}  // namespace chuangmo
