// The office readers on arbitrary bytes: cmake -DCMAKE_CXX_COMPILER=clang++ -DCHUANGMO_FUZZ=ON
// -DCHUANGMO_SANITIZE=address, target ooxml_fuzz, then ooxml_fuzz tests/fuzz/corpus/ooxml. Input that begins
// with '<' is taken for the main part of a document, a sheet and a presentation: mutations of an archive
// seldom get past its checksums.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ooxml/docx.h"
#include "ooxml/docx_fields.h"
#include "ooxml/docx_template.h"
#include "ooxml/pptx.h"
#include "ooxml/sniff.h"
#include "ooxml/xlsx.h"
#include "ooxml/xlsx_template.h"
#include "ooxml/zip_write.h"

namespace {

using chuangmo::ooxml::ZipWriter;

std::string document_around(std::string_view xml) {
  ZipWriter zip;
  zip.add(
      "word/_rels/document.xml.rels",
      "<R><Relationship Id='n' Type='/numbering' Target='document.xml'/><Relationship Id='s' Type='/styles' "
      "Target='document.xml'/><Relationship Id='c' Type='/comments' Target='document.xml'/></R>");
  zip.add("word/document.xml", xml);
  return zip.finish();
}

std::string workbook_around(std::string_view xml) {
  ZipWriter zip;
  zip.add(
      "xl/_rels/workbook.xml.rels",
      "<R><Relationship Id='r1' Type='/worksheet' Target='sheet.xml'/><Relationship Id='s' Type='/styles' "
      "Target='sheet.xml'/><Relationship Id='t' Type='/sharedStrings' Target='sheet.xml'/></R>");
  zip.add(
      "xl/_rels/sheet.xml.rels",
      "<R><Relationship Id='c' Type='/comments' Target='sheet.xml'/><Relationship Id='t' Type='/table' "
      "Target='table.xml'/><Relationship Id='d' Type='/drawing' Target='drawing.xml'/><Relationship Id='v' "
      "Type='/vmlDrawing' Target='drawing.vml'/></R>");
  for (const char* part : {"xl/table.xml", "xl/drawing.xml", "xl/drawing.vml", "xl/charts/chart1.xml"})
    zip.add(part, xml);
  zip.add("xl/workbook.xml",
          "<workbook><sheets><sheet name='a' id='r1'/></sheets><definedNames><definedName "
          "name='n'>a!$A$1:$B$3</definedName></definedNames></workbook>");
  zip.add("xl/sheet.xml", xml);
  return zip.finish();
}

std::string presentation_around(std::string_view xml) {
  ZipWriter zip;
  zip.add("ppt/_rels/presentation.xml.rels",
          "<R><Relationship Id='s' Type='/slide' Target='presentation.xml'/></R>");
  zip.add("ppt/presentation.xml", xml);
  return zip.finish();
}

// A template over a view that has something of every kind.
void fill_template(const std::string& bytes, bool is_workbook) {
  using chuangmo::ViewValue;
  static const chuangmo::ViewShape shape{
      {"a", ViewValue::Kind::text, "", ""},   {"f", ViewValue::Kind::flag, "", ""},
      {"l", ViewValue::Kind::list, "", ""},   {"l.a", ViewValue::Kind::text, "", ""},
      {"l.m", ViewValue::Kind::list, "", ""}, {"c", ViewValue::Kind::chart, "", ""}};
  static const ViewValue view = [] {
    ViewValue root = chuangmo::view_record();
    root.put("a", "x\ny", "count:a");
    root.put("f", chuangmo::view_flag(true));
    ViewValue item = chuangmo::view_record();
    item.put("a", "FF0000", "count:l");
    item.put("m", chuangmo::view_list({chuangmo::view_text("1"), chuangmo::view_text("2")}));
    root.put("l", chuangmo::view_list({item, item}));
    root.put("c", chuangmo::view_chart({}));
    return root;
  }();
  chuangmo::ooxml::TemplateLimits limits;
  limits.max_elements = 20'000;
  limits.max_output_bytes = 4 << 20;
  if (is_workbook) {
    (void)chuangmo::ooxml::fill_xlsx_template(bytes, "fuzz.xlsx", shape, view,
                                              {"t", "2000-01-01T00:00:00Z", "m"}, limits);
    return;
  }
  const auto filled = chuangmo::ooxml::fill_docx_template(bytes, "fuzz.docx", shape, view, {}, limits);
  if (filled && !filled->bytes.empty()) (void)chuangmo::ooxml::read_docx_fields(filled->bytes);
  (void)chuangmo::ooxml::read_docx_fields(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const bool is_part = input.starts_with('<');
  chuangmo::ooxml::sniff(input);
  (void)chuangmo::ooxml::read_docx(is_part ? document_around(input) : std::string(input), "fuzz.docx");
  fill_template(is_part ? document_around(input) : std::string(input), false);
  fill_template(is_part ? workbook_around(input) : std::string(input), true);
  (void)chuangmo::ooxml::read_xlsx(is_part ? workbook_around(input) : std::string(input), "fuzz.xlsx");
  (void)chuangmo::ooxml::read_pptx(is_part ? presentation_around(input) : std::string(input), "fuzz.pptx");
  return 0;
}
