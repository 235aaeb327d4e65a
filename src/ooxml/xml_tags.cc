#include "ooxml/xml_tags.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

class NoHandler : public XmlHandler {
 public:
  void start(const XmlElement&) override {}
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Behind the '>' of a tag that begins at `at`: quotes may hold one.
std::size_t tag_end(std::string_view xml, std::size_t at) {
  char quote = 0;
  for (; at < xml.size(); ++at) {
    if (quote != 0) {
      if (xml[at] == quote) quote = 0;
    } else if (xml[at] == '"' || xml[at] == '\'') {
      quote = xml[at];
    } else if (xml[at] == '>') {
      return at + 1;
    }
  }
  return xml.size();
}

std::size_t behind(std::string_view xml, std::size_t at, std::string_view mark) {
  const std::size_t found = xml.find(mark, at);
  return found == std::string_view::npos ? xml.size() : found + mark.size();
}

bool names_another_encoding(std::string_view xml) {
  const std::string_view head = xml.substr(0, std::min<std::size_t>(xml.find("?>"), 200));
  if (!starts_with(head, "<?xml") && !starts_with(head, "\xEF\xBB\xBF<?xml")) return false;
  const std::string_view encoding = attribute_value(head, "encoding");
  std::string folded(encoding);
  for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return !folded.empty() && folded != "utf-8" && folded != "us-ascii";
}

}  // namespace

Result<XmlTags> XmlTags::open(std::string_view xml, std::string_view part) {
  NoHandler handler;
  CHUANGMO_CHECK(parse_xml(xml, handler, part));
  if (names_another_encoding(xml) || !is_valid_utf8(xml))
    return fail("XML004", fmt::format("{} 不是 UTF-8 编码", part), "请用 Excel/WPS 打开后另存");
  return XmlTags(xml);
}

std::optional<XmlTag> XmlTags::next() {
  while (at_ < xml_.size()) {
    const std::size_t open = xml_.find('<', at_);
    if (open == std::string_view::npos) break;
    const std::string_view rest = xml_.substr(open);
    if (starts_with(rest, "<!--")) {
      at_ = behind(xml_, open + 4, "-->");
    } else if (starts_with(rest, "<![CDATA[")) {
      at_ = behind(xml_, open, "]]>");
    } else if (starts_with(rest, "<?")) {
      at_ = behind(xml_, open, "?>");
    } else {
      XmlTag tag;
      tag.begin = open;
      tag.end = at_ = tag_end(xml_, open);
      tag.is_end = starts_with(rest, "</");
      tag.is_empty = tag.end >= 2 && xml_[tag.end - 2] == '/';
      std::size_t name = open + (tag.is_end ? 2 : 1);
      std::size_t end = name;
      while (end < tag.end && !is_blank(xml_[end]) && xml_[end] != '>' && xml_[end] != '/') ++end;
      const std::size_t colon = xml_.substr(name, end - name).find(':');
      if (colon != std::string_view::npos) {
        tag.prefix = xml_.substr(name, colon + 1);
        name += colon + 1;
      }
      tag.name = xml_.substr(name, end - name);
      return tag;
    }
  }
  return std::nullopt;
}

std::optional<XmlAttributePlace> attribute_place(std::string_view tag, std::string_view name) {
  std::size_t at = tag.find_first_of(" \t\r\n");
  while (at < tag.size()) {
    while (at < tag.size() && is_blank(tag[at])) ++at;
    const std::size_t equals = tag.find('=', at);
    if (equals == std::string_view::npos) return std::nullopt;
    std::string_view here = tag.substr(at, equals - at);
    while (!here.empty() && is_blank(here.back())) here.remove_suffix(1);
    const std::size_t quote = tag.find_first_of("\"'", equals);
    if (quote == std::string_view::npos) return std::nullopt;
    const std::size_t close = tag.find(tag[quote], quote + 1);
    if (close == std::string_view::npos) return std::nullopt;
    if (here == name) return XmlAttributePlace{quote + 1, close};
    at = close + 1;
  }
  return std::nullopt;
}

std::string_view attribute_value(std::string_view tag, std::string_view name) {
  const auto place = attribute_place(tag, name);
  return place ? tag.substr(place->begin, place->end - place->begin) : std::string_view();
}

void XmlEdits::replace(std::size_t begin, std::size_t end, std::string text) {
  edits_.push_back({begin, end, std::move(text)});
}

std::string XmlEdits::applied(std::string_view xml) const {
  std::string out;
  apply(xml, [&out](std::string_view piece) { out += piece; });
  return out;
}

void XmlEdits::apply(std::string_view xml, const std::function<void(std::string_view piece)>& put) const {
  std::vector<Edit> edits = edits_;
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    put(xml.substr(at, edit.begin - at));
    put(edit.text);
    at = edit.end;
  }
  put(xml.substr(at));
}

}  // namespace chuangmo::ooxml
