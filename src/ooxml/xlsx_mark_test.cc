#include "ooxml/xlsx_mark.h"

#include <gtest/gtest.h>

#include "ooxml/xlsx.h"
#include "ooxml/xlsx_write.h"
#include "ooxml/xml_tags.h"
#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

constexpr const char* kOpening = "【创模】";

XlsxCell cell(int row, int column, XlsxValue value, std::string comment = "") {
  XlsxCell out;
  out.row = row;
  out.column = column;
  out.value = std::move(value);
  out.comment = std::move(comment);
  return out;
}

std::string sample() {
  XlsxContent content;
  XlsxSheet& sheet = content.sheets.emplace_back();
  sheet.name = "数据";
  sheet.cells = {cell(0, 0, std::string("名称")), cell(1, 0, std::string("地区生产总值")),
                 cell(1, 1, Decimal(6693, 1), "张三：快报数"), cell(3, 2, Date::of(2011, 3, 5))};
  XlsxSheet& other = content.sheets.emplace_back();
  other.name = "空表";
  return write_xlsx(content).value();
}

Document read(const std::string& bytes) {
  auto document = read_xlsx(bytes, "a.xlsx");
  EXPECT_TRUE(document) << document.error().text;
  return document.value_or(Document{});
}
std::string part(const std::string& bytes, const char* name) {
  auto archive = ZipArchive::open(bytes);
  return archive && archive->has(name) ? archive->read(name).value() : "";
}

// What a program other than Excel may write: rows out of order, and one of those wanted comes late.
TEST(XlsxMark, RowsOutOfOrderAreFoundAndMissingOnesPutWhereTheyBelong) {
  const std::string sent = sample();
  auto archive = ZipArchive::open(sent);
  ASSERT_TRUE(archive);
  ZipWriter zip;
  for (const ZipEntry& entry : archive->entries()) {
    if (entry.name != "xl/worksheets/sheet1.xml") {
      zip.add_packed(entry, archive->packed(entry));
      continue;
    }
    zip.add(entry.name,
            R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)"
            R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="A5"><v>5</v></c></row>)"
            R"(<row r="3"><c r="A3"><v>3</v></c></row></sheetData></worksheet>)");
  }
  const auto after = mark_xlsx(zip.finish(), "a.xlsx",
                               {{"数据", 1, 0, "二"}, {"数据", 2, 0, "三"}, {"数据", 5, 0, "六"}}, kOpening);
  ASSERT_TRUE(after) << after.error().text;
  const std::string sheet = part(*after, "xl/worksheets/sheet1.xml");
  std::string rows;
  for (std::size_t at = 0; (at = sheet.find("<row r=\"", at)) != std::string::npos; ++at)
    rows += sheet[at + 8];
  EXPECT_EQ(rows, "12536");
  EXPECT_EQ(read(*after).tables[0].at(2, 0)->note, "【创模】三");
}

TEST(XlsxMark, CommentsAndRedWithoutTouchingAnythingElse) {
  const std::string before = sample();
  const auto after = mark_xlsx(before, "a.xlsx",
                               {{"数据", 1, 1, "不是数字"},
                                {"数据", 1, 1, "再看一遍"},
                                {"数据", 2, 5, "没有填 <&>"},
                                {"空表", 4, 0, "补上"},
                                {"没有", 0, 0, "x"}},
                               kOpening);
  ASSERT_TRUE(after) << after.error().text;
  const Document document = read(*after);
  EXPECT_TRUE(document.diagnostics.empty());
  const Table& table = document.tables[0];
  EXPECT_EQ(table.at(1, 1)->text(), "669.3");
  EXPECT_EQ(table.at(1, 1)->note, "张三：快报数\n【创模】不是数字\n再看一遍");
  EXPECT_EQ(table.at(2, 5)->note, "【创模】没有填 <&>");
  EXPECT_EQ(table.at(3, 2)->text(), "2011-03-05");
  EXPECT_EQ(document.tables[1].at(4, 0)->note, "【创模】补上");
  auto one = ZipArchive::open(before);
  for (const ZipEntry& entry : one->entries()) {
    const bool is_changed = entry.name.find("sheet") != std::string::npos || entry.name == "xl/styles.xml" ||
                            entry.name == "[Content_Types].xml" ||
                            entry.name.find("comments") != std::string::npos ||
                            entry.name.find("vml") != std::string::npos;
    if (is_changed) continue;
    EXPECT_EQ(part(before, entry.name.c_str()), part(*after, entry.name.c_str())) << entry.name;
  }
  EXPECT_NE(part(*after, "xl/styles.xml").find("FFFFC7CE"), std::string::npos);
}

