#include "ooxml/xlsx.h"

#include <gtest/gtest.h>

#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

const std::string kStyles =
    "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='yyyy\"年\"m\"月\"'/></numFmts><cellStyleXfs><xf "
    "numFmtId='14'/></cellStyleXfs>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='14'/><xf "
    "numFmtId='176'/></cellXfs></styleSheet>";
const std::string kStrings =
    "<sst><si><t>序号</t></si><si><r><t>富</t></r><r><t>文本</t></r><rPh><t>fu</t></rPh></"
    "si><si><t>上&#10;下&#10;</t></si></sst>";

struct Part {
  std::string name;
  std::string xml;
};

std::string xlsx_of(const std::string& sheet, const std::string& book_extra = "",
                    const std::vector<Part>& more = {}) {
  ZipWriter zip;
  zip.add("_rels/.rels",
          "<Relationships><Relationship Id='a' Type='x/officeDocument' "
          "Target='/xl/workbook.xml'/></Relationships>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id='r1' Type='x/worksheet' "
          "Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='x/styles' "
          "Target='styles.xml'/><Relationship Id='r3' Type='x/sharedStrings' "
          "Target='sharedStrings.xml'/></Relationships>");
  zip.add("xl/workbook.xml", "<workbook xmlns:r='r'>" + book_extra +
                                 "<sheets><sheet name='数据' sheetId='1' r:id='r1'/></sheets></workbook>");
  zip.add("xl/styles.xml", kStyles);
  zip.add("xl/sharedStrings.xml", kStrings);
  zip.add("xl/worksheets/sheet1.xml", "<worksheet>" + sheet + "</worksheet>");
  for (const Part& part : more) zip.add(part.name, part.xml);
  return zip.finish();
}
std::string rows(const std::string& inside) {
  return "<sheetData>" + inside + "</sheetData>";
}

Document read(const std::string& bytes) {
  auto document = read_xlsx(bytes, "a.xlsx");
  EXPECT_TRUE(document) << document.error().code << document.error().text;
  return document ? *document : Document{};
}
Table table_of(const std::string& sheet) {
  return read(xlsx_of(sheet)).tables.at(0);
}
std::string text_at(const Table& table, int row, int column) {
  const TableCell* cell = table.at(row, column);
  return cell == nullptr ? "none" : cell->text();
}
using Codes = std::vector<std::string>;
Codes codes(const Document& document) {
  Codes out;
  for (const Diagnostic& each : document.diagnostics) out.push_back(each.code);
  return out;
}

