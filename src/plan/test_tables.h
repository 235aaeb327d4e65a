#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "model/table.h"

namespace chuangmo::plan {

// Tables for tests, as an office file would give them.
using TextRows = std::vector<std::vector<std::string>>;

inline Table table_of(const TextRows& rows) {
  Table table;
  table.file = "test.docx";
  table.sheet = "表1";
  for (const auto& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      TableCell cell;
      cell.row = table.rows;
      cell.column = static_cast<int>(column);
      cell.paragraphs = split(row[column], "\n");
      table.cells.push_back(std::move(cell));
    }
    table.columns = std::max(table.columns, static_cast<int>(row.size()));
    table.source_row.push_back(++table.rows);
  }
  return table;
}

// The cell at the top left takes the place of all it covers.
inline void merge_cells(Table& table, int row, int column, int row_span, int column_span) {
  std::erase_if(table.cells, [&](const TableCell& cell) {
    const bool inside = cell.row >= row && cell.row < row + row_span && cell.column >= column &&
                        cell.column < column + column_span;
    return inside && (cell.row != row || cell.column != column);
  });
  for (TableCell& cell : table.cells) {
    if (cell.row != row || cell.column != column) continue;
    cell.row_span = row_span;
    cell.column_span = column_span;
  }
}

inline Document document_of(std::vector<Table> tables) {
  Document document;
  document.file = "test.docx";
  document.tables = std::move(tables);
  return document;
}
inline Document document_of(const TextRows& rows) {
  return document_of(std::vector<Table>{table_of(rows)});
}

}  // namespace chuangmo::plan
