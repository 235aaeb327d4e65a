#include "ooxml/pptx.h"

#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/package.h"
#include "ooxml/sniff.h"
#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

Failure too_large(std::string_view file) {
  return {"PPT010", fmt::format("{} 的幻灯片或文字太多", file), "请拆分后再看，或用 PowerPoint 打开"};
}

// presentation.xml: the links of the slides, in their order.
class SlideList : public XmlHandler {
 public:
  explicit SlideList(std::size_t most) : most_(most) {}
  void start(const XmlElement& element) override {
    if (element.name() != "sldId" || links_.size() > most_) return;
    if (const auto link = element.prefixed_attribute("id")) links_.emplace_back(*link);
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  const std::vector<std::string>& links() const { return links_; }

 private:
  std::size_t most_;
  std::vector<std::string> links_;
};

// slideN.xml: text stands in a:t of runs and fields of a:p.
class SlideText : public XmlHandler {
 public:
  SlideText(Slide& slide, std::uint64_t& left, std::string_view file)
      : slide_(slide), left_(left), file_(file) {}
  void start(const XmlElement& element) override {
    if (element.name() == "p") line_.clear();
    if (element.name() == "br" || element.name() == "tab") line_ += ' ';
    is_text_ = element.name() == "t";
  }
  void end(std::string_view name) override {
    is_text_ = false;
    if (name != "p" || trim(line_).empty()) return;
    slide_.paragraphs.push_back(trim(line_));
    line_.clear();
  }
  void text(std::string_view piece) override {
    if (!is_text_) return;
    if (piece.size() > left_) return stop(too_large(file_));
    left_ -= piece.size();
    line_ += piece;
  }

 private:
  Slide& slide_;
  std::uint64_t& left_;
  std::string_view file_;
  std::string line_;
  bool is_text_ = false;
};

}  // namespace

Result<std::vector<Slide>> read_pptx(std::string_view bytes, std::string_view file,
                                     const PptxLimits& limits) {
  const FileKind kind = sniff(bytes);
  if (kind != FileKind::zip_other) return tl::unexpected(wrong_kind(kind, FileKind::zip_other, file));
  CHUANGMO_TRY(archive, ZipArchive::open(bytes));
  CHUANGMO_TRY(main, main_part(archive, "ppt/presentation.xml"));
  if (main.empty()) return tl::unexpected(wrong_kind(kind, FileKind::zip_other, file));
  CHUANGMO_TRY(links, read_relationships(archive, main));
  CHUANGMO_TRY(presentation, archive.read(main));
  SlideList list(limits.max_slides);
  CHUANGMO_CHECK(parse_xml(presentation, list, main));
  if (list.links().size() > limits.max_slides) return tl::unexpected(too_large(file));

  std::vector<Slide> slides;
  std::uint64_t left = limits.max_text_bytes;
  for (const std::string& id : list.links()) {
    const Relationship* link = links.by_id(id);
    if (link == nullptr || !archive.has(link->target)) continue;
    SlideText handler(slides.emplace_back(), left, file);
    XmlParser parser(handler, link->target);
    CHUANGMO_CHECK(
        archive.stream(link->target, [&parser](std::string_view piece) { return parser.feed(piece); }));
    CHUANGMO_CHECK(parser.finish());
  }
  return slides;
}

}  // namespace chuangmo::ooxml