TEST(Xlsx, ReadsStringsOfEveryKind) {
  const Table t = table_of(rows(
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='D1' t='s'><v>2</v></c></row>"
      "<row r='3'><c r='A3' t='inlineStr'><is><t>行内</t></is></c><c r='B3' "
      "t='str'><f>A1</f><v>公式文字</v></c></row>"));
  EXPECT_EQ(t.sheet, "数据");
  EXPECT_EQ(t.file, "a.xlsx");
  EXPECT_EQ(t.rows, 3);
  EXPECT_EQ(t.columns, 4);
  EXPECT_EQ(t.source_row, (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(text_at(t, 0, 0), "序号");
  EXPECT_EQ(text_at(t, 0, 1), "富文本");
  EXPECT_EQ(text_at(t, 0, 2), "none");
  EXPECT_EQ(t.at(0, 3)->paragraphs, (std::vector<std::string>{"上", "下"}));
  EXPECT_EQ(text_at(t, 2, 0), "行内");
  EXPECT_EQ(text_at(t, 2, 1), "公式文字");
  EXPECT_FALSE(t.at(0, 0)->is_number);
}

TEST(Xlsx, ReadsNumbersByFormat) {
  const Table t = table_of(
      rows("<row><c><v>0.10000000000000001</v></c><c s='1'><v>0.85</v></c><c s='2'><v>40607</v></c><c "
           "s='3'><v>40607</v></c>"
           "<c t='b'><v>1</v></c><c t='d'><v>2011-03-05T00:00:00</v></c><c s='99'><v>5</v></c></row>"));
  EXPECT_EQ(text_at(t, 0, 0), "0.1");
  EXPECT_TRUE(t.at(0, 0)->is_number);
  EXPECT_EQ(text_at(t, 0, 1), "85%");
  EXPECT_TRUE(t.at(0, 1)->is_number);
  EXPECT_EQ(text_at(t, 0, 2), "2011-03-05");
  EXPECT_FALSE(t.at(0, 2)->is_number);
  EXPECT_EQ(text_at(t, 0, 3), "2011-03");
  EXPECT_EQ(text_at(t, 0, 4), "TRUE");
  EXPECT_EQ(text_at(t, 0, 5), "2011-03-05");
  EXPECT_EQ(text_at(t, 0, 6), "5");
}

TEST(Xlsx, Reads1904Dates) {
  const Document d =
      read(xlsx_of(rows("<row><c s='2'><v>39145</v></c></row>"), "<workbookPr date1904='1'/>"));
  EXPECT_EQ(text_at(d.tables.at(0), 0, 0), "2011-03-05");
}

TEST(Xlsx, DiagnosesOddCells) {
  const Document d = read(xlsx_of(rows(
      "<row r='2'><c r='A2' t='e'><v>#DIV/0!</v></c><c r='B2'><f>1+1</f></c><c r='C2' t='s'><v>77</v></c>"
      "<c r='D2'><v>abc</v></c><c r='E2' s='2'><v>-5</v></c><c r='F2'><v>123456789012345678</v></c></row>")));
  EXPECT_EQ(codes(d), (Codes{"SHT001", "SHT002", "SHT004", "SHT012", "SHT011", "SHT005"}));
  EXPECT_EQ(d.diagnostics[0].where.file, "a.xlsx");
  EXPECT_EQ(d.diagnostics[0].where.sheet, "数据");
  EXPECT_EQ(d.diagnostics[0].where.row, 2);
  EXPECT_EQ(d.diagnostics[1].where.column, "B");
  EXPECT_EQ(text_at(d.tables.at(0), 1, 0), "#DIV/0!");
  EXPECT_EQ(text_at(d.tables.at(0), 1, 3), "abc");
  EXPECT_EQ(text_at(d.tables.at(0), 1, 4), "-5");
}

TEST(Xlsx, AppliesMergedRanges) {
  const Document d =
      read(xlsx_of(rows("<row r='1'><c r='A1'><v>1</v></c><c r='C1'><v>2</v></c></row><row r='2'><c "
                        "r='A2'><v>3</v></c><c r='B2'><v>4</v></c></row>"
                        "<row r='3'><c r='C3'><v>5</v></c></row>") +
                   "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='A2:A3'/><mergeCell "
                   "ref='C1:C3'/><mergeCell ref='B2:C2'/><mergeCell ref='Z900:Z901'/></mergeCells>"));
  const Table& t = d.tables.at(0);
  EXPECT_EQ(t.rows, 3);
  EXPECT_EQ(t.columns, 3);
  EXPECT_EQ(t.at(0, 0)->column_span, 2);
  EXPECT_EQ(t.at(1, 0)->row_span, 2);
  EXPECT_EQ(t.at(0, 2)->row_span, 3);
  EXPECT_EQ(t.at(1, 1)->column_span, 1);
  EXPECT_EQ(codes(d), (Codes{"SHT009", "SHT003"}));
  EXPECT_EQ(t.covering(2, 0)->text(), "3");
}

TEST(Xlsx, OrdersCellsThatAreNot) {
  const Document d =
      read(xlsx_of(rows("<row r='2'><c r='B2'><v>4</v></c><c r='A2'><v>3</v></c></row><row r='1'><c "
                        "r='A1'><v>1</v></c><c r='A1'><v>9</v></c></row>")));
  ASSERT_EQ(d.tables.at(0).cells.size(), 3U);
  EXPECT_EQ(d.tables[0].cells[0].text(), "1");
  EXPECT_EQ(d.tables[0].cells[2].text(), "4");
  EXPECT_EQ(codes(d), Codes{"SHT013"});
}

TEST(Xlsx, ReportsHiddenRowsAndColumns) {
  const Document d =
      read(xlsx_of("<cols><col min='2' max='2' hidden='1'/><col min='9' max='16384' hidden='1'/></cols>" +
                   rows("<row r='1'><c><v>1</v></c><c><v>2</v></c></row><row r='2' "
                        "hidden='1'><c><v>1</v></c></row><row r='3' hidden='1'><c><v>1</v></c></row>")));
  EXPECT_EQ(codes(d), (Codes{"SHT007", "SHT008"}));
  EXPECT_NE(d.diagnostics[0].text.find("第 2–3 行"), std::string::npos);
  EXPECT_EQ(d.tables.at(0).rows, 3);
}

TEST(Xlsx, LeavesHiddenSheetsOut) {
  ZipWriter zip;
  zip.add("xl/workbook.xml",
          "<workbook><sheets><sheet name='a' state='veryHidden' id='r1'/><sheet name='b' "
          "id='r2'/></sheets></workbook>");
  const Document d = read(zip.finish());
  EXPECT_TRUE(d.tables.empty());
  EXPECT_EQ(codes(d), (Codes{"SHT006", "SHT014"}));
}

TEST(Xlsx, ReadsComments) {
  const Document d = read(xlsx_of(
      rows("<row r='1'><c r='A1'><v>1</v></c></row>"), "",
      {{"xl/worksheets/_rels/sheet1.xml.rels",
        "<Relationships><Relationship Id='c' Type='x/comments' Target='../comments1.xml'/></Relationships>"},
       {"xl/comments1.xml",
        "<comments><commentList><comment ref='A1'><text><r><t>请</t></r><r><t>核对</t></r></text></comment>"
        "<comment ref='C2'><text><t>空格的批注</t></text></comment></commentList></comments>"}}));
  const Table& t = d.tables.at(0);
  EXPECT_EQ(t.at(0, 0)->note, "请核对");
  ASSERT_NE(t.at(1, 2), nullptr);
  EXPECT_EQ(t.at(1, 2)->note, "空格的批注");
  EXPECT_EQ(t.rows, 2);
}

TEST(Xlsx, RefusesTooManyRowsNamingThem) {
  std::string many;
  for (int i = 1; i <= 30; ++i) many += "<row r='" + std::to_string(i) + "'><c><v>1</v></c></row>";
  XlsxLimits limits;
  limits.max_rows = 20;
  const auto d = read_xlsx(xlsx_of(rows(many)), "a.xlsx", limits);
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, "SHT010");
  EXPECT_NE(d.error().text.find("“数据”第 21 行"), std::string::npos);
  limits = {};
  limits.max_cells = 29;
  EXPECT_EQ(read_xlsx(xlsx_of(rows(many)), "a.xlsx", limits).error().code, "SHT010");
}

TEST(Xlsx, RefusesAMillionRows) {
  std::string many;
  for (int i = 1; i <= 1'048'576; ++i)
    many += "<row r='" + std::to_string(i) + "'><c><v>" + std::to_string(i * 7) + "</v></c></row>";
  const auto d = read_xlsx(xlsx_of(rows(many)), "a.xlsx");
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, "SHT010");
  EXPECT_NE(d.error().text.find("第 100001 行"), std::string::npos);
}

