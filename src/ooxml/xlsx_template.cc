#include "ooxml/xlsx_template.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "base/text.h"
#include "ooxml/package.h"
#include "ooxml/xlsx_template_sheet.h"
#include "ooxml/xlsx_template_write.h"

namespace chuangmo::ooxml {
namespace {

constexpr const char* kTypesPart = "[Content_Types].xml";
constexpr const char* kPropertiesPart = "docProps/core.xml";

struct OpenTemplate {
  ZipArchive archive;
  std::string main;
  Book book;
  std::vector<TemplateSheet> sheets;
  Diagnostics diagnostics;
};

Failure too_large(std::string_view file) {
  return {"TPL020", quote(file) + " 太大，不能作模板", "请拆成几个模板"};
}

Result<void> hold_against(const ZipArchive& archive, std::string_view file, const TemplateLimits& limits) {
  for (const ZipEntry& entry : archive.entries()) {
    if (entry.unpacked_bytes > limits.max_part_bytes && !starts_with(entry.name, "xl/media/"))
      return tl::unexpected(too_large(file));
  }
  return {};
}

Result<SharedItems> shared_items(ZipArchive& archive, const Relationships& links) {
  const Relationship* link = links.by_type("sharedStrings");
  if (link == nullptr || !archive.has(link->target)) return SharedItems{};
  CHUANGMO_TRY(xml, archive.read(link->target));
  return read_shared_items(std::move(xml), link->target);
}

Result<OpenTemplate> open_template(std::string_view bytes, std::string_view file,
                                   const TemplateLimits& limits) {
  CHUANGMO_TRY(book, open_book(bytes, file, {}));
  CHUANGMO_CHECK(hold_against(book.archive, file, limits));
  OpenTemplate open{std::move(book.archive), std::move(book.main), std::move(book.book), {}, {}};
  CHUANGMO_TRY(links, read_relationships(open.archive, open.main));
  CHUANGMO_TRY(items, shared_items(open.archive, links));
  std::size_t elements = 0;
  std::size_t marks = 0;
  for (const BookSheet& sheet : open.book.sheets) {
    const bool is_sheet = open.archive.has(sheet.part) && (sheet.kind.empty() || sheet.kind == "worksheet");
    const bool is_twice = std::any_of(open.sheets.begin(), open.sheets.end(),
                                      [&](const TemplateSheet& each) { return each.part == sheet.part; });
    if (!is_sheet || is_twice) continue;
    CHUANGMO_TRY(xml, open.archive.read(sheet.part));
    const Where where{.file = std::string(file), .sheet = sheet.name};
    CHUANGMO_TRY(read,
                 read_template_sheet(sheet, std::move(xml), items, where, limits.max_elements - elements));
    elements += read.elements;
    marks += read.marks;
    if (marks > limits.max_marks)
      return fail("TPL020", fmt::format("{} 的标记超过 {} 个", quote(file), limits.max_marks),
                  "请拆成几个模板");
    open.diagnostics.insert(open.diagnostics.end(), read.diagnostics.begin(), read.diagnostics.end());
    open.sheets.push_back(std::move(read));
  }
  return open;
}

void check_names_of(OpenTemplate& open, std::string_view file, const ViewShape& shape) {
  for (const TemplateSheet& sheet : open.sheets) {
    const Diagnostics found =
        check_sheet_names(sheet, shape, {.file = std::string(file), .sheet = sheet.name});
    open.diagnostics.insert(open.diagnostics.end(), found.begin(), found.end());
  }
  sort_by_position(open.diagnostics);
}

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

class BookFiller {
 public:
  BookFiller(OpenTemplate& open, const TemplateLimits& limits) : open_(open), limits_(limits) {}

  Result<PackageParts> filled(const ViewValue& view, const DocumentStamp& stamp) {
    std::size_t budget = limits_.max_elements * 4;
    for (const TemplateSheet& sheet : open_.sheets) {
      CHUANGMO_TRY(filled, filled_sheet(sheet, view, !stamp.mark.empty(), budget));
      sheets_.push_back(std::move(filled));
    }
    for (const FilledSheet& sheet : sheets_) writing_.maps[lowered(sheet.sheet->name)] = &sheet.map;
    writing_.mark = stamp.mark;
    writing_.max_elements = limits_.max_elements;
    CHUANGMO_TRY(links, read_relationships(open_.archive, open_.main));
    CHUANGMO_CHECK(read_styles(links));
    std::size_t written = 0;
    for (const FilledSheet& sheet : sheets_) {
      if (is_untouched(sheet)) continue;
      CHUANGMO_TRY(text, written_sheet(sheet, writing_));
      written += text.size();
      if (written > limits_.max_output_bytes)
        return fail("TPL020", "填好的文件太大", "缩小期间或范围，或在模板里少重复一些内容");
      parts_[sheet.sheet->part] = std::move(text);
      if (!sheet.map.is_identity()) CHUANGMO_CHECK(move_linked(sheet));
    }
    if (writing_.styles.is_changed()) parts_[styles_part_] = writing_.styles.text();
    CHUANGMO_CHECK(move_charts());
    CHUANGMO_CHECK(move_workbook(links));
    if (open_.archive.has(kPropertiesPart))
      parts_[kPropertiesPart] = properties_xml(stamp.title, "", stamp.created);
    return std::move(parts_);
  }
  const std::set<std::string>& dropped() const { return dropped_; }

