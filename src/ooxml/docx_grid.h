#pragma once
#include <string>
#include <vector>

#include "model/table.h"
#include "ooxml/findings.h"

namespace chuangmo::ooxml {

// A table as WordprocessingML writes it: rows of cells that say how many grid columns they take and whether
// they go on with the cell above or to the left.
enum class Merge { none, restart, carry_on };
struct WordCell {
  int span = 1;
  Merge vertical = Merge::none;
  Merge horizontal = Merge::none;
  std::vector<std::string> paragraphs;
  std::vector<TrackedChange> changes;
  std::string note;
};
struct WordRow {
  int source_row = 0;  // 1-based in the Word table
  int before = 0;      // grid columns left free at the left
  bool is_hidden = false;
  std::vector<WordCell> cells;
};

// Puts the cells on the grid. DOC003 a cell goes on with nothing above, DOC004 a row is hidden, DOC005 text
// hidden under a merged cell.
Table arrange(std::vector<WordRow> rows, std::string sheet, std::string title, Findings& findings);

}  // namespace chuangmo::ooxml
