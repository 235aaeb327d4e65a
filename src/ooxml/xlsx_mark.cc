#include "ooxml/xlsx_mark.h"

#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/xlsx_book.h"
#include "ooxml/xlsx_mark_parts.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::string_view kLinkTypes =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kPackageLinks = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view kContentTypes = "[Content_Types].xml";
constexpr std::size_t kMostCommentBytes = 8'000;

std::string cut(std::string text) {
  if (text.size() <= kMostCommentBytes) return text;
  std::size_t end = kMostCommentBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

class BookMarker {
 public:
  BookMarker(ZipArchive archive, Book book, std::string_view opening)
      : archive_(std::move(archive)), book_(std::move(book)), opening_(opening) {}

  Result<std::string> mark(const std::string& main, const std::vector<XlsxMark>& marks) {
    CHUANGMO_CHECK(read_styles(main));
    std::map<std::string, CellComments> by_sheet;
    for (const XlsxMark& mark : marks) {
      std::string& comment = by_sheet[mark.sheet][{mark.row, mark.column}];
      comment += (comment.empty() ? std::string(opening_) : "\n") + mark.comment;
    }
    const bool was_marked = styles_ && styles_->has_red();
    for (const BookSheet& sheet : book_.sheets) {
      const bool is_sheet = archive_.has(sheet.part) && (sheet.kind.empty() || sheet.kind == "worksheet");
      const auto comments = by_sheet.find(sheet.name);
      if (!is_sheet || (comments == by_sheet.end() && !was_marked)) continue;
      CHUANGMO_CHECK(mark_sheet(sheet, comments == by_sheet.end() ? CellComments{} : comments->second));
    }
    if (styles_ && styles_->is_changed()) changed_[styles_part_] = styles_->text();
    if (!new_comment_parts_.empty() || has_new_drawing_) CHUANGMO_CHECK(name_new_parts());
    return package_with(archive_, std::move(changed_), {}, sheet_edits_);
  }

 private:
  Result<void> read_styles(const std::string& main) {
    CHUANGMO_TRY(links, read_relationships(archive_, main));
    const Relationship* link = links.by_type("styles");
    if (link == nullptr || !archive_.has(link->target)) return {};  // then a comment has to do
    styles_part_ = link->target;
    CHUANGMO_TRY(xml, archive_.read(styles_part_));
    CHUANGMO_TRY(styles, MarkedStyles::read(std::move(xml), styles_part_));
    styles_ = std::move(styles);
    return {};
  }

  Result<std::string> text_of(const std::string& part) {
    const auto changed = changed_.find(part);
    if (changed != changed_.end()) return changed->second;
    if (!archive_.has(part)) return std::string();
    return archive_.read(part);
  }

  Result<void> mark_sheet(const BookSheet& sheet, CellComments comments) {
    std::set<CellPosition> marked;
    for (auto& [at, comment] : comments) {
      marked.insert(at);
      comment = cut(std::move(comment));
    }
    CHUANGMO_TRY(drawing_id, put_comments(sheet.part, comments));
    CHUANGMO_TRY(xml, archive_.read(sheet.part));
    MarkedStyles nothing;
    CHUANGMO_TRY(edits, marked_sheet(xml, sheet.part, marked, styles_ ? *styles_ : nothing, drawing_id));
    if (!edits.is_empty()) sheet_edits_.emplace(sheet.part, std::move(edits));
    return {};
  }

  // The relationship of a new drawing; "" there was one, or nothing to draw.
  Result<std::string> put_comments(const std::string& sheet_part, const CellComments& comments) {
    CHUANGMO_TRY(links, read_relationships(archive_, sheet_part));
    const Relationship* known = links.by_type("comments");
    const Relationship* drawing = links.by_type("vmlDrawing");
    if (comments.empty() && known == nullptr) return std::string();
    const std::string part = known != nullptr ? known->target : new_name("xl/comments_chuangmo{}.xml");
    CHUANGMO_TRY(before, text_of(part));
    std::vector<CellPosition> added;
    CHUANGMO_TRY(after, marked_comments(before, part, comments, opening_, added));
    if (after == before) return std::string();
    changed_[part] = std::move(after);
    std::string ignored;
    if (known == nullptr) {
      CHUANGMO_CHECK(link(sheet_part, "comments", part, ignored));
      new_comment_parts_.push_back(part);
    }
    if (added.empty()) return std::string();
    const std::string drawing_part =
        drawing != nullptr ? drawing->target : new_name("xl/drawings/vmlDrawing_chuangmo{}.vml");
    CHUANGMO_TRY(vml, text_of(drawing_part));
    changed_[drawing_part] = comment_drawing(vml, added);
    if (drawing != nullptr) return std::string();
    has_new_drawing_ = true;
    std::string id;
    CHUANGMO_CHECK(link(sheet_part, "vmlDrawing", drawing_part, id));
    return id;
  }

  Result<void> link(const std::string& from, std::string_view type, const std::string& to, std::string& id) {
    const std::string part = links_part(from);
    CHUANGMO_TRY(before, text_of(part));
    CHUANGMO_TRY(after, with_relationship(before, part, type, "/" + to, id));
    changed_[part] = std::move(after);
    return {};
  }

  std::string new_name(const char* pattern) {
    for (int number = 1;; ++number) {
      std::string name = fmt::format(fmt::runtime(pattern), number);
      if (!archive_.has(name) && !changed_.contains(name)) return name;
    }
  }

  Result<void> name_new_parts() {
    CHUANGMO_TRY(before, archive_.read(kContentTypes));
    CHUANGMO_TRY(after, with_content_types(before, new_comment_parts_));
    changed_[std::string(kContentTypes)] = std::move(after);
    return {};
  }

  ZipArchive archive_;
  Book book_;
  std::string_view opening_;
  std::optional<MarkedStyles> styles_;
  std::string styles_part_;
  PackageParts changed_;
  std::map<std::string, XmlEdits> sheet_edits_;  // by part
  std::vector<std::string> new_comment_parts_;
  bool has_new_drawing_ = false;
};

}  // namespace

