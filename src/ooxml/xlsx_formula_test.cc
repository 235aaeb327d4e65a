#include "ooxml/xlsx_formula.h"

#include <gtest/gtest.h>

#include "ooxml/xlsx_row_map.h"

namespace chuangmo::ooxml {
namespace {

// Every reference in brackets: what is taken for one.
std::string seen(const std::string& formula) {
  return rewritten_formula(formula, [](const Reference& reference) {
    return "<" + reference.sheet + "|" + reference.text() + (reference.is_aggregated ? "|all>" : ">");
  });
}

TEST(XlsxFormula, KnowsReferencesFromNamesNumbersAndTexts) {
  EXPECT_EQ(seen("A1+$B$2*C$3"), "<|A1>+<|$B$2>*<|C$3>");
  EXPECT_EQ(seen("SUM(A1:B9,C4, D5)"), "SUM(<|A1:B9|all>,<|C4|all>, <|D5|all>)");
  EXPECT_EQ(seen("IF(A1>0,\"A1\"\"B2\",LOG10(C3))"), "IF(<|A1>>0,\"A1\"\"B2\",LOG10(<|C3>))");
  EXPECT_EQ(seen("数据!A1+'一 月''份'!B2:C3"), "数据!<数据|A1>+'一 月''份'!<一 月'份|B2:C3>");
  EXPECT_EQ(seen("SUM(数据!B3)"), "SUM(数据!<数据|B3|all>)");
  EXPECT_EQ(seen("SUM(3:5)+$2:$2"), "SUM(<|3:5|all>)+<|$2:$2>");
  EXPECT_EQ(seen("[1]Sheet1!A1+'[b.xlsx]S'!A1+S1:S3!A1+表1[金额]+1E3+A1048577+XFE1+率A1"),
            "[1]Sheet1!A1+'[b.xlsx]S'!A1+S1:S3!A1+表1[金额]+1E3+A1048577+XFE1+率A1");
  EXPECT_EQ(seen("SUM(A:A)"), "SUM(A:A)");
  for (const char* broken : {"'", "\"", "[", "SUM(", "A1:", ":", "$", "A$", "$$1", "'a'!", "a!", "A1!"})
    EXPECT_EQ(seen(broken).size() >= std::string(broken).size(), true) << broken;
}

TEST(XlsxFormula, ShiftsAsExcelFillsDown) {
  EXPECT_EQ(shifted_formula("A1+$B1+C$1+$D$1", 2, 1), "B3+$B3+D$1+$D$1");
  EXPECT_EQ(shifted_formula("SUM(A1:A$3)", 1, 0), "SUM(A2:A$3)");
}

// Rows 0..1, then row 2 three times, then the rest: as {{#每个}} makes it.
struct Repeated {
  RowMap map;
  std::vector<int> turns;
  Repeated() {
    map.place({0, 0}, 0, 0);
    map.place({1, 1}, 1, 0);
    for (int i = 0; i < 3; ++i) {
      turns.push_back(map.open_turn(0, {2, 2}));
      map.place({2, 2}, 2 + i, turns.back());
    }
    map.place({3, 100}, 5, 0);
  }
  std::string moved(const std::string& formula, int turn = 0, bool spreads = false) const {
    return moved_formula(formula, {&map, turn, nullptr, spreads}).value_or("gone");
  }
};

TEST(XlsxRowMap, MovesReferencesAsInsertedRowsDo) {
  const Repeated rows;
  EXPECT_EQ(rows.moved("A1+A4"), "A1+A6");
  EXPECT_EQ(rows.moved("SUM(B3:B3)"), "SUM(B3:B5)");
  EXPECT_EQ(rows.moved("SUM(B3)"), "SUM(B3:B5)");
  EXPECT_EQ(rows.moved("B3*2"), "B3*2");
  EXPECT_EQ(rows.moved("B3", 0, true), "B3:B5");
  EXPECT_EQ(rows.moved("SUM(B2:B4)"), "SUM(B2:B6)");
  EXPECT_EQ(rows.moved("SUM(B4:B2)"), "SUM(B6:B2)");
  EXPECT_EQ(rows.moved("SUM(3:3)"), "SUM(3:5)");
}

TEST(XlsxRowMap, ARepeatedRowRefersToItself) {
  const Repeated rows;
  EXPECT_EQ(rows.moved("B3*C3", rows.turns[1]), "B4*C4");
  EXPECT_EQ(rows.moved("B3/SUM(B$3:B$3)", rows.turns[1]), "B4/SUM(B$3:B$5)");
  EXPECT_EQ(rows.moved("SUM(B$3:B3)", rows.turns[2]), "SUM(B$3:B5)");
  EXPECT_EQ(rows.moved("B3*$D$4", rows.turns[2]), "B5*$D$6");
}

TEST(XlsxRowMap, WhatIsGoneIsGone) {
  RowMap map;
  map.place({0, 1}, 0, 0);
  map.place({3, 9}, 2, 0);  // row 2 was left out
  EXPECT_FALSE(moved_formula("SUM(B3:B3)", {&map, 0, nullptr, false}));
  EXPECT_EQ(moved_formula("SUM(B2:B4)", {&map, 0, nullptr, false}), "SUM(B2:B3)");
  EXPECT_EQ(moved_ranges("A1:B3 A3 D4:D6 E:E", map), "A1:B2 D3:D5 E:E");
  EXPECT_TRUE(map.copies({2, 2}).empty());
}

TEST(XlsxRowMap, ThingsOfARepeatedRowAreRepeated) {
  const Repeated rows;
  EXPECT_EQ(rows.map.copies({2, 2}), (std::vector<RowSpan>{{2, 2}, {3, 3}, {4, 4}}));
  EXPECT_EQ(rows.map.copies({1, 3}), (std::vector<RowSpan>{{1, 5}}));
}

}  // namespace
}  // namespace chuangmo::ooxml
