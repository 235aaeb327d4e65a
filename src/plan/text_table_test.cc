#include "plan/text_table.h"

#include <gtest/gtest.h>

namespace chuangmo::plan {
namespace {

constexpr std::string_view kTable =
    "附件：\n\n某市任务分解表\n\n"
    "\t序号\n\t指标\n\t工作任务\n\t责任单位\n\t配合单位\n\n"
    "\t1\n\t绿化率\n\n\n\t1.甲\n\t市住建局\n\n市环保局\n\t市园林局\n\n"
    "\t\n\t\n\t2.乙\n\t市环保局\n\t\n\n"
    "\t2\n\n\n\t指标二\n\t1.丙\n\t市环保局\n\t市住建局，\n ";

std::string cell(const Table& table, int row, int column) {
  const TableCell* found = table.at(row, column);
  return found == nullptr ? "(none)" : found->text();
}

TEST(TextTable, reads_cells_of_several_paragraphs) {
  const Document document = read_text_table(kTable, "a.txt");
  EXPECT_EQ(document.paragraphs, (std::vector<std::string>{"附件：", "某市任务分解表"}));
  ASSERT_EQ(document.tables.size(), 1U);
  const Table& table = document.tables[0];
  EXPECT_EQ(table.title, "某市任务分解表");
  EXPECT_EQ(table.rows, 4);
  EXPECT_EQ(table.columns, 5);
  EXPECT_EQ(cell(table, 1, 1), "绿化率");
  EXPECT_EQ(cell(table, 1, 3), "市住建局\n\n市环保局");
  EXPECT_EQ(cell(table, 2, 4), "");
  EXPECT_EQ(cell(table, 3, 0), "2");
  EXPECT_EQ(cell(table, 3, 4), "市住建局，");
  EXPECT_EQ(table.source_row, (std::vector<int>{1, 2, 3, 4}));
  EXPECT_TRUE(document.diagnostics.empty());
}

TEST(TextTable, finds_its_feet_again_after_a_lost_cell) {
  std::string text(kTable);
  text.erase(text.find("\t市园林局\n"), std::string("\t市园林局\n").size());
  const Document document = read_text_table(text, "a.txt");
  const Table& table = document.tables.at(0);
  EXPECT_EQ(table.rows, 4);
  EXPECT_EQ(cell(table, 1, 2), "1.甲");
  EXPECT_EQ(cell(table, 2, 2), "2.乙");
  ASSERT_EQ(document.diagnostics.size(), 1U);
  EXPECT_EQ(document.diagnostics[0].code, "PLN007");
  EXPECT_EQ(document.diagnostics[0].where.row, 2);
}

TEST(TextTable, takes_a_row_on_one_line) {
  const Document document = read_text_table("\t序号\t指标\t任务\r\n\r\n\t1\t甲\t乙\r\n", "a.txt");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows, 2);
  EXPECT_EQ(cell(document.tables[0], 1, 2), "乙");
}

TEST(TextTable, text_without_a_table_gives_none) {
  EXPECT_TRUE(read_text_table("", "a.txt").tables.empty());
  const Document prose = read_text_table("没有表格\n的文字", "a.txt");
  EXPECT_TRUE(prose.tables.empty());
  EXPECT_EQ(prose.paragraphs.size(), 2U);
}

TEST(CsvTable, keeps_line_breaks_in_cells) {
  const Document document = read_csv_table("序号,指标,任务\n1,\"甲\n乙\",丙\n", "a.csv");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows, 2);
  EXPECT_EQ(document.tables[0].at(1, 1)->paragraphs, (std::vector<std::string>{"甲", "乙"}));
  EXPECT_EQ(document.tables[0].source_row, (std::vector<int>{1, 2}));
  EXPECT_TRUE(read_csv_table("", "a.csv").tables.empty());
}

TEST(CsvTable, counts_rows_as_spreadsheets_do) {
  const Document document = read_csv_table("序号,指标\n\n1,\"甲\n乙\"\n\n\n2,丙\n", "a.csv");
  EXPECT_EQ(document.tables[0].source_row, (std::vector<int>{1, 3, 6}));
}

TEST(CsvTable, tells_rows_of_another_width) {
  const Document document = read_csv_table(
      "某市任务分解表\n序号,指标,任务\n1,甲,乙\n2,丙\n3,丁,控制扬尘,改善环境\n4,戊,己,\n5,庚,辛\n", "a.csv");
  std::vector<int> rows;
  for (const Diagnostic& diagnostic : document.diagnostics) {
    EXPECT_EQ(diagnostic.code, "PLN007");
    rows.push_back(diagnostic.where.row);
  }
  EXPECT_EQ(rows, (std::vector<int>{4, 5})) << "neither the title nor a blank cell too many";
}

}  // namespace
}  // namespace chuangmo::plan