Result<std::string> mark_xlsx(std::string_view bytes, std::string_view file,
                              const std::vector<XlsxMark>& marks, std::string_view opening) {
  CHUANGMO_TRY(open, open_book(bytes, file, {}));
  return BookMarker(std::move(open.archive), std::move(open.book), opening).mark(open.main, marks);
}

Result<std::string> with_relationship(const std::string& xml, std::string_view part, std::string_view type,
                                      std::string_view target, std::string& id) {
  const std::string before = xml.empty()
                                 ? fmt::format(
                                       "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                                       "<Relationships xmlns=\"{}\"></Relationships>",
                                       kPackageLinks)
                                 : xml;
  int number = 0;
  do {
    id = fmt::format("rIdChuangmo{}", ++number);
  } while (contains(before, "\"" + id + "\""));
  CHUANGMO_TRY(tags, XmlTags::open(before, part));
  XmlEdits edits;
  while (const auto tag = tags.next()) {
    if (tag->name != "Relationships") continue;
    const std::string link = fmt::format("<{}Relationship Id=\"{}\" Type=\"{}{}\" Target=\"{}\"/>",
                                         tag->prefix, id, kLinkTypes, type, target);
    if (tag->is_empty)
      edits.replace(tag->end - 2, tag->end, fmt::format(">{}</{}Relationships>", link, tag->prefix));
    if (tag->is_end) edits.insert(tag->begin, link);
  }
  return edits.applied(before);
}

Result<std::string> with_content_types(const std::string& xml,
                                       const std::vector<std::string>& comment_parts) {
  CHUANGMO_TRY(tags, XmlTags::open(xml, kContentTypes));
  XmlEdits edits;
  bool knows_drawings = false;
  std::size_t first = 0;
  while (const auto tag = tags.next()) {
    const std::string_view extension = attribute_value(tags.text(*tag), "Extension");
    knows_drawings = knows_drawings || extension == "vml" || extension == "VML";
    if (tag->name != "Types") continue;
    if (!tag->is_end) first = tag->end;
    if (!tag->is_end) continue;
    std::string parts;
    for (const std::string& part : comment_parts)
      parts += fmt::format(
          "<{}Override PartName=\"/{}\" "
          "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>",
          tag->prefix, part);
    if (!knows_drawings)
      edits.insert(first,
                   fmt::format("<{}Default Extension=\"vml\" "
                               "ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>",
                               tag->prefix));
    edits.insert(tag->begin, parts);
  }
  return edits.applied(xml);
}

}  // namespace chuangmo::ooxml
