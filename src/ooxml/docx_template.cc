#include "ooxml/docx_template.h"

#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/docx_chart.h"
#include "ooxml/docx_fill.h"
#include "ooxml/docx_marks.h"
#include "ooxml/package.h"
#include "ooxml/sniff.h"
#include "ooxml/zip.h"

namespace chuangmo::ooxml {
namespace {

constexpr const char* kTypesPart = "[Content_Types].xml";
constexpr const char* kPropertiesPart = "docProps/core.xml";
constexpr const char* kChartType = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
constexpr const char* kChartRelation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";

// A part that may hold marks: the document, its headers and footers.
struct TemplatePart {
  std::string name;
  Where where;
  DocxMarks marks;
};

struct OpenTemplate {
  ZipArchive archive;
  std::vector<TemplatePart> parts;
  Diagnostics diagnostics;
};

ZipLimits zip_limits(const TemplateLimits& limits) {
  ZipLimits zip;
  zip.max_entries = 2'000;
  zip.max_entry_bytes = limits.max_part_bytes;
  zip.max_total_bytes = limits.max_output_bytes;
  return zip;
}

Result<void> read_part(OpenTemplate& open, std::string name, Where where, const TemplateLimits& limits) {
  CHUANGMO_TRY(bytes, open.archive.read(name));
  CHUANGMO_TRY(tree, read_xml_tree(bytes, name, limits.max_elements));
  if (!tree.name.starts_with("w:"))
    return fail("TPL021", quote(where.file) + " 的内部写法与 Word、WPS 的不同，不能作模板",
                "请用 Word 或 WPS 打开后另存为 .docx");
  TemplatePart part;
  part.marks = read_docx_marks(tree, where);
  if (part.marks.marks > limits.max_marks)
    return fail("TPL020", fmt::format("{} 的标记超过 {} 个", quote(where.file), limits.max_marks),
                "请拆成几个模板");
  part.name = std::move(name);
  part.where = std::move(where);
  const Diagnostics& found = part.marks.diagnostics;
  open.diagnostics.insert(open.diagnostics.end(), found.begin(), found.end());
  open.parts.push_back(std::move(part));
  return {};
}

Result<OpenTemplate> open_template(std::string_view bytes, std::string_view file,
                                   const TemplateLimits& limits) {
  const FileKind kind = sniff(bytes);
  if (kind != FileKind::docx) return tl::unexpected(wrong_kind(kind, FileKind::docx, file));
  CHUANGMO_TRY(archive, ZipArchive::open(bytes, zip_limits(limits)));
  CHUANGMO_TRY(main, main_part(archive, "word/document.xml"));
  if (main.empty()) return tl::unexpected(wrong_kind(kind, FileKind::docx, file));
  CHUANGMO_TRY(links, read_relationships(archive, main));
  OpenTemplate open{std::move(archive), {}, {}};
  CHUANGMO_CHECK(read_part(open, main, {.file = std::string(file)}, limits));
  for (const Relationship& link : links.list) {
    const bool is_header = link.type == "header";
    if ((!is_header && link.type != "footer") || !open.archive.has(link.target)) continue;
    CHUANGMO_CHECK(read_part(open, link.target,
                             {.file = std::string(file), .sheet = is_header ? "页眉" : "页脚"}, limits));
  }
  return open;
}

void check_part_names(OpenTemplate& open, const ViewShape& shape) {
  for (const TemplatePart& part : open.parts) {
    const Diagnostics found = check_names(part.marks.root, shape, part.where);
    open.diagnostics.insert(open.diagnostics.end(), found.begin(), found.end());
  }
  sort_by_position(open.diagnostics);
}

std::string chart_part(std::size_t number) {
  return fmt::format("word/charts/chuangmo{}.xml", number);
}

using Parts = PackageParts;  // of a filled document, those that differ from the template's

struct ChartRange {
  std::size_t begin = 0;  // of the charts, those that a part shows
  std::size_t end = 0;
};

Result<void> link_charts(ZipArchive& archive, const std::string& part, ChartRange charts,
                         const TemplateLimits& limits, Parts& parts) {
  if (charts.begin == charts.end) return {};
  const std::string name = links_part(part);
  XmlNode links = xml_element("Relationships",
                              {{"xmlns", "http://schemas.openxmlformats.org/package/2006/relationships"}});
  if (archive.has(name)) {
    CHUANGMO_TRY(bytes, archive.read(name));
    CHUANGMO_TRY(read, read_xml_tree(bytes, name, limits.max_elements));
    links = std::move(read);
  }
  for (std::size_t i = charts.begin; i < charts.end; ++i) {
    links.children.push_back(xml_element(
        "Relationship",
        {{"Id", chart_link(i + 1)}, {"Type", kChartRelation}, {"Target", "/" + chart_part(i + 1)}}));
  }
  parts[name] = write_xml_tree(links);
  return {};
}

Result<void> add_charts(ZipArchive& archive, const DocxFilling& filling, const TemplateLimits& limits,
                        Parts& parts) {
  if (filling.charts.empty()) return {};
  CHUANGMO_TRY(bytes, archive.read(kTypesPart));
  CHUANGMO_TRY(types, read_xml_tree(bytes, kTypesPart, limits.max_elements));
  for (std::size_t number = 1; number <= filling.charts.size(); ++number) {
    parts[chart_part(number)] = chart_part_xml(*filling.charts[number - 1]);
    types.children.push_back(
        xml_element("Override", {{"PartName", "/" + chart_part(number)}, {"ContentType", kChartType}}));
  }
  parts[kTypesPart] = write_xml_tree(types);
  return {};
}

XmlNode mark_paragraph(const std::string& mark) {
  const XmlNode look = xml_element(
      "w:rPr", {}, {xml_element("w:color", {{"w:val", "B00020"}}), xml_element("w:sz", {{"w:val", "18"}})});
  const XmlNode text = xml_element("w:t", {{"xml:space", "preserve"}}, {xml_text(mark)});
  const XmlNode middle = xml_element("w:pPr", {}, {xml_element("w:jc", {{"w:val", "center"}})});
  return xml_element("w:p", {}, {middle, xml_element("w:r", {}, {look, text})});
}

void put_mark(XmlNode& part, const std::string& mark) {
  if (mark.empty()) return;
  if (part.is("w:ftr")) part.children.push_back(mark_paragraph(mark));
  for (XmlNode& child : part.children) {
    if (child.is("w:body")) child.children.insert(child.children.begin(), mark_paragraph(mark));
  }
}

Result<Parts> filled_parts(OpenTemplate& open, DocxFilling& filling, const std::string& mark,
                           const TemplateLimits& limits) {
  Parts parts;
  std::size_t written = 0;
  for (const TemplatePart& part : open.parts) {
    ChartRange charts{filling.charts.size(), 0};
    XmlNode tree = fill_part(part.marks.root, filling, part.where);
    put_mark(tree, mark);
    std::string xml = write_xml_tree(tree);
    charts.end = filling.charts.size();
    written += xml.size();
    if (filling.is_too_large || written > limits.max_output_bytes)
      return fail("TPL020", "填好的文件太大", "缩小期间或范围，或在模板里少重复一些内容");
    parts[part.name] = std::move(xml);
    CHUANGMO_CHECK(link_charts(open.archive, part.name, charts, limits, parts));
  }
  CHUANGMO_CHECK(add_charts(open.archive, filling, limits, parts));
  return parts;
}

}  // namespace

Result<Diagnostics> check_docx_template(std::string_view bytes, std::string_view file, const ViewShape& shape,
                                        const TemplateLimits& limits) {
  CHUANGMO_TRY(open, open_template(bytes, file, limits));
  check_part_names(open, shape);
  return std::move(open.diagnostics);
}

Result<FilledDocument> fill_docx_template(std::string_view bytes, std::string_view file,
                                          const ViewShape& shape, const ViewValue& view,
                                          const DocumentStamp& stamp, const TemplateLimits& limits) {
  CHUANGMO_TRY(open, open_template(bytes, file, limits));
  check_part_names(open, shape);
  FilledDocument filled;
  filled.diagnostics = std::move(open.diagnostics);
  if (has_errors(filled.diagnostics)) return filled;
  DocxFilling filling{view};
  filling.nodes_left = limits.max_elements * 4;
  CHUANGMO_TRY(parts, filled_parts(open, filling, stamp.mark, limits));
  if (open.archive.has(kPropertiesPart)) {
    parts[kPropertiesPart] = properties_xml(stamp.title, "", stamp.created);
  }
  filled.diagnostics.insert(filled.diagnostics.end(), filling.notes.begin(), filling.notes.end());
  CHUANGMO_TRY(package, package_with(open.archive, std::move(parts)));
  filled.bytes = std::move(package);
  return filled;
}

}  // namespace chuangmo::ooxml
