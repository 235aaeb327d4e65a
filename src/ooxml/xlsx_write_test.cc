#include "ooxml/xlsx_write.h"

#include <gtest/gtest.h>

#include "ooxml/xlsx.h"
#include "ooxml/zip.h"

namespace chuangmo::ooxml {
namespace {

XlsxCell cell(int row, int column, XlsxValue value) {
  XlsxCell out;
  out.row = row;
  out.column = column;
  out.value = std::move(value);
  return out;
}
Decimal decimal(const char* text) {
  return Decimal::parse(text).value();
}

XlsxContent sample() {
  XlsxContent content;
  content.title = "报送表";
  XlsxSheet sheet;
  sheet.name = "市环保局";
  sheet.widths = {10, 40};
  sheet.frozen_rows = 1;
  sheet.cells = {cell(0, 0, std::string("指标")),
                 cell(1, 0, std::string("=1+1")),
                 cell(1, 1, decimal("0.1")),
                 cell(1, 2, XlsxPercent{decimal("85")}),
                 cell(1, 3, XlsxPercent{decimal("1.70")}),
                 cell(1, 4, Date::of(2011, 3, 5)),
                 cell(2, 0, decimal("123456789.012345678")),
                 cell(2, 1, std::string("上\n下"))};
  sheet.cells[0].column_span = 5;
  sheet.cells[0].style.is_bold = true;
  sheet.cells[0].style.fill = "D9E2F3";
  sheet.cells[2].comment = "请核对";
  content.sheets.push_back(sheet);
  content.sheets.push_back({.name = "说明", .cells = {}, .widths = {}});
  return content;
}

TEST(XlsxWrite, ReadsBack) {
  const auto bytes = write_xlsx(sample());
  ASSERT_TRUE(bytes) << bytes.error().text;
  const auto d = read_xlsx(*bytes, "out.xlsx");
  ASSERT_TRUE(d) << d.error().text;
  EXPECT_TRUE(d->diagnostics.empty());
  ASSERT_EQ(d->tables.size(), 2U);
  const Table& t = d->tables[0];
  EXPECT_EQ(t.sheet, "市环保局");
  EXPECT_EQ(t.at(0, 0)->text(), "指标");
  EXPECT_EQ(t.at(0, 0)->column_span, 5);
  EXPECT_EQ(t.at(1, 0)->text(), "=1+1");
  EXPECT_FALSE(t.at(1, 0)->is_number);
  EXPECT_EQ(t.at(1, 1)->text(), "0.1");
  EXPECT_TRUE(t.at(1, 1)->is_number);
  EXPECT_EQ(t.at(1, 1)->note, "请核对");
  EXPECT_EQ(t.at(1, 2)->text(), "85%");
  EXPECT_EQ(t.at(1, 3)->text(), "1.7%");
  EXPECT_EQ(t.at(1, 4)->text(), "2011-03-05");
  EXPECT_EQ(t.at(2, 0)->text(), "123456789.012345678");
  EXPECT_FALSE(t.at(2, 0)->is_number);
  EXPECT_EQ(t.at(2, 1)->paragraphs, (std::vector<std::string>{"上", "下"}));
}

TEST(XlsxWrite, SameContentSameBytes) {
  EXPECT_EQ(write_xlsx(sample()).value(), write_xlsx(sample()).value());
}

TEST(XlsxWrite, WritesNoFormula) {
  const std::string bytes = write_xlsx(sample()).value();
  auto archive = ZipArchive::open(bytes);
  ASSERT_TRUE(archive);
  EXPECT_EQ(archive->read("xl/worksheets/sheet1.xml")->find("<f>"), std::string::npos);
}

TEST(XlsxWrite, RefusesWhatExcelRefuses) {
  XlsxContent content;
  EXPECT_EQ(write_xlsx(content).error().code, "SHT020");
  content = sample();
  content.sheets[1].name = "市环保局";
  EXPECT_EQ(write_xlsx(content).error().code, "SHT020");
  content.sheets[1].name = "a/b";
  EXPECT_EQ(write_xlsx(content).error().code, "SHT020");
  content = sample();
  content.sheets[0].cells[0].row = 1'048'576;
  EXPECT_EQ(write_xlsx(content).error().code, "SHT020");
}

}  // namespace
}  // namespace chuangmo::ooxml
