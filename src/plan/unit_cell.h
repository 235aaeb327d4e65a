#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo::plan {

// One name as it stands in a cell of units, before anybody knows whose it is.
struct CellPiece {
  std::string text;       // as it stands, without what was taken as a note
  std::string key;        // unit_key of it
  std::size_t begin = 0;  // byte span in the cell
  std::size_t end = 0;
  bool after_soft = false;      // only white space or a line break stood before it
  bool back_reference = false;  // （同上） stood behind it
};

struct UnitCell {
  std::vector<CellPiece> pieces;
  std::vector<std::string>
      notes;  // what stood beside the names, each once, in order: "以古北街为界分别负责", "等"
  bool open_list = false;   // 等 stood somewhere
  bool unbalanced = false;  // a bracket that is not closed, or closed twice
};

// "市环保局,朔城区政府(以古北街为界分别负责)" -> 市环保局 | 朔城区政府, note. Brackets that belong to a name
// (各县（区）政府) stay in it.
UnitCell split_unit_cell(std::string_view cell);

}  // namespace chuangmo::plan
