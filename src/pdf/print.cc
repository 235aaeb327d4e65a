#include "pdf/print.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFNameTreeObjectHelper.hh>
#include <set>

#include "base/text.h"
#include "pdf/opened.h"
#include "pdf/type1_number.h"

namespace chuangmo::pdf {

namespace {

using PageNumbers = std::map<QPDFObjGen, int>;

PageNumbers numbers_of(const std::vector<QPDFObjectHandle>& pages) {
  PageNumbers numbers;
  for (const QPDFObjectHandle& page : pages)
    numbers.emplace(page.getObjGen(), static_cast<int>(numbers.size()) + 1);
  return numbers;
}

// [page /XYZ ...], or a dictionary around it; 0: it leads nowhere.
int page_of(QPDFObjectHandle target, const PageNumbers& numbers) {
  if (target.isDictionary()) target = target.getKey("/D");
  if (!target.isArray() || target.getArrayNItems() == 0) return 0;
  const auto found = numbers.find(target.getArrayItem(0).getObjGen());
  return found == numbers.end() ? 0 : found->second;
}

std::string title_of(QPDFObjectHandle item) {
  QPDFObjectHandle title = item.getKey("/Title");
  if (!title.isString()) return "";
  const std::u32string text = to_u32(title.getUTF8Value());
  return trim(to_utf8(text.substr(0, kMostTitleCharacters)));
}

// Depth first, each item once, without recursion: an outline is a linked tree.
std::vector<Heading> headings_of(QPDF& document, const PageNumbers& numbers) {
  std::vector<Heading> headings;
  std::set<QPDFObjGen> seen;
  std::vector<QPDFObjectHandle> ahead;
  const auto follow = [&](QPDFObjectHandle item) {
    if (item.isDictionary() && seen.insert(item.getObjGen()).second) ahead.push_back(item);
  };
  QPDFObjectHandle root = document.getRoot().getKey("/Outlines");
  if (!root.isDictionary()) return headings;
  follow(root.getKey("/First"));
  while (!ahead.empty() && headings.size() < kMostHeadings) {
    QPDFObjectHandle item = ahead.back();
    ahead.pop_back();
    const int page = page_of(item.getKey("/Dest"), numbers);
    if (page > 0) headings.push_back({title_of(item), page});
    follow(item.getKey("/Next"));
    follow(item.getKey("/First"));
  }
  return headings;
}

// ISO 32000-1, 12.3.2.3: a dictionary, or a name tree.
std::map<std::string, int> marks_of(QPDF& document, const PageNumbers& numbers) {
  std::map<std::string, int> marks;
  const auto add = [&](const std::string& name, QPDFObjectHandle target) {
    const int page = page_of(target, numbers);
    if (page > 0 && marks.size() < kMostMarks) marks.emplace(name, page);
  };
  QPDFObjectHandle root = document.getRoot();
  QPDFObjectHandle plain = root.getKey("/Dests");
  if (plain.isDictionary()) {
    for (const auto& [name, target] : plain.getDictAsMap()) add(name.substr(1), target);
  }
  QPDFObjectHandle names = root.getKey("/Names");
  if (names.isDictionary() && names.getKey("/Dests").isDictionary()) {
    QPDFNameTreeObjectHelper tree(names.getKey("/Dests"), document, false);
    for (const auto& [name, target] : tree) add(name, target);
  }
  return marks;
}

// LibreOffice makes fonts of Type 1 out of those with curves of PostScript.
void number_fonts(QPDF& document) {
  for (QPDFObjectHandle object : document.getAllObjects()) {
    if (!object.isStream() || !object.getDict().getKey("/Length2").isInteger()) continue;
    const std::shared_ptr<Buffer> data = object.getStreamData(qpdf_dl_generalized);
    std::string font(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    const long long clear = object.getDict().getKey("/Length1").getIntValue();
    const long long packed = object.getDict().getKey("/Length2").getIntValue();
    if (clear < 0 || packed < 0) continue;
    if (!number_type1(font, static_cast<std::size_t>(clear), static_cast<std::size_t>(packed))) continue;
    object.replaceStreamData(font, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
  }
}

}  // namespace

Result<Print> read_print(std::string_view pdf) {
  return guarded([&]() -> Result<Print> {
    const Document document = opened(pdf);
    const PageNumbers numbers = numbers_of(pages_of(*document, kMostPrintPages));
    Print print;
    print.pages = static_cast<int>(numbers.size());
    print.headings = headings_of(*document, numbers);
    print.marks = marks_of(*document, numbers);
    return print;
  });
}

Result<std::string> settled_print(std::string_view pdf, Instant made) {
  return guarded([&]() -> Result<std::string> {
    const Document document = opened(pdf);
    pages_of(*document, kMostPrintPages);
    number_fonts(*document);
    QPDFObjectHandle root = document->getRoot();
    root.removeKey("/Dests");
    if (root.getKey("/Names").isDictionary()) root.getKey("/Names").removeKey("/Dests");
    for (const char* key : {"/DocChecksum", "/ID"}) document->getTrailer().removeKey(key);
    set_date(*document, made);
    return written(*document, true);
  });
}

}  // namespace chuangmo::pdf
