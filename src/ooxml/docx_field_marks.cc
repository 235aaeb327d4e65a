#include "ooxml/docx_field_marks.h"

#include "ooxml/docx_fields.h"
#include "ooxml/package.h"
#include "ooxml/sniff.h"
#include "ooxml/xml_tree.h"
#include "ooxml/zip.h"

namespace chuangmo::ooxml {

namespace {

constexpr std::string_view kTag = "cm:";
constexpr std::size_t kMostNodes = 20'000'000;
constexpr std::size_t kFirstId = 1'000'000;  // above those that a template has itself

std::string binding_of(const XmlNode& control) {
  const XmlNode* properties = control.child("w:sdtPr");
  const XmlNode* tag = properties == nullptr ? nullptr : properties->child("w:tag");
  const std::string_view value = tag == nullptr ? "" : tag->attribute("w:val");
  return value.starts_with(kTag) ? std::string(value.substr(kTag.size())) : "";
}

// The depth is that of the document, which the reader has held against its limit.
void mark(XmlNode& parent, std::vector<std::string>& bindings) {
  for (std::size_t at = 0; at < parent.children.size(); ++at) {
    const std::string binding =
        parent.children[at].is("w:sdt") ? binding_of(parent.children[at]) : std::string();
    if (!binding.empty() && bindings.size() < kMaxDocxFields) {
      bindings.push_back(binding);
      const std::string id = std::to_string(kFirstId + bindings.size());
      const auto place = parent.children.begin() + static_cast<std::ptrdiff_t>(at);
      parent.children.insert(
          place, {xml_element("w:bookmarkStart", {{"w:id", id}, {"w:name", field_mark(bindings.size())}}),
                  xml_element("w:bookmarkEnd", {{"w:id", id}})});
      at += 2;
    }
    mark(parent.children[at], bindings);
  }
}

}  // namespace

std::string field_mark(std::size_t number) {
  return "cm" + std::to_string(number);
}

Result<MarkedDocx> mark_fields(std::string_view bytes) {
  const FileKind kind = sniff(bytes);
  if (kind != FileKind::docx) return tl::unexpected(wrong_kind(kind, FileKind::docx, ""));
  CHUANGMO_TRY(archive, ZipArchive::open(bytes));
  CHUANGMO_TRY(main, main_part(archive, "word/document.xml"));
  if (main.empty()) return tl::unexpected(wrong_kind(kind, FileKind::docx, ""));
  CHUANGMO_TRY(text, archive.read(main));
  CHUANGMO_TRY(tree, read_xml_tree(text, main, kMostNodes));
  MarkedDocx marked;
  mark(tree, marked.bindings);
  CHUANGMO_TRY(package, package_with(archive, {{main, write_xml_tree(tree)}}));
  marked.bytes = std::move(package);
  return marked;
}

}  // namespace chuangmo::ooxml
