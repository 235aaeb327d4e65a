#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/xlsx_mark_parts.h"
#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kSolved = "此处的问题已解决";

std::string run(const std::string& prefix, const std::string& text) {
  return fmt::format("<{0}r><{0}t xml:space=\"preserve\">{1}</{0}t></{0}r>", prefix, escape_xml(text));
}

// A text of the XML without the line breaks at its end, however they are written.
std::string_view without_break(std::string_view xml) {
  constexpr std::array<std::string_view, 7> kBreaks = {"\n", "\r", " ", "&#10;", "&#13;", "&#xA;", "&#xD;"};
  const auto is_at_end = [&](std::string_view each) { return ends_with(xml, each); };
  for (auto found = kBreaks.end();
       (found = std::find_if(kBreaks.begin(), kBreaks.end(), is_at_end)) != kBreaks.end();)
    xml.remove_suffix(found->size());
  return xml;
}

// One comment of the part while it is walked over.
struct OpenComment {
  CellPosition at;
  std::size_t text_begin = 0;   // behind <text>
  std::size_t text_end = 0;     // of </text>
  std::optional<XmlTag> plain;  // a t that stands in text itself
  std::size_t plain_end = 0;
  std::vector<XmlTag> texts;  // each t, with where it ends in text_ends
  std::vector<std::size_t> text_ends;
};

class CommentMarker {
 public:
  CommentMarker(const std::string& xml, const CellComments& comments, std::string_view opening)
      : xml_(xml), comments_(comments), opening_(opening) {}

  std::string mark(XmlTags tags, std::vector<CellPosition>& added) {
    bool is_run = false;
    while (const auto tag = tags.next()) {
      if (tag->name == "comments" && !tag->is_end) prefix_ = tag->prefix;
      if (tag->name == "author" && !tag->is_end) ++authors_;
      if (tag->name == "authors" && tag->is_end) authors_end_ = tag->begin;
      if (tag->name == "commentList" && tag->is_end) list_end_ = tag->begin;
      if (tag->name == "commentList" && tag->is_empty) empty_list_ = *tag;
      if (tag->name == "comment" && !tag->is_end) begin(*tag);
      if (tag->name == "r") is_run = !tag->is_end && !tag->is_empty;
      if (tag->name == "text")
        (tag->is_end ? open_.text_end : open_.text_begin) = tag->is_end ? tag->begin : tag->end;
      if (tag->name == "t" && !tag->is_empty) take_text(*tag, is_run);
      if (tag->name == "comment" && tag->is_end) finish();
    }
    add_missing(added);
    return edits_.applied(xml_);
  }

 private:
  void begin(const XmlTag& tag) {
    open_ = {};
    if (!parse_position(attribute_value(xml_.substr(tag.begin, tag.end - tag.begin), "ref"), open_.at))
      open_.at = {-1, -1};
  }

  void take_text(const XmlTag& tag, bool is_run) {
    if (tag.is_end) {
      if (!open_.texts.empty() && open_.text_ends.size() < open_.texts.size())
        open_.text_ends.push_back(tag.begin);
      if (open_.plain && open_.plain_end == 0) open_.plain_end = tag.end;
      return;
    }
    open_.texts.push_back(tag);
    if (!is_run) open_.plain = tag;
  }

  // What an earlier marking put there goes; what others wrote stays, and ours comes below it.
  void finish() {
    seen_.insert(open_.at);
    if (open_.text_end < open_.text_begin || open_.text_begin == 0) return;
    const auto wanted = comments_.find(open_.at);
    const auto ours = cut_ours();
    if (wanted == comments_.end() && !ours) return;
    const std::string text =
        wanted == comments_.end() ? std::string(opening_) + std::string(kSolved) : wanted->second;
    const bool is_alone = ours && !ours->second;
    if (open_.plain && open_.plain_end != 0) {  // runs stand beside runs only
      edits_.insert(open_.plain->begin, "<" + prefix_ + "r>");
      edits_.insert(open_.plain_end, "</" + prefix_ + "r>");
    }
    edits_.insert(open_.text_end, run(prefix_, (is_alone ? "" : "\n") + text));
  }

