#include "plan/grid.h"

#include <algorithm>

#include "base/text.h"

namespace chuangmo::plan {

Grid::Grid(const Table& table) : table_(&table) {
  rows_ = std::clamp(table.rows, 0, kMostRows);
  columns_ = std::clamp(table.columns, 0, kMostColumns);
  is_cut_ = rows_ < table.rows || columns_ < table.columns;
  cells_.assign(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_), -1);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const TableCell& cell = table.cells[i];
    if (cell.row < 0 || cell.column < 0) continue;
    // The first cell that claims a position keeps it, so that damaged spans cost no more than the grid.
    bool is_free = true;
    for (int row = cell.row; is_free && row < rows_ && row - cell.row < std::max(cell.row_span, 1); ++row) {
      for (int column = cell.column;
           column < columns_ && column - cell.column < std::max(cell.column_span, 1); ++column) {
        int& place = cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                            static_cast<std::size_t>(column)];
        if (place != -1) {
          is_free = column > cell.column;
          break;
        }
        place = static_cast<int>(i);
      }
    }
  }
}

const TableCell* Grid::covering(int row, int column) const {
  if (row < 0 || row >= rows_ || column < 0 || column >= columns_) return nullptr;
  const int index = cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                           static_cast<std::size_t>(column)];
  return index < 0 ? nullptr : &table_->cells[static_cast<std::size_t>(index)];
}

bool Grid::begins_at(int row, int column) const {
  const TableCell* cell = covering(row, column);
  return cell == nullptr || cell->row == row;
}

bool Grid::is_blank_row(int row) const {
  for (int column = 0; column < columns_; ++column) {
    if (!trim(cell_text(covering(row, column))).empty()) return false;
  }
  return true;
}

bool Grid::is_one_cell(int row) const {
  const TableCell* first = covering(row, 0);
  if (first == nullptr || columns_ < 2) return false;
  for (int column = 1; column < columns_; ++column) {
    if (covering(row, column) != first) return false;
  }
  return true;
}

int Grid::source_row(int row) const {
  const auto index = static_cast<std::size_t>(row);
  return index < table_->source_row.size() ? table_->source_row[index] : row + 1;
}

std::string cell_text(const TableCell* cell) {
  if (cell == nullptr) return "";
  std::string text;
  for (std::size_t i = 0; i < cell->paragraphs.size(); ++i) {
    if (i > 0) text += '\n';
    text += cell->paragraphs[i];
  }
  return is_valid_utf8(text) ? text : to_utf8(to_u32(text));
}

}  // namespace chuangmo::plan
