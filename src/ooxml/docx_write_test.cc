#include "ooxml/docx_write.h"

#include <gtest/gtest.h>

#include "ooxml/docx.h"
#include "ooxml/zip.h"

namespace chuangmo::ooxml {
namespace {

DocxCell cell(std::string text, int column_span = 1, int row_span = 1) {
  DocxCell out;
  out.paragraphs.push_back(paragraph(std::move(text)));
  out.column_span = column_span;
  out.row_span = row_span;
  return out;
}

Document read_back(const DocxContent& content) {
  const auto document = read_docx(write_docx(content), "out.docx");
  EXPECT_TRUE(document) << document.error().text;
  return document ? *document : Document{};
}

std::string part_of(const DocxContent& content, const char* name) {
  const std::string bytes = write_docx(content);
  auto archive = ZipArchive::open(bytes);
  return archive ? archive->read(name).value_or("") : "";
}

DocxContent sample() {
  DocxContent content;
  content.title = "校核报告 <A&B>";
  content.blocks.push_back(paragraph("校核报告", DocxStyle::title));
  content.blocks.push_back(paragraph("表 1 \"引号\" & <尖括号>\n第二行\t后"));
  DocxTable table;
  table.header_rows = 1;
  table.widths_mm = {20, 40, 60};
  table.rows = {{cell("甲", 2), cell("乙", 1, 3)}, {cell("丙", 1, 2), cell("丁")}, {cell("戊")}};
  table.rows[0][0].fill = "D9E2F3";
  table.rows[1][1].comments = {{"校核", "请核对\n第二段"}};
  content.blocks.push_back(table);
  return content;
}

TEST(DocxWrite, ReadsBack) {
  const Document d = read_back(sample());
  ASSERT_EQ(d.tables.size(), 1U);
  const Table& t = d.tables[0];
  EXPECT_TRUE(d.diagnostics.empty());
  EXPECT_EQ(t.rows, 3);
  EXPECT_EQ(t.columns, 3);
  EXPECT_EQ(t.at(0, 0)->column_span, 2);
  EXPECT_EQ(t.at(0, 2)->row_span, 3);
  EXPECT_EQ(t.at(1, 0)->row_span, 2);
  EXPECT_EQ(t.at(2, 1)->text(), "戊");
  EXPECT_EQ(t.at(1, 1)->note, "请核对\n第二段");
  EXPECT_EQ(d.paragraphs[1], "表 1 \"引号\" & <尖括号>");
  EXPECT_EQ(d.paragraphs[2], "第二行\t后");
}

TEST(DocxWrite, SameContentSameBytes) {
  EXPECT_EQ(write_docx(sample()), write_docx(sample()));
}

TEST(DocxWrite, WritesTrackedChanges) {
  DocxContent content;
  DocxCell changed;
  DocxRun gone;
  gone.text = "环报局";
  gone.is_deleted = true;
  gone.author = "校核";
  DocxRun added = gone;
  added.text = "环保局";
  added.is_deleted = false;
  added.is_inserted = true;
  changed.paragraphs.push_back(DocxParagraph{{gone, added}, DocxStyle::body, Align::left, false, false});
  DocxTable table;
  table.rows = {{changed}};
  content.blocks.push_back(table);
  const Document d = read_back(content);
  const TableCell& cell_read = d.tables.at(0).cells.at(0);
  EXPECT_EQ(cell_read.text(), "环保局");
  ASSERT_EQ(cell_read.changes.size(), 2U);
  EXPECT_EQ(cell_read.changes[0].text, "环报局");
  EXPECT_EQ(cell_read.changes[1].author, "校核");
}

TEST(DocxWrite, WritesLooks) {
  DocxContent content = sample();
  content.is_landscape = true;
  content.body_font = "宋体";
  const std::string document = part_of(content, "word/document.xml");
  EXPECT_NE(document.find("w:orient=\"landscape\""), std::string::npos);
  EXPECT_NE(document.find("<w:tblHeader/>"), std::string::npos);
  EXPECT_NE(document.find("w:fill=\"D9E2F3\""), std::string::npos);
  EXPECT_NE(document.find("<w:gridCol w:w=\"1134\"/>"), std::string::npos);
  EXPECT_NE(part_of(content, "word/styles.xml").find("w:eastAsia=\"宋体\""), std::string::npos);
}

TEST(DocxWrite, ATableComesBackAsItWas) {
  const Table t = read_back(sample()).tables.at(0);
  DocxContent again;
  again.blocks.push_back(docx_table(t));
  const Table back = read_back(again).tables.at(0);
  ASSERT_EQ(back.cells.size(), t.cells.size());
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    EXPECT_EQ(back.cells[i].row, t.cells[i].row);
    EXPECT_EQ(back.cells[i].column, t.cells[i].column);
    EXPECT_EQ(back.cells[i].row_span, t.cells[i].row_span);
    EXPECT_EQ(back.cells[i].column_span, t.cells[i].column_span);
    EXPECT_EQ(back.cells[i].paragraphs, t.cells[i].paragraphs);
    EXPECT_EQ(back.cells[i].note, t.cells[i].note);
  }
}

TEST(DocxWrite, FillsHolesOfATable) {
  Table t;
  t.rows = 2;
  t.columns = 3;
  TableCell only;
  only.row = 0;
  only.column = 1;
  only.row_span = 2;
  only.paragraphs = {"x"};
  t.cells.push_back(only);
  const DocxTable out = docx_table(t);
  EXPECT_EQ(out.rows[0].size(), 3U);
  EXPECT_EQ(out.rows[1].size(), 2U);
}

}  // namespace
}  // namespace chuangmo::ooxml
