#include "model/table.h"

#include <gtest/gtest.h>

namespace chuangmo {
namespace {

TableCell cell(int row, int column, int row_span, int column_span, std::string text) {
  TableCell made;
  made.row = row;
  made.column = column;
  made.row_span = row_span;
  made.column_span = column_span;
  made.paragraphs = {std::move(text)};
  return made;
}

// A A B
// A A C
// D . C      (2,1) is covered by nothing
// D E E
Table merged_table() {
  Table table;
  table.rows = 4;
  table.columns = 3;
  table.cells = {cell(0, 0, 2, 2, "A"), cell(0, 2, 1, 1, "B"), cell(1, 2, 2, 1, "C"), cell(2, 0, 2, 1, "D"),
                 cell(3, 1, 1, 2, "E")};
  return table;
}

std::string letter(const TableCell* found) {
  return found == nullptr ? "." : found->text();
}

TEST(TableLookUp, EveryPositionOfAMergedTable) {
  const Table table = merged_table();
  std::string covering;
  std::string beginning;
  for (int row = 0; row < table.rows; ++row) {
    for (int column = 0; column < table.columns; ++column) {
      covering += letter(table.covering(row, column));
      beginning += letter(table.at(row, column));
    }
  }
  EXPECT_EQ(covering, "AABAACD.CDEE");
  EXPECT_EQ(beginning, "A.B..CD...E.");
}

TEST(TableLookUp, OutsideTheTable) {
  const Table table = merged_table();
  for (const auto& [row, column] :
       std::initializer_list<std::pair<int, int>>{{-1, 0}, {0, -1}, {4, 0}, {0, 3}, {99, 99}}) {
    EXPECT_EQ(table.at(row, column), nullptr) << row << " " << column;
    EXPECT_EQ(table.covering(row, column), nullptr) << row << " " << column;
  }
  EXPECT_EQ(Table{}.covering(0, 0), nullptr);
  EXPECT_EQ(Table{}.at(0, 0), nullptr);
}

TEST(TableLookUp, ATallCellBesideManyRows) {
  Table table;
  table.rows = 1000;
  table.columns = 2;
  table.cells.push_back(cell(0, 0, 1000, 1, "tall"));
  for (int row = 0; row < 1000; ++row) table.cells.push_back(cell(row, 1, 1, 1, std::to_string(row)));
  EXPECT_EQ(letter(table.covering(999, 0)), "tall");
  EXPECT_EQ(letter(table.covering(999, 1)), "999");
  EXPECT_EQ(table.at(999, 0), nullptr);
}

TEST(TableLookUp, AgreesWithASearchOfAllCells) {
  const Table table = merged_table();
  for (int row = 0; row < table.rows; ++row) {
    for (int column = 0; column < table.columns; ++column) {
      const TableCell* expected = nullptr;
      for (const auto& c : table.cells) {
        if (c.row <= row && row < c.row + c.row_span && c.column <= column &&
            column < c.column + c.column_span)
          expected = &c;
      }
      EXPECT_EQ(table.covering(row, column), expected);
    }
  }
}

TEST(TableCellText, JoinsParagraphs) {
  TableCell made;
  EXPECT_EQ(made.text(), "");
  made.paragraphs = {"市环保局", "", "市住建局"};
  EXPECT_EQ(made.text(), "市环保局\n\n市住建局");
}

}  // namespace
}  // namespace chuangmo
