#include "ooxml/xlsx_template_write.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "base/text.h"

namespace chuangmo::ooxml {
namespace {

// What stands behind merged cells, and behind page headers, in a sheet (ECMA-376 part 1, 18.3.1.99).
bool is_before_merges(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames = {"sheetCalcPr",     "sheetProtection", "protectedRanges",
                                                      "scenarios",       "autoFilter",      "sortState",
                                                      "dataConsolidate", "customSheetViews"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}
bool is_behind_headers(std::string_view name) {
  constexpr std::array<std::string_view, 17> kNames = {
      "rowBreaks", "colBreaks",       "customProperties", "cellWatches", "ignoredErrors",   "smartTags",
      "drawing",   "legacyDrawing",   "legacyDrawingHF",  "drawingHF",   "picture",         "oleObjects",
      "controls",  "webPublishItems", "tableParts",       "extLst",      "AlternateContent"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// "&L…&C…&R…" with the mark above what stands in the middle.
std::string marked_header(const std::string& text, const std::string& mark) {
  const std::string words = replace_all(mark, "&", "&&");
  if (text.empty()) return "&C" + words;
  const std::size_t middle = text.find("&C");
  if (middle != std::string::npos) return text.substr(0, middle + 2) + words + "\n" + text.substr(middle + 2);
  const bool has_sides = contains(text, "&L") || contains(text, "&R");
  return has_sides ? text + "&C" + words : "&C" + words + "\n" + text;
}

class SheetWriter {
 public:
  SheetWriter(const FilledSheet& filled, SheetWriting& writing)
      : filled_(filled), sheet_(*filled.sheet), writing_(writing), p_(sheet_.prefix) {
    place_ = {&filled.map, 0, &writing.maps, false};
  }

  Result<std::string> written() {
    XmlEdits edits;
    CHUANGMO_TRY(heights, row_heights(filled_, writing_));
    const std::string rows = written_rows(filled_, heights, writing_);
    edits.replace(
        sheet_.data_begin, sheet_.data_end,
        rows.empty() ? "<" + p_ + "sheetData/>" : fmt::format("<{0}sheetData>{1}</{0}sheetData>", p_, rows));
    CHUANGMO_CHECK(put_merges(edits));
    CHUANGMO_CHECK(put_headers(edits));
    for (const SheetChild& child : sheet_.children) {
      if (child.name != "mergeCells" && child.name != "headerFooter") CHUANGMO_CHECK(put_child(child, edits));
    }
    return edits.applied(sheet_.xml);
  }

 private:
  Result<XmlNode> tree_of(const SheetChild& child) const {
    return read_xml_tree(std::string_view(sheet_.xml).substr(child.begin, child.end - child.begin),
                         sheet_.part, writing_.max_elements);
  }
  const SheetChild* child(std::string_view name) const {
    const auto found = std::find_if(sheet_.children.begin(), sheet_.children.end(),
                                    [&](const SheetChild& each) { return each.name == name; });
    return found == sheet_.children.end() ? nullptr : &*found;
  }

  Result<void> put_child(const SheetChild& child, XmlEdits& edits) const {
    if (child.name == "dimension") {
      edits.replace(child.begin, child.end, "");
      return {};
    }
    CHUANGMO_TRY(tree, tree_of(child));
    const std::string before = write_xml_node(tree);
    const bool stays = move_element(tree, place_);
    std::string after = stays ? write_xml_node(tree) : "";
    if (after != before) edits.replace(child.begin, child.end, std::move(after));
    return {};
  }

  // Merged cells of the template where its rows went.
  Result<std::vector<Reference>> moved_merges() const {
    std::vector<Reference> merges;
    const SheetChild* known = child("mergeCells");
    if (known == nullptr) return merges;
    CHUANGMO_TRY(tree, tree_of(*known));
    for (const XmlNode& each : tree.children) {
      const auto range = parse_range(each.attribute("ref"));
      if (!range || range->first.row < 0) continue;
      for (const RowSpan& rows : filled_.map.copies({range->first.row, range->last.row})) {
        Reference moved = *range;
        moved.first.row = rows.first;
        moved.last.row = rows.last;
        merges.push_back(std::move(moved));
      }
    }
    return merges;
  }

  // Joined cells are as wide as those that the template merged in each of their rows, which they replace.
  void join(std::vector<Reference>& merges) const {
    std::map<CellPosition, int> widths;
    for (const Reference& each : merges) {
      if (each.first.row == each.last.row) widths[{each.first.row, each.first.column}] = each.last.column;
    }
    std::set<CellPosition> replaced;
    std::vector<Reference> joined;
    for (const JoinedCells& each : filled_.joined) {
      Reference one;
      one.is_range = true;
      const auto width = widths.find({each.rows.first, each.column});
      one.first = {each.rows.first, each.column, false, false};
      one.last = {each.rows.last, width == widths.end() ? each.column : width->second, false, false};
      for (int row = each.rows.first; row <= each.rows.last; ++row) replaced.insert({row, each.column});
      joined.push_back(std::move(one));
    }
    std::erase_if(merges, [&](const Reference& each) {
      return each.first.row == each.last.row && replaced.contains({each.first.row, each.first.column});
    });
    merges.insert(merges.end(), joined.begin(), joined.end());
  }

  Result<void> put_merges(XmlEdits& edits) const {
    CHUANGMO_TRY(merges, moved_merges());
    join(merges);
    std::string text;
    for (const Reference& each : merges) text += fmt::format("<{}mergeCell ref=\"{}\"/>", p_, each.text());
    if (!text.empty())
      text = fmt::format("<{0}mergeCells count=\"{1}\">{2}</{0}mergeCells>", p_, merges.size(), text);
    if (const SheetChild* known = child("mergeCells")) {
      edits.replace(known->begin, known->end, std::move(text));
      return {};
    }
    std::size_t at = sheet_.data_end;
    for (const SheetChild& each : sheet_.children) {
      if (each.begin >= sheet_.data_end && is_before_merges(each.name)) at = each.end;
    }
    if (!text.empty()) edits.insert(at, std::move(text));
    return {};
  }

  Result<void> put_headers(XmlEdits& edits) const {
    const SheetChild* known = child("headerFooter");
    if (filled_.headers.empty() && writing_.mark.empty()) return {};
    XmlNode tree = xml_element(p_ + "headerFooter");
    if (known != nullptr) {
      CHUANGMO_TRY(read, tree_of(*known));
      tree = std::move(read);
    }
    std::vector<XmlNode> children;
    for (const char* name :
         {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
      put_header(tree, name, children);
    tree.children = std::move(children);
    if (known != nullptr) {
      edits.replace(known->begin, known->end, write_xml_node(tree));
      return {};
    }
    std::size_t at = sheet_.xml.rfind("</");
    for (const SheetChild& each : sheet_.children) {
      if (each.begin >= sheet_.data_end && is_behind_headers(each.name)) at = std::min(at, each.begin);
    }
    edits.insert(at, write_xml_node(tree));
    return {};
  }

  void put_header(const XmlNode& tree, const std::string& name, std::vector<XmlNode>& into) const {
    const XmlNode* known = tree.child(p_ + name);
    std::string text = known == nullptr || known->children.empty() ? "" : known->children.front().text;
    if (const auto filled = filled_.headers.find(name); filled != filled_.headers.end())
      text = filled->second;
    const auto is_on = [&](std::string_view attribute) {
      return tree.attribute(attribute) == "1" || tree.attribute(attribute) == "true";
    };
    const bool is_shown = name == "oddHeader" || (name == "evenHeader" && is_on("differentOddEven")) ||
                          (name == "firstHeader" && is_on("differentFirst"));
    if (is_shown && !writing_.mark.empty()) text = marked_header(text, writing_.mark);
    if (!text.empty()) into.push_back(xml_element(p_ + name, {}, {xml_text(text)}));
  }

  const FilledSheet& filled_;
  const TemplateSheet& sheet_;
  SheetWriting& writing_;
  const std::string& p_;
  FormulaPlace place_;
};

}  // namespace

Result<std::string> written_sheet(const FilledSheet& filled, SheetWriting& writing) {
  if (filled.sheet->data_end == 0) return filled.sheet->xml;
  return SheetWriter(filled, writing).written();
}

}  // namespace chuangmo::ooxml
