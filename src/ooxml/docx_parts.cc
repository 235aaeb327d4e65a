#include "ooxml/docx_parts.h"

#include <array>
#include <fmt/format.h>

#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

struct StyleRow {
  const char* id;
  const char* name;
  bool is_heading_font;
  int half_points;
  bool is_bold;
  const char* paragraph;  // properties
};
// Sizes as official documents use them: 二号 44, 三号 32, 小三 30, 四号 28, 五号 21, 小五 18 (half points).
constexpr std::array<StyleRow, 7> kStyles = {{
    {"Normal", "Normal", false, 21, false, "<w:spacing w:line=\"320\" w:lineRule=\"atLeast\"/>"},
    {"Title", "Title", true, 44, true,
     "<w:spacing w:before=\"240\" w:after=\"240\"/><w:jc w:val=\"center\"/>"},
    {"Subtitle", "Subtitle", false, 28, false, "<w:spacing w:after=\"200\"/><w:jc w:val=\"center\"/>"},
    {"Heading1", "heading 1", true, 32, true,
     "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>"},
    {"Heading2", "heading 2", true, 28, true,
     "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"100\"/><w:outlineLvl w:val=\"1\"/>"},
    {"Heading3", "heading 3", true, 24, true,
     "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/>"},
    {"Note", "Note", false, 18, false, "<w:spacing w:before=\"40\" w:after=\"40\"/>"},
}};

std::string style_xml(const StyleRow& style, const DocxContent& content) {
  const std::string font = escape_xml(style.is_heading_font ? content.heading_font : content.body_font);
  const bool is_normal = std::string_view(style.id) == "Normal";
  return fmt::format(
      "<w:style w:type=\"paragraph\"{} w:styleId=\"{}\"><w:name w:val=\"{}\"/>{}<w:qFormat/><w:pPr>{}</w:pPr>"
      "<w:rPr><w:rFonts w:ascii=\"{}\" w:hAnsi=\"{}\" w:eastAsia=\"{}\"/>{}<w:sz w:val=\"{}\"/><w:szCs "
      "w:val=\"{}\"/></w:rPr></w:style>",
      is_normal ? " w:default=\"1\"" : "", style.id, style.name,
      is_normal ? "" : "<w:basedOn w:val=\"Normal\"/>", style.paragraph, "Times New Roman", "Times New Roman",
      font, style.is_bold ? "<w:b/>" : "", style.half_points, style.half_points);
}

}  // namespace

std::string content_types_xml() {
  return std::string(kHead) +
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
         "<Default Extension=\"rels\" "
         "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Override PartName=\"/word/document.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
         "<Override PartName=\"/word/styles.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
         "<Override PartName=\"/word/comments.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>"
         "<Override PartName=\"/docProps/core.xml\" "
         "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
         "</Types>";
}

std::string package_links_xml() {
  return std::string(kHead) +
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
         "<Relationship Id=\"rId1\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
         "Target=\"word/document.xml\"/>"
         "<Relationship Id=\"rId2\" "
         "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
         "Target=\"docProps/core.xml\"/>"
         "</Relationships>";
}

std::string document_links_xml() {
  return std::string(kHead) +
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
         "<Relationship Id=\"rId1\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
         "Target=\"styles.xml\"/>"
         "<Relationship Id=\"rId2\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" "
         "Target=\"comments.xml\"/>"
         "</Relationships>";
}

std::string styles_xml(const DocxContent& content) {
  std::string out =
      std::string(kHead) +
      "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults>"
      "<w:rPrDefault><w:rPr><w:lang w:val=\"en-US\" "
      "w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>";
  for (const StyleRow& style : kStyles) out += style_xml(style, content);
  return out + "</w:styles>";
}

}  // namespace chuangmo::ooxml
