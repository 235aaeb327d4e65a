#include "ooxml/xlsx_mark_styles.h"

#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::string_view kRed = "FFFFC7CE";
constexpr std::string_view kInput = "FFFFF9DB";
constexpr std::size_t kMostStyles = 64'000;  // of Excel

std::string with_attribute(std::string tag, std::string_view name, const std::string& value) {
  if (const auto place = attribute_place(tag, name)) {
    tag.replace(place->begin, place->end - place->begin, value);
    return tag;
  }
  std::size_t at = tag.find_first_of(" \t\r\n/>", 1);
  return tag.substr(0, at) + fmt::format(" {}=\"{}\"", name, value) + tag.substr(at);
}

std::string solid_fill(const std::string& prefix, std::string_view colour) {
  return fmt::format(
      "<{0}fill><{0}patternFill patternType=\"solid\"><{0}fgColor rgb=\"{1}\"/><{0}bgColor indexed=\"64\"/>"
      "</{0}patternFill></{0}fill>",
      prefix, colour);
}

int number_of(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || value > 1'000'000) return 0;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Result<MarkedStyles> MarkedStyles::read(std::string xml, std::string_view part) {
  MarkedStyles out;
  out.xml_ = std::move(xml);
  CHUANGMO_TRY(tags, XmlTags::open(out.xml_, part));
  std::string_view list;  // of which the children are collected
  std::size_t begin = 0;
  bool is_first = true;
  while (const auto tag = tags.next()) {
    if (is_first) out.prefix_ = tag->prefix;
    is_first = false;
    const bool is_list = tag->name == "fills" || tag->name == "cellXfs";
    if (is_list && tag->is_end) {
      (tag->name == "fills" ? out.fills_end_ : out.styles_end_) = tag->begin;
      list = {};
    } else if (is_list && !tag->is_empty) {
      list = tag->name;
      (tag->name == "fills" ? out.fills_tag_ : out.styles_tag_) = *tag;
    } else if ((list == "fills" && tag->name == "fill") || (list == "cellXfs" && tag->name == "xf")) {
      if (!tag->is_end) begin = tag->begin;
      if (tag->is_end || tag->is_empty)
        (list == "fills" ? out.fills_ : out.styles_).push_back(out.xml_.substr(begin, tag->end - begin));
    }
  }
  return out;
}

bool MarkedStyles::is_red(int style) const {
  const auto index = static_cast<std::size_t>(style);
  if (index >= styles_.size()) return false;
  const std::string& xf = styles_[index];
  const auto fill =
      static_cast<std::size_t>(number_of(attribute_value(xf.substr(0, xf.find('>') + 1), "fillId")));
  return fill < fills_.size() && contains(fills_[fill], kRed);
}

bool MarkedStyles::has_red() const {
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    if (is_red(static_cast<int>(i))) return true;
  }
  return false;
}

int MarkedStyles::red(int style) {
  return with_fill(style, solid_fill(prefix_, kRed), red_);
}

int MarkedStyles::plain(int style) {
  return with_fill(style, solid_fill(prefix_, kInput), plain_);
}

int MarkedStyles::shaded(int style, const std::string& colour) {
  return with_fill(style, solid_fill(prefix_, "FF" + colour), shaded_[colour]);
}

int MarkedStyles::with_fill(int style, const std::string& fill, std::map<int, int>& known) {
  if (fills_end_ == 0 || styles_end_ == 0 || styles_.empty()) return style;
  const int source = static_cast<std::size_t>(style) < styles_.size() ? style : 0;
  if (const auto found = known.find(source); found != known.end()) return found->second;
  if (styles_.size() + made_.size() >= kMostStyles) return style;
  std::size_t number = 0;
  while (number < made_fills_.size() && made_fills_[number] != fill) ++number;
  if (number == made_fills_.size()) made_fills_.push_back(fill);
  const std::string& before = styles_[static_cast<std::size_t>(source)];
  const std::size_t tag_end = before.find('>') + 1;
  std::string tag =
      with_attribute(before.substr(0, tag_end), "fillId", fmt::format("{}", fills_.size() + number));
  tag = with_attribute(std::move(tag), "applyFill", "1");
  made_.push_back(tag + before.substr(tag_end));
  const int index = static_cast<int>(styles_.size() + made_.size() - 1);
  known[source] = index;
  return index;
}

std::string MarkedStyles::text() const {
  XmlEdits edits;
  const auto counted = [&](const XmlTag& tag, std::size_t count) {
    edits.replace(
        tag.begin, tag.end,
        with_attribute(xml_.substr(tag.begin, tag.end - tag.begin), "count", fmt::format("{}", count)));
  };
  counted(fills_tag_, fills_.size() + made_fills_.size());
  edits.insert(fills_end_, join(made_fills_, ""));
  counted(styles_tag_, styles_.size() + made_.size());
  edits.insert(styles_end_, join(made_, ""));
  return edits.applied(xml_);
}

}  // namespace chuangmo::ooxml