TEST(Xlsx, EmptyFormattedRowsDoNotCount) {
  const Table t = table_of(rows("<row r='1'><c><v>1</v></c></row><row r='1048576'><c s='1'/></row>"));
  EXPECT_EQ(t.rows, 1);
}

TEST(Xlsx, RepeatedLongStringsAreBounded) {
  XlsxLimits limits;
  limits.max_text_bytes = 30;
  const std::string cell = "<c t='inlineStr'><is><t>0123456789</t></is></c>";
  EXPECT_TRUE(read_xlsx(xlsx_of(rows("<row>" + cell + cell + cell + "</row>")), "a.xlsx", limits));
  EXPECT_EQ(
      read_xlsx(xlsx_of(rows("<row>" + cell + cell + cell + cell + "</row>")), "a.xlsx", limits).error().code,
      "SHT010");
}

TEST(Xlsx, RefusesOtherFiles) {
  const auto old = read_xlsx("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "a.xlsx");
  EXPECT_EQ(old.error().code, "OFF001");
  EXPECT_NE(old.error().fix.find(".xlsx"), std::string::npos);
  EXPECT_EQ(read_xlsx("a,b\n1,2\n", "a.xlsx").error().code, "OFF001");
}

}  // namespace
}  // namespace chuangmo::ooxml
