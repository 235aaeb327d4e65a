#include "ooxml/docx_field_marks.h"

#include <gtest/gtest.h>

#include "ooxml/docx_fields.h"
#include "ooxml/zip.h"
#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

std::string docx(const std::string& body) {
  ZipWriter zip;
  zip.add("[Content_Types].xml", "<Types/>");
  zip.add("word/document.xml",
          "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
              body + "</w:body></w:document>");
  return zip.finish();
}

std::string control(const std::string& tag, const std::string& text) {
  return "<w:sdt><w:sdtPr><w:tag w:val=\"" + tag + "\"/></w:sdtPr><w:sdtContent><w:r><w:t>" + text +
         "</w:t></w:r></w:sdtContent></w:sdt>";
}

TEST(DocxFieldMarks, StandBeforeEachBoundValue) {
  const std::string bytes =
      docx("<w:p>" + control("cm:figure:gdp|2011", "7") + control("other", "x") + "</w:p><w:p>" +
           control("cm:figure:gdp|2011", "7") + control("cm:verdict:8|2011|outcome", "达标") + "</w:p>");
  const auto marked = mark_fields(bytes);
  ASSERT_TRUE(marked) << marked.error().text;
  EXPECT_EQ(marked->bindings,
            (std::vector<std::string>{"figure:gdp|2011", "figure:gdp|2011", "verdict:8|2011|outcome"}));
  auto archive = ZipArchive::open(marked->bytes);
  ASSERT_TRUE(archive);
  const std::string text = archive->read("word/document.xml").value();
  EXPECT_NE(text.find("w:name=\"cm3\"/><w:bookmarkEnd w:id=\"1000003\"/><w:sdt>"), std::string::npos) << text;
  EXPECT_EQ(text.find("cm4"), std::string::npos);
  EXPECT_EQ(read_docx_fields(marked->bytes).value(), read_docx_fields(bytes).value());
  EXPECT_EQ(mark_fields(bytes)->bytes, marked->bytes);
}

TEST(DocxFieldMarks, RefusesWhatIsNoDocument) {
  EXPECT_FALSE(mark_fields("PK"));
  EXPECT_FALSE(mark_fields(""));
  EXPECT_TRUE(mark_fields(docx(""))->bindings.empty());
}

}  // namespace
}  // namespace chuangmo::ooxml
