#include "ooxml/xlsx_rows.h"

#include <gtest/gtest.h>

#include "ooxml/xlsx.h"
#include "ooxml/xlsx_write.h"
#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

std::string sample() {
  XlsxContent content;
  XlsxSheet& sheet = content.sheets.emplace_back();
  sheet.name = "数据";
  for (const auto& [row, column, value] : {std::tuple<int, int, XlsxValue>(0, 0, std::string("时间")),
                                           {0, 2, std::string("值")},
                                           {3, 0, Date::of(2011, 3, 5)},
                                           {3, 2, Decimal(15, 1)},
                                           {1'048'575, 1, std::string("末行")}}) {
    XlsxCell cell;
    cell.row = row;
    cell.column = column;
    cell.value = value;
    sheet.cells.push_back(std::move(cell));
  }
  return write_xlsx(content).value();
}

TEST(XlsxRows, GivesRowAfterRow) {
  std::vector<std::vector<TableCell>> rows;
  const auto read =
      read_xlsx_rows(sample(), "a.xlsx", [&](const std::vector<TableCell>& cells) -> Result<void> {
        rows.push_back(cells);
        return {};
      });
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->sheet, "数据");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0][1].column, 2);
  EXPECT_EQ(rows[1][0].row, 3);
  EXPECT_EQ(rows[1][0].text(), "2011-03-05");
  EXPECT_EQ(rows[1][1].text(), "1.5");
  EXPECT_EQ(rows[2][0].row, 1'048'575);
  EXPECT_EQ(read_xlsx(sample(), "a.xlsx").error().code, "SHT010");  // held as a table, it is too long
}

TEST(XlsxRows, AFailureOfTheSinkEndsIt) {
  int rows = 0;
  const auto read = read_xlsx_rows(sample(), "a.xlsx", [&](const std::vector<TableCell>&) -> Result<void> {
    ++rows;
    return fail("ABC001", "genug");
  });
  EXPECT_EQ(read.error().code, "ABC001");
  EXPECT_EQ(rows, 1);
}

TEST(XlsxRows, RefusesWhatHasNoSheet) {
  const auto nothing = [](const std::vector<TableCell>&) -> Result<void> { return {}; };
  EXPECT_EQ(read_xlsx_rows("x", "a.xlsx", nothing).error().code, "OFF001");
  ZipWriter zip;
  zip.add("xl/workbook.xml", "<workbook><sheets><sheet name='a' state='hidden'/></sheets></workbook>");
  EXPECT_EQ(read_xlsx_rows(zip.finish(), "a.xlsx", nothing).error().code, "SHT015");
}

}  // namespace
}  // namespace chuangmo::ooxml
