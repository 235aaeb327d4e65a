#include "ooxml/docx.h"

#include <gtest/gtest.h>

#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

// A document around hand-written body XML; other parts by name.
std::string docx_of(const std::string& body, const std::map<std::string, std::string>& parts = {}) {
  ZipWriter zip;
  zip.add(
      "_rels/.rels",
      R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)");
  std::string links;
  for (const auto& [name, xml] : parts) {
    links += "<Relationship Id='" + name + "' Type='http://x/" + name + "' Target='" + name + ".xml'/>";
    zip.add("word/" + name + ".xml", xml);
  }
  zip.add("word/_rels/document.xml.rels", "<Relationships>" + links + "</Relationships>");
  zip.add("word/document.xml",
          "<w:document xmlns:w='w' xmlns:mc='mc' xmlns:v='v'><w:body>" + body + "</w:body></w:document>");
  return zip.finish();
}

Document read(const std::string& bytes) {
  auto document = read_docx(bytes, "a.docx");
  EXPECT_TRUE(document) << document.error().code << document.error().text;
  return document ? *document : Document{};
}

std::string p(const std::string& text) {
  return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}
std::string tc(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p(text) + "</w:tc>";
}
std::string tbl(const std::vector<std::string>& rows) {
  std::string out = "<w:tbl><w:tblPr/><w:tblGrid/>";
  for (const std::string& row : rows) out += "<w:tr>" + row + "</w:tr>";
  return out + "</w:tbl>";
}

const std::string kRestart = "<w:vMerge w:val='restart'/>";
const std::string kContinue = "<w:vMerge/>";

std::vector<std::string> codes(const Diagnostics& diagnostics) {
  std::vector<std::string> out;
  for (const Diagnostic& each : diagnostics) out.push_back(each.code);
  return out;
}

using Codes = std::vector<std::string>;
using Lines = std::vector<std::string>;

TEST(Docx, ReadsTableWithTitleAndParagraphs) {
  const Document d =
      read(docx_of(p("前言") + p("任务分解表") + p("") + tbl({tc("序号") + tc("指标")}) + p("后记")));
  ASSERT_EQ(d.tables.size(), 1U);
  EXPECT_EQ(d.tables[0].title, "任务分解表");
  EXPECT_EQ(d.tables[0].sheet, "表1");
  EXPECT_EQ(d.tables[0].file, "a.docx");
  EXPECT_EQ(d.tables[0].rows, 1);
  EXPECT_EQ(d.tables[0].columns, 2);
  EXPECT_EQ(d.tables[0].source_row, std::vector<int>{1});
  EXPECT_EQ(d.tables[0].cells[1].text(), "指标");
  EXPECT_EQ(d.paragraphs, (Lines{"前言", "任务分解表", "", "后记"}));
  EXPECT_TRUE(d.diagnostics.empty());
}