  // From our opening to the end of the comment; whether anything stands before it. nullopt: nothing is ours.
  std::optional<std::pair<std::size_t, bool>> cut_ours() {
    bool has_others = false;
    const std::string opening = escape_xml(opening_);
    for (std::size_t i = 0; i < open_.text_ends.size(); ++i) {
      const std::size_t begin = open_.texts[i].end;
      const std::size_t end = open_.text_ends[i];
      const std::size_t found = xml_.find(opening, begin);
      if (found == std::string::npos || found >= end) {
        has_others = has_others || !trim(xml_.substr(begin, end - begin)).empty();
        continue;
      }
      const std::size_t from =
          begin + without_break(std::string_view(xml_).substr(begin, found - begin)).size();
      has_others = has_others || from > begin;
      edits_.replace(from, end, "");
      for (std::size_t later = i + 1; later < open_.text_ends.size(); ++later)
        edits_.replace(open_.texts[later].end, open_.text_ends[later], "");
      return std::pair(from, has_others);
    }
    return std::nullopt;
  }

  void add_missing(std::vector<CellPosition>& added) {
    std::string text;
    for (const auto& [at, comment] : comments_) {
      if (seen_.contains(at)) continue;
      text += fmt::format("<{0}comment ref=\"{1}{2}\" authorId=\"{3}\"><{0}text>{4}</{0}text></{0}comment>",
                          prefix_, column_letters(at.second), at.first + 1, authors_, run(prefix_, comment));
      added.push_back(at);
    }
    if (text.empty()) return;
    if (authors_end_ != 0) edits_.insert(authors_end_, fmt::format("<{0}author>创模</{0}author>", prefix_));
    if (list_end_ != 0) {
      edits_.insert(list_end_, text);
    } else if (empty_list_.end != 0) {
      edits_.replace(empty_list_.end - 2, empty_list_.end, ">" + text + "</" + prefix_ + "commentList>");
    }
  }

  const std::string& xml_;
  const CellComments& comments_;
  std::string_view opening_;
  std::string prefix_;
  std::size_t authors_ = 0;
  std::size_t authors_end_ = 0;
  std::size_t list_end_ = 0;
  XmlTag empty_list_;
  OpenComment open_;
  std::set<CellPosition> seen_;
  XmlEdits edits_;
};

std::string shape(const CellPosition& at, const std::string& id) {
  const auto [row, column] = at;
  return fmt::format(
      "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" "
      "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
      "xmlns:x=\"urn:schemas-microsoft-com:office:excel\" id=\"{}\" type=\"#_x0000_t202\" "
      "style=\"position:absolute;margin-left:80pt;margin-top:2pt;width:210pt;height:84pt;z-index:1;"
      "visibility:hidden\" "
      "fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" "
      "color=\"black\" "
      "obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\">"
      "<div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>"
      "<x:SizeWithCells/><x:Anchor>{}, 15, {}, 2, {}, 15, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
      "<x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
      id, column + 1, row, column + 4, row + 6, row, column);
}

constexpr std::string_view kNewDrawing =
    "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap "
    "v:ext=\"edit\" "
    "data=\"1\"/></o:shapelayout></xml>";
constexpr std::string_view kShapeType =
    "<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:vml\" "
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
    "id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke "
    "joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

}  // namespace

Result<std::string> marked_comments(const std::string& xml, std::string_view part,
                                    const CellComments& comments, std::string_view opening,
                                    std::vector<CellPosition>& added) {
  const std::string text =
      xml.empty() ? fmt::format(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments "
                        "xmlns=\"{}\"><authors></authors><commentList></commentList></comments>",
                        kMain)
                  : xml;
  CHUANGMO_TRY(tags, XmlTags::open(text, part));
  return CommentMarker(text, comments, opening).mark(tags, added);
}

std::string comment_drawing(const std::string& vml, const std::vector<CellPosition>& added) {
  std::string text = vml.empty() ? std::string(kNewDrawing) : vml;
  const std::size_t end = text.rfind("</");
  if (end == std::string::npos || added.empty()) return text;
  std::string shapes = contains(text, "\"_x0000_t202\"") ? "" : std::string(kShapeType);
  int number = 9000;
  for (const CellPosition& at : added) {
    std::string id;
    do {
      id = fmt::format("_x0000_s{}", ++number);
    } while (contains(vml, "\"" + id + "\""));
    shapes += shape(at, id);
  }
  return text.substr(0, end) + shapes + text.substr(end);
}

}  // namespace chuangmo::ooxml
