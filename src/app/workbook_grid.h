#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/workbook_reading.h"
#include "model/table.h"

namespace chuangmo::app {

// One sheet of a workbook that came back, with the hidden keys found in it.
class WorkbookGrid {
 public:
  using Position = std::pair<int, int>;  // 0-based row and column
  WorkbookGrid(const Table& table, const std::set<Position>& lost_formulas);

  const Table& table() const { return table_; }
  int rows() const { return table_.rows; }
  int columns() const { return table_.columns; }

  std::string text(int row, int column) const;  // trimmed; of a merged range only where it begins
  // The cell with all there is to say of it. One under a merged range is doubtful, unless the range lies in
  // the one cell's own place.
  ReturnedCell cell(int row, int column) const;
  bool is_merged_over(int row, int column) const;  // a range of several rows or columns covers it
  bool is_lost(int row, int column) const { return lost_formulas_.contains({row, column}); }
  Where where(int row, int column) const;

  // Keys: "cm:col:value" -> its column, in the row of the first; by row "cm:at:...", "cm:row:...".
  const std::string& mark() const { return mark_; }
  int key_row() const { return key_row_; }
  std::optional<int> key_column(const std::string& name) const;
  std::set<int> keyed_columns() const;
  const std::vector<std::string>& repeated_keys() const { return repeated_keys_; }
  // Of a row; "" none.
  const std::string& row_key(int row) const;
  const std::set<int>& keyed_rows() const { return keyed_rows_; }

  // Rows that hold anything besides keys, ascending, each with its columns.
  const std::map<int, std::vector<int>>& filled() const { return filled_; }

 private:
  void note_merged(const TableCell& cell);

  const Table& table_;
  const std::set<Position>& lost_formulas_;
  std::string mark_;
  int key_row_ = -1;
  std::map<std::string, int> column_keys_;
  std::vector<std::string> repeated_keys_;
  std::unordered_map<int, std::string> row_keys_;
  std::set<int> keyed_rows_;
  std::map<int, std::vector<int>> filled_;
  // By column, the rows that merged ranges cover; they never overlap, and come in order.
  std::unordered_map<int, std::vector<std::pair<int, int>>> merged_;
  std::size_t merged_count_ = 0;
};

// "AB"; 0 is A.
std::string sheet_letters(int column);

}  // namespace chuangmo::app
