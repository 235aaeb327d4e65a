#include "pdf/original.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>

#include "pdf/opened.h"

namespace chuangmo::pdf {

namespace {

// What a page shows is made of these (ISO 32000-1, 7.8.3); properties may lead to attached files.
const std::set<std::string> kResources = {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading",
                                          "/XObject",   "/Font",       "/ProcSet"};
// Of streams: data in other files, pages of other files, attached files, what editors remember.
constexpr std::array<const char*, 10> kLeftBehind = {"/F",          "/FFilter", "/FDecodeParms", "/Ref",
                                                     "/OPI",        "/AF",      "/Metadata",     "/PieceInfo",
                                                     "/Alternates", "/OC"};

void keep_resources(QPDFObjectHandle resources) {
  if (!resources.isDictionary()) return;
  for (const std::string& key : resources.getKeys()) {
    if (!kResources.contains(key)) resources.removeKey(key);
  }
}

// What an object holds, in the order in which libqpdf copies it.
std::vector<QPDFObjectHandle> parts_of(QPDFObjectHandle object) {
  std::vector<QPDFObjectHandle> parts;
  if (object.isArray()) parts = object.getArrayAsVector();
  if (object.isStream()) parts.push_back(object.getDict());
  if (object.isDictionary()) {
    for (const auto& [key, value] : object.getDictAsMap()) parts.push_back(value);
  }
  return parts;
}

void clean_stream(QPDFObjectHandle stream) {
  QPDFObjectHandle about = stream.getDict();
  for (const char* key : kLeftBehind) about.removeKey(key);
  keep_resources(about.getKey("/Resources"));
}

// All that a page needs, cleaned on the way; held against the limits before anything recurses over it.
void clean_below(QPDFObjectHandle page, std::set<QPDFObjGen>& seen, const OriginalLimits& limits) {
  struct Step {
    std::vector<QPDFObjectHandle> parts;
    std::size_t next = 0;
  };
  std::size_t count = 0;
  std::vector<Step> way;
  way.push_back({parts_of(page), 0});
  while (!way.empty()) {
    Step& step = way.back();
    if (step.next == step.parts.size()) {
      way.pop_back();
      continue;
    }
    QPDFObjectHandle part = step.parts[step.next++];
    if (part.isIndirect() && !seen.insert(part.getObjGen()).second) continue;
    if (++count > limits.objects_of_a_page) throw TooLarge("一页由太多对象组成");
    if (part.isStream()) clean_stream(part);
    std::vector<QPDFObjectHandle> parts = parts_of(part);
    if (parts.empty()) continue;
    if (way.size() == limits.depth) throw TooLarge("对象嵌套太深");
    way.push_back({std::move(parts), 0});
  }
}

// Of a box with four numbers that make a page; else null.
QPDFObjectHandle sound_box(QPDFObjectHandle box) {
  constexpr double kLeast = 3;
  constexpr double kMost = 14'400;  // ISO 32000-1, annex C
  if (!box.isRectangle()) return QPDFObjectHandle::newNull();
  const QPDFObjectHandle::Rectangle sides = box.getArrayAsRectangle();
  const double width = sides.urx - sides.llx;
  const double height = sides.ury - sides.lly;
  const bool is_sound = width >= kLeast && height >= kLeast && width <= kMost && height <= kMost;
  return is_sound ? QPDFObjectHandle::newArray(sides) : QPDFObjectHandle::newNull();
}

const QPDFObjectHandle::Rectangle kA4{0, 0, 595.28, 841.89};

// The streams among them: whatever else stands there would keep the page out of a volume.
QPDFObjectHandle sound_contents(QPDFObjectHandle contents) {
  QPDFObjectHandle streams = QPDFObjectHandle::newArray();
  if (contents.isStream()) streams.appendItem(contents);
  if (contents.isArray()) {
    for (QPDFObjectHandle& part : contents.getArrayAsVector()) {
      if (part.isStream()) streams.appendItem(part);
    }
  }
  return streams;
}

// The page anew, of what makes its look.
QPDFObjectHandle bare_page(QPDF& document, QPDFObjectHandle page) {
  QPDFPageObjectHelper of(page);
  QPDFObjectHandle bare = QPDFObjectHandle::newDictionary();
  bare.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
  QPDFObjectHandle media = sound_box(of.getAttribute("/MediaBox", false));
  bare.replaceKey("/MediaBox", media.isNull() ? QPDFObjectHandle::newArray(kA4) : media);
  QPDFObjectHandle crop = sound_box(of.getAttribute("/CropBox", false));
  if (!crop.isNull()) bare.replaceKey("/CropBox", crop);
  QPDFObjectHandle turned = of.getAttribute("/Rotate", false);
  if (turned.isInteger() && turned.getIntValue() % 90 == 0)
    bare.replaceKey("/Rotate", QPDFObjectHandle::newInteger((turned.getIntValue() % 360 + 360) % 360));
  QPDFObjectHandle resources = of.getAttribute("/Resources", true);
  if (!resources.isDictionary()) resources = QPDFObjectHandle::newDictionary();
  keep_resources(resources);
  bare.replaceKey("/Resources", resources);
  bare.replaceKey("/Contents", sound_contents(page.getKey("/Contents")));
  if (page.getKey("/Group").isDictionary()) bare.replaceKey("/Group", page.getKey("/Group"));
  return document.makeIndirectObject(bare);
}

Result<Pages> cleaned(std::string_view pdf, const OriginalLimits& limits) {
  const Document source = opened(pdf);
  if (source->isEncrypted()) return fail("PDF002", "PDF 有密码或限制", "请报送单位去掉密码后再交");
  std::vector<QPDFObjectHandle> pages = pages_of(*source, limits.pages);
  bool has_annotations = false;
  for (QPDFObjectHandle& page : pages) has_annotations = has_annotations || page.hasKey("/Annots");
  if (has_annotations) QPDFPageDocumentHelper(*source).flattenAnnotations();
  QPDF made;
  made.emptyPDF();
  std::set<QPDFObjGen> seen;
  for (const QPDFObjectHandle& page : pages) {
    QPDFObjectHandle bare = bare_page(*source, page);
    clean_below(bare, seen, limits);
    made.addPage(bare, false);
  }
  return Pages{written(made, false), static_cast<int>(pages.size())};
}

// One picture, as large as the page lets it be.
Result<Pages> picture_page(std::string_view packed, const std::string& about, std::uint32_t width,
                           std::uint32_t height) {
  constexpr double kMargin = 36;
  const bool is_wide = width > height;
  const double across = is_wide ? kA4.ury : kA4.urx;
  const double up = is_wide ? kA4.urx : kA4.ury;
  const double scale = std::min((across - 2 * kMargin) / width, (up - 2 * kMargin) / height);
  QPDF made;
  made.emptyPDF();
  QPDFObjectHandle picture = made.newStream(std::string(packed));
  picture.replaceDict(QPDFObjectHandle::parse(
      fmt::format("<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceRGB "
                  "/BitsPerComponent 8 {} >>",
                  width, height, about)));
  QPDFObjectHandle page = QPDFObjectHandle::parse(fmt::format(
      "<< /Type /Page /MediaBox [0 0 {:.2f} {:.2f}] /Resources << /XObject << >> >> >>", across, up));
  page.getKey("/Resources").getKey("/XObject").replaceKey("/Picture", picture);
  page.replaceKey("/Contents", made.newStream(fmt::format(
                                   "q {:.2f} 0 0 {:.2f} {:.2f} {:.2f} cm /Picture Do Q\n", width * scale,
                                   height * scale, (across - width * scale) / 2, (up - height * scale) / 2)));
  made.addPage(made.makeIndirectObject(page), false);
  return Pages{written(made, false), 1};
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t place = at; place < at + 4; ++place)
    number = number << 8U | static_cast<unsigned char>(bytes[place]);
  return number;
}

// The packed rows of a PNG are those of a PDF, put together (ISO 32000-1, 7.4.4.4).
std::string packed_rows(std::string_view png) {
  constexpr std::size_t kSignature = 8;
  constexpr std::size_t kAround = 12;  // length, name, checksum
  std::string rows;
  for (std::size_t at = kSignature; at + kAround <= png.size();) {
    const std::uint32_t length = number_at(png, at);
    if (length > png.size() - at - kAround) break;
    if (png.substr(at + 4, 4) == "IDAT") rows += png.substr(at + 8, length);
    at += kAround + length;
  }
  return rows;
}

}  // namespace

Result<Pages> clean_pages(std::string_view pdf, const OriginalLimits& limits) {
  return guarded([&]() -> Result<Pages> {
    if (pdf.size() > limits.bytes) throw TooLarge(fmt::format("超过 {} MB", limits.bytes >> 20U));
    return cleaned(pdf, limits);
  });
}

Result<Pages> jpeg_page(std::string_view jpeg, std::uint32_t width, std::uint32_t height) {
  return guarded([&] { return picture_page(jpeg, "/Filter /DCTDecode", width, height); });
}

Result<Pages> png_page(std::string_view png, std::uint32_t width, std::uint32_t height) {
  return guarded([&] {
    const std::string about = fmt::format(
        "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns {} >>",
        width);
    return picture_page(packed_rows(png), about, width, height);
  });
}

}  // namespace chuangmo::pdf