TEST(Docx, PutsSpansOnTheGrid) {
  const Document d = read(docx_of(
      tbl({tc("a", "<w:gridSpan w:val='2'/>") + tc("b", kRestart), tc("c") + tc("d") + tc("", kContinue),
           "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc("e") + tc("f")})));
  const Table& t = d.tables.at(0);
  EXPECT_EQ(t.rows, 3);
  EXPECT_EQ(t.columns, 3);
  ASSERT_NE(t.at(0, 0), nullptr);
  EXPECT_EQ(t.at(0, 0)->column_span, 2);
  ASSERT_NE(t.at(0, 2), nullptr);
  EXPECT_EQ(t.at(0, 2)->row_span, 2);
  EXPECT_EQ(t.at(1, 2), nullptr);
  EXPECT_EQ(t.covering(1, 2)->text(), "b");
  EXPECT_EQ(t.at(2, 0), nullptr);
  EXPECT_EQ(t.at(2, 1)->text(), "e");
}

TEST(Docx, SplitsParagraphsAndLineBreaks) {
  const Document d = read(docx_of(
      tbl({"<w:tc><w:p/>" + p("一") +
           "<w:p><w:r><w:t>二</w:t><w:br/><w:t>三</w:t><w:tab/><w:t>四</w:t></w:r></w:p><w:p/></w:tc>"})));
  EXPECT_EQ(d.tables.at(0).cells.at(0).paragraphs, (Lines{"一", "二", "三\t四"}));
}

TEST(Docx, TabStopsAreNotTabs) {
  const Document d = read(
      docx_of("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"));
  EXPECT_EQ(d.paragraphs, Lines{"x"});
}

TEST(Docx, KeepsInsertedDropsDeleted) {
  const Document d =
      read(docx_of(tbl({"<w:tc><w:p><w:r><w:t>市</w:t></w:r><w:del "
                        "w:author='甲'><w:r><w:delText>环报局</w:delText></w:r></w:del>"
                        "<w:ins w:author='乙'><w:r><w:t>环保局</w:t></w:r></w:ins></w:p></w:tc>"})));
  const TableCell& cell = d.tables.at(0).cells.at(0);
  EXPECT_EQ(cell.text(), "市环保局");
  ASSERT_EQ(cell.changes.size(), 2U);
  EXPECT_FALSE(cell.changes[0].inserted);
  EXPECT_EQ(cell.changes[0].text, "环报局");
  EXPECT_EQ(cell.changes[0].author, "甲");
  EXPECT_TRUE(cell.changes[1].inserted);
  EXPECT_EQ(cell.changes[1].text, "环保局");
}

TEST(Docx, DeletedParagraphMarkJoinsParagraphs) {
  const Document d = read(docx_of(
      "<w:p><w:pPr><w:rPr><w:del w:author='x'/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>" + p("下")));
  EXPECT_EQ(d.paragraphs, Lines{"上下"});
}

TEST(Docx, DeletedRowIsLeftOut) {
  const Document d =
      read(docx_of(tbl({tc("a"), "<w:trPr><w:del w:author='x'/></w:trPr>" + tc("b"), tc("c")})));
  EXPECT_EQ(d.tables.at(0).rows, 2);
  EXPECT_EQ(d.tables[0].source_row, (std::vector<int>{1, 3}));
  EXPECT_EQ(codes(d.diagnostics), Codes{"DOC007"});
}

TEST(Docx, OldPropertiesDoNotCount) {
  const Document d =
      read(docx_of(tbl({tc("a", "<w:tcPrChange><w:tcPr><w:gridSpan w:val='5'/></w:tcPr></w:tcPrChange>")})));
  EXPECT_EQ(d.tables.at(0).columns, 1);
}

TEST(Docx, NestedTableBecomesText) {
  const Document d = read(docx_of(
      tbl({"<w:tc>" + p("外") + tbl({tc("内1") + tc("内2", kRestart)}) + p("后") + "</w:tc>" + tc("旁")})));
  ASSERT_EQ(d.tables.size(), 1U);
  EXPECT_EQ(d.tables[0].columns, 2);
  EXPECT_EQ(d.tables[0].cells[0].paragraphs, (Lines{"外", "内1", "内2", "后"}));
  EXPECT_EQ(codes(d.diagnostics), Codes{"DOC001"});
  EXPECT_EQ(d.diagnostics[0].where.row, 1);
}

TEST(Docx, LooksThroughContentControlsAndLinks) {
  const Document d =
      read(docx_of(tbl({"<w:sdt><w:sdtPr/><w:sdtContent><w:tc><w:p><w:hyperlink><w:smartTag><w:r><w:t>文</"
                        "w:t></w:r></w:smartTag></w:hyperlink>"
                        "<w:fldSimple><w:r><w:t>字</w:t></w:r></w:fldSimple><w:r><w:instrText>PAGE</"
                        "w:instrText></w:r></w:p></w:tc></w:sdtContent></w:sdt>"})));
  EXPECT_EQ(d.tables.at(0).cells.at(0).text(), "文字");
}

TEST(Docx, TextBoxIsNoted) {
  const Document d =
      read(docx_of("<w:p><w:r><w:t>正</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" +
                   p("框") + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" +
                   p("框") + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"));
  EXPECT_EQ(d.paragraphs, Lines{"正"});
  EXPECT_EQ(codes(d.diagnostics), (Codes{"DOC006"}));
}

TEST(Docx, OrphanContinuationIsDiagnosed) {
  const Document d = read(docx_of(tbl({tc("a") + tc("b"), tc("c", kContinue) + tc("d")})));
  EXPECT_EQ(d.tables.at(0).at(1, 0)->text(), "c");
  EXPECT_EQ(codes(d.diagnostics), Codes{"DOC003"});
}

TEST(Docx, TextUnderMergedCellIsDiagnosed) {
  const Document d = read(docx_of(tbl({tc("a", kRestart), tc("藏", kContinue)})));
  EXPECT_EQ(d.tables.at(0).cells.size(), 1U);
  ASSERT_EQ(codes(d.diagnostics), Codes{"DOC005"});
  EXPECT_EQ(d.diagnostics[0].source, "藏");
  EXPECT_EQ(d.diagnostics[0].where.row, 2);
}

TEST(Docx, HiddenRowAndHiddenText) {
  const Document d =
      read(docx_of(tbl({"<w:trPr><w:hidden/></w:trPr>" + tc("a")}) +
                   "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>"));
  EXPECT_EQ(d.tables.at(0).rows, 1);
  EXPECT_EQ(d.paragraphs, Lines{"显"});
  EXPECT_EQ(codes(d.diagnostics), (Codes{"DOC004", "DOC009"}));
}

const std::string kNumbering =
    "<w:numbering><w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:suff "
    "w:val='nothing'/><w:lvlText w:val='（%1）'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText "
    "w:val='%1.%2.'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='3'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride "
    "w:val='7'/></w:lvlOverride></w:num></w:numbering>";

std::string listed(int list, int level, const std::string& text) {
  return "<w:p><w:pPr><w:numPr><w:ilvl w:val='" + std::to_string(level) + "'/><w:numId w:val='" +
         std::to_string(list) + "'/></w:numPr></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

TEST(Docx, MakesListLabels) {
  const Document d =
      read(docx_of(listed(3, 0, "甲") + listed(3, 1, "乙") + listed(3, 1, "丙") + listed(3, 0, "丁") +
                       listed(3, 1, "戊") + listed(4, 0, "己") + listed(0, 0, "庚"),
                   {{"numbering", kNumbering}}));
  EXPECT_EQ(d.paragraphs, (Lines{"（一）甲", "1.1. 乙", "1.2. 丙", "（二）丁", "2.1. 戊", "（七）己", "庚"}));
  EXPECT_TRUE(d.diagnostics.empty());
}

TEST(Docx, NumbersEmptyCells) {
  const Document d =
      read(docx_of(tbl({"<w:tc>" + listed(3, 1, "") + "</w:tc>"}), {{"numbering", kNumbering}}));
  EXPECT_EQ(d.tables.at(0).cells.at(0).text(), "1.1.");
}

TEST(Docx, TakesListsFromStyles) {
  const std::string styles =
      "<w:styles><w:style w:type='paragraph' w:styleId='a'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId "
      "w:val='3'/></w:numPr></w:pPr></w:style>"
      "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>";
  const Document d = read(docx_of("<w:p><w:pPr><w:pStyle w:val='b'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
                                  {{"numbering", kNumbering}, {"styles", styles}}));
  EXPECT_EQ(d.paragraphs, Lines{"1.1. x"});
}

TEST(Docx, UnknownListIsDiagnosed) {
  const Document d = read(docx_of(listed(9, 0, "甲")));
  EXPECT_EQ(d.paragraphs, Lines{"甲"});
  EXPECT_EQ(codes(d.diagnostics), Codes{"DOC002"});
}

TEST(Docx, CommentsBecomeNotes) {
  const Document d = read(docx_of(
      tbl({"<w:tc><w:p><w:r><w:t>x</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p></w:tc>"}),
      {{"comments", "<w:comments><w:comment w:id='0' w:author='甲'>" + p("请核对") + p("二") +
                        "</w:comment></w:comments>"}}));
  EXPECT_EQ(d.tables.at(0).cells.at(0).note, "请核对\n二");
}

TEST(Docx, RefusesEntitiesAndDepth) {
  ZipWriter zip;
  zip.add("word/document.xml", "<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>");
  EXPECT_EQ(read_docx(zip.finish(), "a.docx").error().code, "XML002");
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<w:sdt>";
  EXPECT_EQ(read_docx(docx_of(deep), "a.docx").error().code, "XML003");
  EXPECT_EQ(read_docx(docx_of("<w:p>"), "a.docx").error().code, "XML001");
}

TEST(Docx, RefusesTooManyColumns) {
  std::string row;
  for (int i = 0; i < 3; ++i) row += tc("", "<w:gridSpan w:val='500'/>");
  EXPECT_EQ(read_docx(docx_of(tbl({row})), "a.docx").error().code, "DOC010");
}

TEST(Docx, RefusesOtherFiles) {
  EXPECT_EQ(read_docx("", "a.docx").error().code, "OFF003");
  const auto old = read_docx("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "a.docx");
  EXPECT_EQ(old.error().code, "OFF001");
  EXPECT_NE(old.error().fix.find("另存为 .docx"), std::string::npos);
  ZipWriter zip;
  zip.add("xl/workbook.xml", "<workbook/>");
  EXPECT_EQ(read_docx(zip.finish(), "a.docx").error().code, "OFF001");
}

}  // namespace
}  // namespace chuangmo::ooxml
