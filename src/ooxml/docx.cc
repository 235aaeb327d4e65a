#include "ooxml/docx.h"

#include <fmt/format.h>

#include "ooxml/docx_body.h"
#include "ooxml/package.h"
#include "ooxml/sniff.h"

namespace chuangmo::ooxml {
namespace {

using Comments = std::map<std::string, std::string, std::less<>>;

// comments.xml: the text of each comment, its paragraphs on lines of their own.
class CommentHandler : public XmlHandler {
 public:
  explicit CommentHandler(Comments& out) : out_(out) {}
  void start(const XmlElement& element) override {
    if (element.name() == "comment") {
      comment_ = &out_[std::string(element.value("id"))];
    } else if (element.name() == "p" && comment_ != nullptr && !comment_->empty()) {
      *comment_ += '\n';
    }
    is_text_ = element.name() == "t";
  }
  void end(std::string_view name) override {
    if (name == "comment") comment_ = nullptr;
    is_text_ = false;
  }
  void text(std::string_view piece) override {
    if (is_text_ && comment_ != nullptr) *comment_ += piece;
  }

 private:
  Comments& out_;
  std::string* comment_ = nullptr;
  bool is_text_ = false;
};

// The bytes of a part the main part links to; "" when there is none.
Result<std::string> linked_part(ZipArchive& archive, const Relationships& links, std::string_view type) {
  const Relationship* link = links.by_type(type);
  if (link == nullptr || !archive.has(link->target)) return std::string();
  return archive.read(link->target);
}

Result<Numbering> read_lists(ZipArchive& archive, const Relationships& links) {
  Numbering numbering;
  CHUANGMO_TRY(numbering_xml, linked_part(archive, links, "numbering"));
  if (numbering_xml.empty()) return numbering;
  CHUANGMO_CHECK(read_numbering(numbering_xml, numbering));
  CHUANGMO_TRY(styles_xml, linked_part(archive, links, "styles"));
  if (!styles_xml.empty()) CHUANGMO_CHECK(read_style_lists(styles_xml, numbering));
  follow_style_links(numbering);
  return numbering;
}

Result<Comments> read_comments(ZipArchive& archive, const Relationships& links) {
  Comments comments;
  CHUANGMO_TRY(xml, linked_part(archive, links, "comments"));
  if (xml.empty()) return comments;
  CommentHandler handler(comments);
  CHUANGMO_CHECK(parse_xml(xml, handler, "comments.xml"));
  return comments;
}

}  // namespace

Result<Document> read_docx(std::string_view bytes, std::string_view file, const DocxLimits& limits) {
  const FileKind kind = sniff(bytes);
  const bool is_zip = kind == FileKind::docx || kind == FileKind::zip_other;
  if (!is_zip) return tl::unexpected(wrong_kind(kind, FileKind::docx, file));
  CHUANGMO_TRY(archive, ZipArchive::open(bytes));
  CHUANGMO_TRY(main, main_part(archive, "word/document.xml"));
  if (main.empty()) return tl::unexpected(wrong_kind(kind, FileKind::docx, file));

  CHUANGMO_TRY(links, read_relationships(archive, main));
  CHUANGMO_TRY(numbering, read_lists(archive, links));
  CHUANGMO_TRY(comments, read_comments(archive, links));

  Document document;
  document.file = file;
  Findings findings{std::string(file)};
  DocxBody body(numbering, std::move(comments), limits, document, findings);
  XmlParser parser(body, main);
  CHUANGMO_CHECK(archive.stream(main, [&parser](std::string_view piece) { return parser.feed(piece); }));
  CHUANGMO_CHECK(parser.finish());
  document.diagnostics = findings.take();
  return document;
}

}  // namespace chuangmo::ooxml
