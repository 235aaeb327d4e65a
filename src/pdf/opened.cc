#include "pdf/opened.h"

#include <algorithm>
#include <fmt/format.h>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

namespace chuangmo::pdf {

Document opened(std::string_view bytes) {
  Document document = QPDF::create();
  document->setSuppressWarnings(true);
  document->setImmediateCopyFrom(true);  // what is copied out of it outlives it
  document->processMemoryFile("pdf", bytes.data(), bytes.size());
  if (document->getObjectCount() > kMostObjects) throw TooLarge(fmt::format("超过 {} 个对象", kMostObjects));
  return document;
}

std::vector<QPDFObjectHandle> pages_of(QPDF& document, std::size_t most) {
  constexpr std::size_t kDeepest = 50;
  struct Node {
    std::vector<QPDFObjectHandle> kids;
    std::size_t next = 0;
  };
  std::vector<QPDFObjectHandle> pages;
  std::set<QPDFObjGen> seen;
  std::vector<Node> above;
  const auto enter = [&](QPDFObjectHandle node) {
    if (!node.isDictionary() || !seen.insert(node.getObjGen()).second)
      throw std::runtime_error("the page tree is no tree");
    QPDFObjectHandle kids = node.getKey("/Kids");
    if (kids.isArray()) {
      if (above.size() == kDeepest) throw TooLarge("页树太深");
      above.push_back({kids.getArrayAsVector(), 0});
    } else {
      if (pages.size() == most) throw TooLarge(fmt::format("超过 {} 页", most));
      pages.push_back(node);
    }
  };
  enter(document.getRoot().getKey("/Pages"));
  while (!above.empty()) {
    Node& node = above.back();
    if (node.next == node.kids.size()) {
      above.pop_back();
    } else {
      QPDFObjectHandle kid = node.kids[node.next++];
      if (!kid.isIndirect()) throw std::runtime_error("a page is no object of its own");
      enter(kid);
    }
  }
  if (pages.empty()) throw std::runtime_error("no page");
  return pages;
}

std::string written(QPDF& document, bool is_ours) {
  QPDFWriter writer(document);
  writer.setOutputMemory();
  writer.setStreamDataMode(is_ours ? qpdf_s_compress : qpdf_s_preserve);
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void set_date(QPDF& document, Instant made) {
  std::string digits;
  for (const char each : made.text().substr(0, 19)) {  // 2011-12-31T08:30:00
    if (each >= '0' && each <= '9') digits += each;
  }
  QPDFObjectHandle trailer = document.getTrailer();
  if (!trailer.getKey("/Info").isDictionary())
    trailer.replaceKey("/Info", document.makeIndirectObject(QPDFObjectHandle::newDictionary()));
  QPDFObjectHandle about = trailer.getKey("/Info");
  about.replaceKey("/CreationDate", QPDFObjectHandle::newString("D:" + digits + "+08'00'"));
  about.removeKey("/ModDate");
}

std::string printable(std::string_view text) {
  constexpr std::size_t kMost = 160;
  std::string out(text.substr(0, kMost));
  std::replace_if(
      out.begin(), out.end(), [](char each) { return each < ' ' || each > '~'; }, '?');
  return out;
}

}  // namespace chuangmo::pdf
