#include "model/table.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace chuangmo {
namespace {

using Position = std::pair<int, int>;

Position position_of(const TableCell& cell) {
  return {cell.row, cell.column};
}

bool covers(const TableCell& cell, int row, int column) {
  return cell.row <= row && row < cell.row + cell.row_span && cell.column <= column &&
         column < cell.column + cell.column_span;
}

// The last cell that begins in `row` at or before `column`.
const TableCell* last_in_row(const std::vector<TableCell>& cells, int row, int column) {
  const auto after = std::upper_bound(
      cells.begin(), cells.end(), Position{row, column},
      [](const Position& position, const TableCell& cell) { return position < position_of(cell); });
  if (after == cells.begin()) return nullptr;
  const TableCell& cell = *(after - 1);
  return cell.row == row ? &cell : nullptr;
}

}  // namespace

std::string TableCell::text() const {
  return join(paragraphs, "\n");
}

const TableCell* Table::at(int row, int column) const {
  const TableCell* cell = last_in_row(cells, row, column);
  return cell != nullptr && cell->column == column ? cell : nullptr;
}

const TableCell* Table::covering(int row, int column) const {
  // Whatever covers the position from above covers the one just above it too: the first cell met on the way
  // up decides.
  for (int above = row; above >= 0; --above) {
    const TableCell* cell = last_in_row(cells, above, column);
    if (cell == nullptr || column >= cell->column + cell->column_span) continue;
    return covers(*cell, row, column) ? cell : nullptr;
  }
  return nullptr;
}

}  // namespace chuangmo
