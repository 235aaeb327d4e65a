#include <fmt/format.h>
#include <vector>

#include "base/text.h"
#include "demo/papers.h"

namespace chuangmo::demo {

namespace {

// A page of A4 in points, its text in a Chinese font that every reader has a stand-in for, Latin characters
// half as wide.
constexpr int kLeft = 80;
constexpr int kTop = 740;
constexpr int kTitlePoints = 16;
constexpr int kBodyPoints = 12;
constexpr int kLinePoints = 22;
constexpr std::size_t kCharactersOfLine = 36;
constexpr std::size_t kCharactersOfTitle = 27;

// UTF-16BE in hexadecimal; what is invented here stays within the basic plane.
std::string hex(std::u32string_view text) {
  std::string digits;
  for (const char32_t c : text) digits += fmt::format("{:04X}", static_cast<std::uint32_t>(c) & 0xFFFFU);
  return digits;
}

class Page {
 public:
  void line(std::u32string_view text, int points, int left = kLeft) {
    content_ +=
        fmt::format("BT /F1 {} Tf 1 0 0 1 {} {} Tm <{}> Tj ET\n", points, left, at_ - points, hex(text));
    at_ -= points * kLinePoints / kBodyPoints;
  }
  void paragraph(const std::string& text, int points, std::size_t width) {
    std::u32string rest = to_u32(text);
    while (!rest.empty()) {
      line(rest.substr(0, width), points);
      rest.erase(0, width);
    }
  }
  void space() { at_ -= kLinePoints / 2; }
  void rule() {
    content_ += fmt::format("0.6 w {} {} m {} {} l S\n", kLeft, at_, 595 - kLeft, at_);
    space();
  }
  // Across the page, in a grey that text stands on.
  void mark(const std::string& text) {
    content_ =
        fmt::format("q 0.88 g BT /F1 54 Tf 0.7 0.7 -0.7 0.7 150 260 Tm <{}> Tj ET Q\n", hex(to_u32(text))) +
        content_;
  }
  const std::string& content() const { return content_; }

 private:
  std::string content_;
  int at_ = kTop;
};

std::string page_of(const Paper& paper) {
  Page page;
  page.paragraph(paper.title, kTitlePoints, kCharactersOfTitle);
  page.rule();
  for (const std::string& text : paper.paragraphs)
    page.paragraph("　　" + text, kBodyPoints, kCharactersOfLine);
  page.space();
  for (const auto& row : paper.rows) page.paragraph(join(row, "　"), kBodyPoints, kCharactersOfLine);
  page.space();
  const YearMonthDay day = paper.day.civil();
  page.line(to_u32(paper.unit), kBodyPoints, 380);
  page.line(to_u32(fmt::format("{}年{}月{}日", day.year, day.month, day.day)), kBodyPoints, 380);
  page.mark("模拟数据　仅供演示");
  return page.content();
}

// ISO 32000-1, 7.5: header, numbered objects, where each begins, trailer.
std::string file_of(const std::vector<std::string>& objects) {
  std::string file = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
  std::string places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places += fmt::format("{:010} 00000 n \n", file.size());
    file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t table = file.size();
  file += fmt::format("xref\n0 {}\n0000000000 65535 f \n{}", objects.size() + 1, places);
  return file + fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1,
                            table);
}

std::string document(const Paper& paper, const std::string& when_opened) {
  const std::string content = page_of(paper);
  return file_of({
      "<< /Type /Catalog /Pages 2 0 R" + when_opened + " >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents "
      "6 0 R >>",
      "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 "
      "R] >>",
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
      "/Ordering (GB1) "
      "/Supplement 2 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 7 0 R >>",
      fmt::format("<< /Length {} >>\nstream\n{}endstream", content.size(), content),
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle "
      "0 /Ascent "
      "880 /Descent -120 /CapHeight 880 /StemV 93 >>",
  });
}

}  // namespace

std::string pdf_of(const Paper& paper) {
  return document(paper, "");
}

std::string pdf_with_script(const Paper& paper) {
  return document(paper, " /OpenAction << /S /JavaScript /JS (this.zoom = 100;) >>");
}

std::string pdf_cut_short(const Paper& paper) {
  const std::string whole = pdf_of(paper);
  return whole.substr(0, whole.size() / 2);
}

}  // namespace chuangmo::demo
