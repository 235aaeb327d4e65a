#include "pdf/volume.h"

#include <fmt/format.h>
#include <map>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "pdf/opened.h"
#include "pdf/print.h"

namespace chuangmo::pdf {

namespace {

// A matrix from where the reader sees a page (origin below left, upright) to the page's own coordinates.
std::string upright(const QPDFObjectHandle::Rectangle& box, int turned) {
  switch (turned) {
    case 90:
      return fmt::format("0 1 -1 0 {:.2f} {:.2f}", box.urx, box.lly);
    case 180:
      return fmt::format("-1 0 0 -1 {:.2f} {:.2f}", box.urx, box.ury);
    case 270:
      return fmt::format("0 -1 1 0 {:.2f} {:.2f}", box.llx, box.ury);
    default:
      return fmt::format("1 0 0 1 {:.2f} {:.2f}", box.llx, box.lly);
  }
}

// Helvetica has no place for more: digits are all of one width.
std::string number_stamp(QPDFObjectHandle page, int number) {
  QPDFObjectHandle crop = page.getKey("/CropBox");
  const auto box = (crop.isRectangle() ? crop : page.getKey("/MediaBox")).getArrayAsRectangle();
  QPDFObjectHandle rotate = page.getKey("/Rotate");
  const int turned = rotate.isInteger() ? static_cast<int>(rotate.getIntValue()) : 0;
  const bool is_lying = turned == 90 || turned == 270;
  const double width = is_lying ? box.ury - box.lly : box.urx - box.llx;
  const double height = is_lying ? box.urx - box.llx : box.ury - box.lly;
  constexpr double kSize = 10;
  constexpr double kMargin = 24;
  const std::string digits = std::to_string(number);
  const double across = 0.556 * kSize * static_cast<double>(digits.size());
  return fmt::format("\nQ q {} cm BT 0 g /ChuangmoNumber {} Tf {:.2f} {:.2f} Td ({}) Tj ET Q\n",
                     upright(box, turned), kSize, width - kMargin - across, height - kMargin, digits);
}

class Volume {
 public:
  Volume() {
    document_.emptyPDF();
    number_font_ = document_.makeIndirectObject(
        QPDFObjectHandle::parse("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"));
  }

  // Pieces of one print share its fonts, so it stays open as long as one of them is to come.
  void expect(const Piece& piece) { ++sources_[piece.pdf.data()].uses; }

  void add(const Piece& piece) {
    Source& source = sources_[piece.pdf.data()];
    if (!source.document) {
      source.document = opened(piece.pdf);
      source.pages = pages_of(*source.document, kMostPrintPages);
    }
    add_pages(piece, source);
    if (--source.uses == 0) sources_.erase(piece.pdf.data());
  }

  // A tree of objects that name parent, neighbours and first and last below (ISO 32000-1, 12.3.3).
  void add_outline(const std::vector<OutlineEntry>& entries) {
    if (entries.empty()) return;
    QPDFObjectHandle root = document_.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /Outlines >>"));
    std::vector<std::pair<int, QPDFObjectHandle>> above{{-1, root}};
    for (const OutlineEntry& entry : entries) {
      if (entry.page < 1 || entry.page > static_cast<int>(pages_.size()))
        throw std::runtime_error("no such page");
      QPDFObjectHandle item = document_.makeIndirectObject(QPDFObjectHandle::newDictionary());
      item.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(entry.title));
      QPDFObjectHandle target = QPDFObjectHandle::newArray();
      target.appendItem(pages_[static_cast<std::size_t>(entry.page - 1)]);
      target.appendItem(QPDFObjectHandle::newName("/Fit"));
      item.replaceKey("/Dest", target);
      while (above.back().first >= entry.level) above.pop_back();
      put_below(above.back().second, item);
      above.emplace_back(entry.level, item);
    }
    document_.getRoot().replaceKey("/Outlines", root);
    document_.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
  }

