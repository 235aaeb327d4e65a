#include "publish/dossier/printed_volume.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/digest.h"
#include "base/text.h"

namespace chuangmo::publish {

namespace {

constexpr std::size_t kMostObjectBytes = 1U << 20;
constexpr std::size_t kMostSections = 5'000;
constexpr std::size_t kMostTitleCharacters = 120;

bool is_digit(char each) {
  return each >= '0' && each <= '9';
}

std::string_view until(std::string_view text, std::string_view end) {
  return text.substr(0, text.find(end));
}

// "<FEFF4E00>": UTF-16BE in hexadecimal.
std::string title_of(std::string_view hexadecimal) {
  std::u32string title;
  const auto digit = [](char each) -> char32_t {
    if (is_digit(each)) return static_cast<char32_t>(each - '0');
    if (each >= 'A' && each <= 'F') return static_cast<char32_t>(each - 'A' + 10);
    return 0;
  };
  for (std::size_t at = 4; at + 4 <= hexadecimal.size() && title.size() < kMostTitleCharacters; at += 4) {
    char32_t unit = 0;
    for (std::size_t place = at; place < at + 4; ++place) unit = unit * 16 + digit(hexadecimal[place]);
    const bool is_half = unit >= 0xD800 && unit < 0xE000;  // no heading of ours has one
    title.push_back(is_half ? U'\uFFFD' : unit);
  }
  return trim(to_utf8(title));
}

// Pages by the number of their object, in their order.
std::map<std::string, int> pages_of(std::string_view pdf) {
  std::map<std::string, int> pages;
  const std::size_t tree = pdf.find("<</Type/Pages");
  if (tree == std::string_view::npos) return pages;
  std::string_view kids = pdf.substr(tree, kMostObjectBytes);
  const std::size_t begin = kids.find("/Kids[");
  if (begin == std::string_view::npos) return pages;
  kids = until(kids.substr(begin + 6), "]");
  int page = 0;
  for (const std::string& word : split(kids, " 0 R")) {
    const std::string number = trim(word);
    if (!number.empty()) pages.emplace(number, ++page);
  }
  return pages;
}

// What stands between `open` and `close` behind the last `mark`, of the same length afterwards.
void overwrite(std::string& pdf, std::string_view mark, std::string_view close, const std::string& by) {
  const std::size_t at = pdf.rfind(mark);
  if (at == std::string::npos) return;
  const std::size_t begin = at + mark.size();
  const std::size_t end = pdf.find(close, begin);
  if (end == std::string::npos) return;
  for (std::size_t place = begin; place < end; ++place)
    pdf[place] = place - begin < by.size() ? by[place - begin] : ' ';
}

}  // namespace

chuangmo::Result<PrintedVolume> read_printed_volume(std::string_view pdf) {
  const std::map<std::string, int> pages = pages_of(pdf);
  if (!pdf.starts_with("%PDF-") || pages.empty())
    return fail("DSR011", "读不出 PDF 的页数", "请确认 PDF 由 LibreOffice 生成，重新编制档案");
  PrintedVolume printed;
  printed.pages = static_cast<int>(pages.size());
  constexpr std::string_view kTitle = "/Title<FEFF";
  for (std::size_t at = pdf.find(kTitle);
       at != std::string_view::npos && printed.sections.size() < kMostSections;
       at = pdf.find(kTitle, at + kTitle.size())) {
    const std::string_view object = until(pdf.substr(at, kMostObjectBytes), "endobj");
    const std::size_t target = object.find("/Dest[");
    if (target == std::string_view::npos) continue;  // of the whole document, not of a heading
    const auto page = pages.find(std::string(until(object.substr(target + 6), " ")));
    const std::string title = title_of(until(object.substr(kTitle.size() - 4), ">"));
    if (page != pages.end()) printed.sections.push_back({title, page->second});
  }
  return printed;
}

std::string with_fixed_date(std::string pdf, Instant made) {
  const std::string text = made.text();  // 2011-12-31T08:30:00+08:00
  std::string digits;
  for (const char each : text.substr(0, 19)) {
    if (is_digit(each)) digits += each;
  }
  overwrite(pdf, "/CreationDate(", ")", "D:" + digits + "+08'00'");
  constexpr std::size_t kIdentifier = 32;
  // The identifiers are left out of what they are made of.
  const std::size_t trailer = pdf.rfind("/ID [");
  std::string upper = sha256_hex(std::string_view(pdf).substr(0, trailer)).substr(0, kIdentifier);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char each) {
    return each >= 'a' && each <= 'f' ? static_cast<char>(each - 'a' + 'A') : each;
  });
  if (trailer != std::string::npos) {
    overwrite(pdf, "/ID [ <", ">", upper);
    overwrite(pdf, ">\n<", ">", upper);
    overwrite(pdf, "/DocChecksum /", "\n", upper);
  }
  return pdf;
}

}  // namespace chuangmo::publish