TEST(XlsxMark, MarkedAgainSaysItOnceAndRightCellsLoseTheirRed) {
  const std::string once =
      mark_xlsx(sample(), "a.xlsx", {{"数据", 1, 1, "不是数字"}, {"数据", 2, 5, "没有填"}}, kOpening).value();
  const std::string twice = mark_xlsx(once, "a.xlsx", {{"数据", 1, 1, "不是数字"}}, kOpening).value();
  const Document document = read(twice);
  EXPECT_EQ(document.tables[0].at(1, 1)->note, "张三：快报数\n【创模】不是数字");
  EXPECT_EQ(document.tables[0].at(2, 5)->note, "【创模】此处的问题已解决");
  const std::string thrice = mark_xlsx(twice, "a.xlsx", {{"数据", 1, 1, "不是数字"}}, kOpening).value();
  EXPECT_EQ(read(thrice).tables[0].at(1, 1)->note, document.tables[0].at(1, 1)->note);
}

// As WPS and other programs write: prefixes, cells without positions, rows missing, no styles to speak of, an
// empty sheet.
TEST(XlsxMark, OtherWaysOfWritingAWorkbook) {
  ZipWriter zip;
  zip.add("[Content_Types].xml",
          "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'></Types>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/s1.xml'/><Relationship "
          "Id='r2' "
          "Type='x/worksheet' Target='worksheets/s2.xml'/><Relationship Id='s' Type='x/styles' "
          "Target='styles.xml'/></Relationships>");
  zip.add("xl/styles.xml",
          "<x:styleSheet xmlns:x='m'><x:fills><x:fill/></x:fills><x:cellXfs count='1'><x:xf "
          "fillId='0'><x:alignment/></x:xf>"
          "</x:cellXfs></x:styleSheet>");
  zip.add("xl/workbook.xml",
          "<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet name='甲' r:id='r1'/><x:sheet name='乙' "
          "r:id='r2'/></x:sheets></x:workbook>");
  zip.add("xl/worksheets/s1.xml",
          "<x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c "
          "s='0'><x:v>2</x:v></x:c></x:row><x:row r='5'/>"
          "</x:sheetData><!-- <x:row> --><x:pageSetup/><x:tableParts/></x:worksheet>");
  zip.add("xl/worksheets/s2.xml", "<x:worksheet xmlns:x='m'><x:sheetData/></x:worksheet>");
  const auto after = mark_xlsx(zip.finish(), "wps.xlsx",
                               {{"甲", 0, 1, "a"},
                                {"甲", 0, 3, "b"},
                                {"甲", 2, 0, "c"},
                                {"甲", 4, 2, "d"},
                                {"甲", 9, 9, "e"},
                                {"乙", 0, 0, "f"}},
                               kOpening);
  ASSERT_TRUE(after) << after.error().text;
  const Document document = read(*after);
  ASSERT_EQ(document.tables.size(), 2U);
  const Table& table = document.tables[0];
  EXPECT_EQ(table.at(0, 0)->text(), "1");
  EXPECT_EQ(table.at(0, 1)->text(), "2");
  for (const auto& [row, column] : {std::pair(0, 1), {0, 3}, {2, 0}, {4, 2}, {9, 9}})
    ASSERT_TRUE(table.at(row, column) != nullptr && table.at(row, column)->note.starts_with(kOpening))
        << row << " " << column;
  EXPECT_EQ(document.tables[1].at(0, 0)->note, "【创模】f");
  const std::string sheet = part(*after, "xl/worksheets/s1.xml");
  EXPECT_LT(sheet.find("<x:legacyDrawing"), sheet.find("<x:tableParts"));
  EXPECT_NE(sheet.find("<x:row r=\"3\"><x:c r=\"A3\" s=\"1\"/></x:row><x:row r='5'>"), std::string::npos)
      << sheet;
}

TEST(XlsxMark, RefusesWhatIsNoWorkbook) {
  EXPECT_EQ(mark_xlsx("%PDF-1.4", "a.pdf", {}, kOpening).error().code, "OFF001");
  EXPECT_EQ(XmlTags::open("<?xml version='1.0' encoding='GBK'?><a/>", "p").error().code, "XML001");
}

TEST(XmlTags, FindsTagsAndAttributesOnly) {
  auto tags = XmlTags::open("<a x='1>2' xmlns:d='d'><!-- <b> --><![CDATA[<c>]]><d:e r = \"7\"/></a>", "p");
  ASSERT_TRUE(tags) << tags.error().text;
  const auto first = tags->next();
  EXPECT_EQ(first->name, "a");
  EXPECT_EQ(attribute_value(tags->text(*first), "x"), "1>2");
  const auto second = tags->next();
  EXPECT_EQ(second->name, "e");
  EXPECT_EQ(second->prefix, "d:");
  EXPECT_TRUE(second->is_empty);
  EXPECT_EQ(attribute_value(tags->text(*second), "r"), "7");
  EXPECT_TRUE(tags->next()->is_end);
  EXPECT_FALSE(tags->next());
}

}  // namespace
}  // namespace chuangmo::ooxml