  std::string finish(const std::string& title, Instant made) {
    set_date(document_, made);
    document_.getTrailer().getKey("/Info").replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
    return written(document_, false);
  }

 private:
  struct Source {
    Document document;
    std::vector<QPDFObjectHandle> pages;
    int uses = 0;
  };

  void add_pages(const Piece& piece, const Source& source) {
    const auto first = static_cast<std::size_t>(piece.first - 1);
    const auto end = first + static_cast<std::size_t>(piece.pages);
    if (piece.first < 1 || piece.pages < 0 || end > source.pages.size())
      throw std::runtime_error("no such page");
    for (std::size_t at = first; at < end; ++at) {
      QPDFObjectHandle page = whole(source.pages[at]);
      page = document_.copyForeignObject(source.document->makeIndirectObject(page));
      if (piece.is_numbered) stamp(page);
      document_.addPage(page, false);
      pages_.push_back(page);
    }
  }

  // With what it has from the tree above it, and without what leads to other pages.
  static QPDFObjectHandle whole(QPDFObjectHandle page) {
    QPDFPageObjectHelper of(page);
    QPDFObjectHandle out = QPDFObjectHandle::newDictionary();
    out.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
    for (const char* key : {"/MediaBox", "/CropBox", "/Rotate", "/Resources"}) {
      QPDFObjectHandle value = of.getAttribute(key, false);
      if (!value.isNull()) out.replaceKey(key, value);
    }
    for (const char* key : {"/Contents", "/Group"}) {
      if (page.hasKey(key)) out.replaceKey(key, page.getKey(key));
    }
    return out;
  }

  void stamp(QPDFObjectHandle page) {
    QPDFPageObjectHelper of(page);
    const std::string stamp = number_stamp(page, static_cast<int>(pages_.size()) + 1);
    of.addPageContents(document_.newStream(std::string("q\n")), true);
    of.addPageContents(document_.newStream(stamp), false);
    // Pages share resources; those of this one get another font.
    QPDFObjectHandle resources = page.getKey("/Resources");
    resources = resources.isDictionary() ? resources.shallowCopy() : QPDFObjectHandle::newDictionary();
    QPDFObjectHandle fonts = resources.getKey("/Font");
    fonts = fonts.isDictionary() ? fonts.shallowCopy() : QPDFObjectHandle::newDictionary();
    fonts.replaceKey("/ChuangmoNumber", number_font_);
    resources.replaceKey("/Font", fonts);
    page.replaceKey("/Resources", resources);
  }

  // The outermost level is shown opened, the deeper ones closed.
  static void put_below(QPDFObjectHandle parent, QPDFObjectHandle item) {
    item.replaceKey("/Parent", parent);
    QPDFObjectHandle last = parent.getKey("/Last");
    if (last.isDictionary()) {
      last.replaceKey("/Next", item);
      item.replaceKey("/Prev", last);
    } else {
      parent.replaceKey("/First", item);
    }
    parent.replaceKey("/Last", item);
    QPDFObjectHandle known = parent.getKey("/Count");
    const long long count = known.isInteger() ? known.getIntValue() : 0;
    const long long step = parent.hasKey("/Parent") ? -1 : 1;
    parent.replaceKey("/Count", QPDFObjectHandle::newInteger(count + step));
  }

  QPDF document_;
  QPDFObjectHandle number_font_;
  std::map<const char*, Source> sources_;
  std::vector<QPDFObjectHandle> pages_;
};

}  // namespace

Result<std::string> bound_volume(const std::vector<Piece>& pieces, const std::vector<OutlineEntry>& outline,
                                 const std::string& title, Instant made) {
  return guarded([&]() -> Result<std::string> {
    Volume volume;
    for (const Piece& piece : pieces) volume.expect(piece);
    for (const Piece& piece : pieces) volume.add(piece);
    volume.add_outline(outline);
    return volume.finish(title, made);
  });
}

}  // namespace chuangmo::pdf
