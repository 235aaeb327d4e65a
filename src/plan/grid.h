#pragma once
#include <string>
#include <vector>

#include "model/table.h"

namespace chuangmo::plan {

// A table with every position resolved to the cell that covers it. Built once; asking is constant time.
class Grid {
 public:
  static constexpr int kMostRows = 20000;
  static constexpr int kMostColumns = 64;

  explicit Grid(const Table& table);  // what lies beyond the limits is left out; is_cut() says so

  const Table& table() const { return *table_; }
  int rows() const { return rows_; }
  int columns() const { return columns_; }
  bool is_cut() const { return is_cut_; }
  const TableCell* covering(int row, int column) const;  // nullptr where there is no cell
  bool begins_at(int row, int column) const;             // a cell begins there, or there is none
  bool is_blank_row(int row) const;
  bool is_one_cell(int row) const;  // one merged cell fills the row
  int source_row(int row) const;    // 1-based, as the file counts

 private:
  const Table* table_;
  int rows_ = 0;
  int columns_ = 0;
  bool is_cut_ = false;
  std::vector<int> cells_;  // position -> index into table.cells, -1 none
};

std::string cell_text(
    const TableCell* cell);  // valid UTF-8, paragraphs joined by '\n', nothing trimmed; "" for nullptr

}  // namespace chuangmo::plan
