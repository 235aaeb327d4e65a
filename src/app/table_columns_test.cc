#include "app/table_columns.h"

#include <gtest/gtest.h>

#include "plan/text_table.h"

namespace chuangmo::app {
namespace {

const HeadedTable::Words kWords = {{"figure", {"统计数据"}}, {"value", {"数值", "值"}}, {"unit", {"单位"}}};

std::vector<std::string> codes_of(const Document& document) {
  Diagnostics found;
  headed_tables(document, kWords, 2, "统计数据、数值", found);
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : found) codes.push_back(diagnostic.code);
  return codes;
}

using Codes = std::vector<std::string>;

Document document_of(const std::vector<std::string>& texts) {
  Document document;
  document.file = "a.docx";
  for (const std::string& text : texts)
    document.tables.push_back(plan::read_csv_table(text, "a.docx").tables.front());
  return document;
}

TEST(HeadedTables, without_headings_there_is_nothing_to_read) {
  EXPECT_EQ(codes_of({}), Codes{"ING012"});
  EXPECT_EQ(codes_of(document_of({"甲,乙\n1,2\n", "丙,丁\n1,2\n"})), Codes{"ING003"});
}

TEST(HeadedTables, a_sheet_of_instructions_is_left_out_with_a_note) {
  EXPECT_EQ(codes_of(document_of({"填表说明,\n请如实填写,\n", "统计数据,数值\n甲,1\n"})), Codes{"ING021"});
}

TEST(HeadedTables, of_two_columns_with_one_meaning_the_first_is_read) {
  const Document document = document_of({"统计数据,数值,值\n甲,1,2\n"});
  EXPECT_EQ(codes_of(document), Codes{"ING022"});
  const HeadedTable headed(document.tables[0], kWords, 2);
  EXPECT_EQ(headed.cell(1, "value"), "1");
}

TEST(HeadedTables, years_as_headings_count_beside_the_first_word_only) {
  EXPECT_EQ(codes_of(document_of({"统计数据,2011年\n甲,1\n"})), Codes{});
  EXPECT_EQ(codes_of(document_of({"单位,2011年\n市统计局,1\n"})), Codes{"ING003"});
}

}  // namespace
}  // namespace chuangmo::app