 private:
  Result<void> read_styles(const Relationships& links) {
    const Relationship* link = links.by_type("styles");
    if (link == nullptr || !open_.archive.has(link->target)) return {};
    styles_part_ = link->target;
    CHUANGMO_TRY(xml, open_.archive.read(styles_part_));
    CHUANGMO_TRY(looks, read_cell_styles(xml));
    writing_.looks = std::move(looks);
    CHUANGMO_TRY(styles, MarkedStyles::read(std::move(xml), styles_part_));
    writing_.styles = std::move(styles);
    return {};
  }

  // Tables, comments and drawings of a sheet whose rows moved.
  Result<void> move_linked(const FilledSheet& sheet) {
    CHUANGMO_TRY(links, read_relationships(open_.archive, sheet.sheet->part));
    const FormulaPlace place{&sheet.map, 0, &writing_.maps, false};
    for (const Relationship& link : links.list) {
      if (!open_.archive.has(link.target) || parts_.contains(link.target)) continue;
      const bool is_ranges =
          link.type == "table" || link.type == "comments" || link.type == "threadedComment";
      if (!is_ranges && link.type != "drawing" && link.type != "vmlDrawing") continue;
      CHUANGMO_TRY(xml, open_.archive.read(link.target));
      if (is_ranges) {
        CHUANGMO_TRY(moved, moved_part(xml, link.target, place, limits_.max_elements));
        parts_[link.target] = std::move(moved);
      } else if (link.type == "drawing") {
        CHUANGMO_TRY(moved, moved_drawing(xml, link.target, sheet.map, limits_.max_elements));
        parts_[link.target] = std::move(moved);
      } else {
        parts_[link.target] = moved_comment_drawing(xml, sheet.map);
      }
    }
    return {};
  }

  Result<void> move_charts() {
    for (const ZipEntry& entry : open_.archive.entries()) {
      if (!starts_with(entry.name, "xl/charts/chart") || !ends_with(entry.name, ".xml")) continue;
      CHUANGMO_TRY(xml, open_.archive.read(entry.name));
      CHUANGMO_TRY(moved, moved_chart(xml, entry.name, writing_.maps, limits_.max_elements));
      parts_[entry.name] = std::move(moved);
    }
    return {};
  }

  static bool has_formulas(const TemplateSheet& sheet) {
    const auto has = [](const TemplateCell& cell) { return cell.formula.has_value(); };
    return std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const TemplateRow& row) {
      return std::any_of(row.cells.begin(), row.cells.end(), has);
    });
  }

  // Neither marks nor anything that refers to rows that moved.
  bool is_untouched(const FilledSheet& sheet) const {
    return sheet.map.is_identity() && writing_.mark.empty() && sheet.sheet->marks == 0 &&
           !has_formulas(*sheet.sheet);
  }

  Result<void> move_workbook(const Relationships& links) {
    CHUANGMO_TRY(xml, open_.archive.read(open_.main));
    const bool computes = std::any_of(open_.sheets.begin(), open_.sheets.end(), has_formulas);
    CHUANGMO_TRY(moved, moved_workbook(xml, open_.main, writing_.maps, computes, limits_.max_elements));
    if (moved != xml) parts_[open_.main] = std::move(moved);
    const Relationship* chain = links.by_type("calcChain");
    return chain == nullptr ? Result<void>() : drop_chain(*chain);
  }

  // The order in which cells were computed last names cells that are elsewhere now.
  Result<void> drop_chain(const Relationship& chain) {
    dropped_.insert(chain.target);
    for (const std::string& part : {links_part(open_.main), std::string(kTypesPart)}) {
      if (!open_.archive.has(part)) continue;
      CHUANGMO_TRY(xml, open_.archive.read(part));
      CHUANGMO_TRY(tree, read_xml_tree(xml, part, limits_.max_elements));
      std::erase_if(tree.children, [&](const XmlNode& each) {
        return each.attribute("Id") == chain.id || each.attribute("PartName") == "/" + chain.target;
      });
      parts_[part] = write_xml_tree(tree);
    }
    return {};
  }

  OpenTemplate& open_;
  const TemplateLimits& limits_;
  std::vector<FilledSheet> sheets_;
  SheetWriting writing_;
  std::string styles_part_;
  PackageParts parts_;
  std::set<std::string> dropped_;
};

}  // namespace

Result<Diagnostics> check_xlsx_template(std::string_view bytes, std::string_view file, const ViewShape& shape,
                                        const TemplateLimits& limits) {
  CHUANGMO_TRY(open, open_template(bytes, file, limits));
  check_names_of(open, file, shape);
  return std::move(open.diagnostics);
}

Result<FilledDocument> fill_xlsx_template(std::string_view bytes, std::string_view file,
                                          const ViewShape& shape, const ViewValue& view,
                                          const DocumentStamp& stamp, const TemplateLimits& limits) {
  CHUANGMO_TRY(open, open_template(bytes, file, limits));
  check_names_of(open, file, shape);
  FilledDocument filled;
  filled.diagnostics = std::move(open.diagnostics);
  if (has_errors(filled.diagnostics)) return filled;
  BookFiller filler(open, limits);
  CHUANGMO_TRY(parts, filler.filled(view, stamp));
  CHUANGMO_TRY(package, package_with(open.archive, std::move(parts), filler.dropped()));
  filled.bytes = std::move(package);
  return filled;
}

}  // namespace chuangmo::ooxml
