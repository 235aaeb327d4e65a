#include "ooxml/docx_fields.h"

#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/package.h"
#include "ooxml/sniff.h"
#include "ooxml/xml.h"
#include "ooxml/zip.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::string_view kTag = "cm:";

// Follows a document; a control may stand in another.
class FieldHandler : public XmlHandler {
 public:
  void start(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (name == "sdt") {
      open_.emplace_back();
    } else if (name == "tag" && !open_.empty()) {
      const std::string_view tag = element.value("val");
      if (tag.starts_with(kTag)) open_.back().binding = tag.substr(kTag.size());
    } else if (name == "alias" && !open_.empty()) {
      open_.back().written = element.value("val");
    } else if (name == "del" || name == "moveFrom") {
      ++deleted_;
    } else if (name == "br" || name == "tab") {
      add(name == "br" ? "\n" : "\t");
    } else {
      start_block(element);
    }
    is_text_ = name == "t" && deleted_ == 0;
  }

  void end(std::string_view name) override {
    is_text_ = false;
    if (name == "sdt") close();
    if ((name == "del" || name == "moveFrom") && deleted_ > 0) --deleted_;
    if (name == "p" && is_heading_) {
      heading_ = trim(paragraph_text_);
      is_heading_ = false;
    }
    if (name == "tbl" && !tables_.empty()) tables_.pop_back();
  }

  void text(std::string_view piece) override {
    if (is_text_) add(piece);
  }

  std::vector<DocxField> take() { return std::move(fields_); }

 private:
  struct Place {
    int table = 0;
    int row = 0;
    int column = 0;
  };

  void start_block(const XmlElement& element) {
    const std::string_view name = element.name();
    if (name == "p") {
      ++paragraph_;
      paragraph_text_.clear();
      is_heading_ = false;
    } else if (name == "outlineLvl") {
      is_heading_ = true;
    } else if (name == "pStyle") {
      const std::string style = nfkc(element.value("val"));
      is_heading_ = is_heading_ || style.starts_with("Heading") || style.starts_with("heading");
    } else if (name == "tbl") {
      tables_.push_back({++tables_begun_, 0, 0});
    } else if (name == "tr" && !tables_.empty()) {
      ++tables_.back().row;
      tables_.back().column = 0;
    } else if (name == "tc" && !tables_.empty()) {
      ++tables_.back().column;
    } else if (name == "gridSpan" && !tables_.empty()) {
      constexpr int kMost = 1'000;
      tables_.back().column += element.number("val", 1, 1, kMost) - 1;
    }
  }

  void add(std::string_view piece) {
    paragraph_text_ += piece;
    for (DocxField& field : open_) field.text += piece;
  }

  void close() {
    if (open_.empty()) return;
    DocxField field = std::move(open_.back());
    open_.pop_back();
    if (field.binding.empty()) return;
    if (fields_.size() == kMaxDocxFields)
      return stop({"TPL020", fmt::format("文件里带出处的数超过 {} 个", kMaxDocxFields), "请拆成几个文件"});
    field.paragraph = paragraph_;
    field.heading = heading_;
    if (!tables_.empty()) {
      field.table = tables_.back().table;
      field.row = tables_.back().row;
      field.column = tables_.back().column;
    }
    fields_.push_back(std::move(field));
  }

  std::vector<DocxField> fields_;
  std::vector<DocxField> open_;
  std::vector<Place> tables_;
  int tables_begun_ = 0;
  int paragraph_ = 0;
  int deleted_ = 0;
  bool is_text_ = false;
  bool is_heading_ = false;
  std::string paragraph_text_;
  std::string heading_;
};

}  // namespace

Result<std::vector<DocxField>> read_docx_fields(std::string_view bytes) {
  const FileKind kind = sniff(bytes);
  if (kind != FileKind::docx) return tl::unexpected(wrong_kind(kind, FileKind::docx, ""));
  CHUANGMO_TRY(archive, ZipArchive::open(bytes));
  CHUANGMO_TRY(main, main_part(archive, "word/document.xml"));
  if (main.empty()) return tl::unexpected(wrong_kind(kind, FileKind::docx, ""));
  FieldHandler handler;
  XmlParser parser(handler, main);
  CHUANGMO_CHECK(archive.stream(main, [&](std::string_view piece) { return parser.feed(piece); }));
  CHUANGMO_CHECK(parser.finish());
  return handler.take();
}

}  // namespace chuangmo::ooxml
