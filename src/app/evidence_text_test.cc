#include "app/evidence_text.h"

#include <gtest/gtest.h>

#include "ooxml/docx_write.h"
#include "ooxml/xlsx_write.h"
#include "ooxml/zip_write.h"

namespace chuangmo::app {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string slide(const std::string& text) {
  return "<p:sld xmlns:p='p' xmlns:a='a'><p:txBody><a:p><a:r><a:t>" + text +
         "</a:t></a:r><a:br/><a:r><a:t>下</a:t></a:r></a:p><a:p/></p:txBody></p:sld>";
}

// The second slide of the file is shown first; its own number stands before the link.
std::string presentation() {
  ooxml::ZipWriter zip;
  zip.add("ppt/presentation.xml",
          "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId id='256' r:id='rId2'/>"
          "<p:sldId r:id='rId1' id='257'/></p:sldIdLst></p:presentation>");
  zip.add("ppt/_rels/presentation.xml.rels",
          "<R><Relationship Id='rId1' Type='/slide' Target='slides/slide1.xml'/>"
          "<Relationship Id='rId2' Type='/slide' Target='slides/slide2.xml'/></R>");
  zip.add("ppt/slides/slide1.xml", slide("第一张"));
  zip.add("ppt/slides/slide2.xml", slide("第二张"));
  return zip.finish();
}

TEST(EvidenceText, OfADocumentHasTablesWhereTheyStand) {
  ooxml::DocxContent content;
  content.blocks = {ooxml::paragraph("前言"),
                    ooxml::DocxTable{{{{{ooxml::paragraph("项目")}}, {{ooxml::paragraph("结果")}}},
                                      {{{ooxml::paragraph("甲")}}, {{ooxml::paragraph("达标")}}}},
                                     1,
                                     {}},
                    ooxml::paragraph("附记")};
  const auto text = evidence_text(ContentType::docx, ooxml::write_docx(content), "总结.docx");
  ASSERT_TRUE(text.has_value()) << text.error().text;
  EXPECT_EQ(text->kind, "docx");
  EXPECT_FALSE(text->is_truncated);
  const std::vector<TextPart> expected = {
      {"", {"前言"}, {}}, {"表1", {}, {{"项目", "结果"}, {"甲", "达标"}}}, {"", {"附记"}, {}}};
  EXPECT_EQ(text->parts, expected);
}

TEST(EvidenceText, OfAWorkbookIsItsSheets) {
  ooxml::XlsxContent content;
  content.sheets.push_back(
      {"一", {{0, 0, std::string("名称"), {}, 1, 2, ""}, {2, 1, Decimal(125, 1), {}, 1, 1, ""}}, {}});
  content.sheets.push_back({"空", {}, {}});
  const auto bytes = ooxml::write_xlsx(content);
  ASSERT_TRUE(bytes.has_value());
  const auto text = evidence_text(ContentType::xlsx, *bytes, "台账.xlsx");
  ASSERT_TRUE(text.has_value()) << text.error().text;
  EXPECT_EQ(text->parts, (std::vector<TextPart>{{"一", {}, {{"名称"}, {}, {"", "12.5"}}}}));
}

TEST(EvidenceText, OfAPresentationIsItsSlidesAsTheyAreShown) {
  const auto text = evidence_text(ContentType::pptx, presentation(), "汇报.pptx");
  ASSERT_TRUE(text.has_value()) << text.error().text;
  EXPECT_EQ(text->parts, (std::vector<TextPart>{{"第1页", {"第二张 下"}, {}}, {"第2页", {"第一张 下"}, {}}}));
}

TEST(EvidenceText, OfTextIsItsLinesAndOfCsvItsRows) {
  const auto lines = evidence_text(ContentType::text, "一\r\n\r\n二\n", "说明.txt");
  ASSERT_TRUE(lines.has_value());
  EXPECT_EQ(lines->parts, (std::vector<TextPart>{{"", {"一", "二"}, {}}}));
  const auto rows = evidence_text(ContentType::csv, "名称,数\n\"甲,乙\",3\n", "表.csv");
  ASSERT_TRUE(rows.has_value());
  EXPECT_EQ(rows->parts, (std::vector<TextPart>{{"", {}, {{"名称", "数"}, {"甲,乙", "3"}}}}));
}

TEST(EvidenceText, IsCutAtACharacterAndSaysSo) {
  std::string bytes;
  while (bytes.size() < kShownTextBytes + 1000) bytes += "文";
  const auto text = evidence_text(ContentType::text, bytes, "长.txt");
  ASSERT_TRUE(text.has_value());
  EXPECT_TRUE(text->is_truncated);
  const std::string& shown = text->parts.at(0).paragraphs.at(0);
  EXPECT_LE(shown.size(), kShownTextBytes);
  EXPECT_GT(shown.size(), kShownTextBytes - 10);
  EXPECT_EQ(shown.size() % std::string("文").size(), 0U);
}

TEST(EvidenceText, ManyEmptyCellsAreBoundedToo) {
  std::string bytes = "a";
  for (int row = 0; row < 3000; ++row) bytes += std::string(200, ',') + "x\n";
  const auto text = evidence_text(ContentType::csv, bytes, "空.csv");
  ASSERT_TRUE(text.has_value());
  EXPECT_TRUE(text->is_truncated);
  std::size_t cells = 0;
  for (const auto& row : text->parts.at(0).rows) cells += row.size();
  EXPECT_LT(cells, kShownTextBytes / 3);
}

TEST(EvidenceText, OfOtherKindsThereIsNone) {
  for (const ContentType type :
       {ContentType::pdf, ContentType::jpeg, ContentType::zip, ContentType::doc, ContentType::html})
    EXPECT_EQ(evidence_text(type, "x", "甲").error().code, "EVI060");
}

TEST(EvidenceText, OfDamagedFilesNobodyCanRead) {
  const std::string whole = presentation();
  EXPECT_EQ(evidence_text(ContentType::pptx, std::string_view(whole).substr(0, whole.size() / 2), "坏.pptx")
                .error()
                .code,
            "EVI061");
  EXPECT_EQ(evidence_text(ContentType::docx, "PK\x03\x04 nothing", "坏.docx").error().code, "EVI061");
  EXPECT_EQ(evidence_text(ContentType::text, std::string(kReadForTextBytes + 1, 'x'), "大.txt").error().code,
            "EVI061");
}

}  // namespace
}  // namespace chuangmo::app
