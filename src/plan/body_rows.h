#pragma once
#include <array>
#include <string>
#include <vector>

#include "plan/columns.h"

namespace chuangmo::plan {

// One position of a body row, seen through the table's layout.
struct RowCell {
  std::string text;        // as it stands, paragraphs joined by '\n'
  bool begins = true;      // false: a cell merged from an earlier row covers it
  bool is_shared = false;  // the cell goes on in later rows, or began in an earlier one
  bool is_blank() const;
};

// One row below the headings.
struct BodyRow {
  Where where;  // file, sheet, row
  std::array<RowCell, kColumnRoles> cells;
  bool starts_table = false;
  const RowCell& at(ColumnRole role) const { return cells[static_cast<std::size_t>(role)]; }
};

// The rows of all tables of a document that belong to the plan, in order, and how their columns are headed.
struct PlanRows {
  std::string title;
  TableLayout layout;  // of the first table
  std::vector<BodyRow> rows;
  bool found = false;  // some table has a plan's headings
};

// Blank rows and repeated headings are left out. Diagnostics: those of find_columns and PLN001 no plan in the
// document, PLN014 a row that only heads a section, PLN017 a table left out, PLN019 a cell merged across
// columns, PLN035 too large, PLN036 a tracked change nobody accepted.
PlanRows read_rows(const Document& document, Diagnostics& diagnostics);

}  // namespace chuangmo::plan
