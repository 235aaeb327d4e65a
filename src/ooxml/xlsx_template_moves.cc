#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "base/text.h"
#include "ooxml/xlsx_template_write.h"
#include "ooxml/xml.h"
#include "ooxml/xml_tags.h"

namespace chuangmo::ooxml {
namespace {

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

template <std::size_t kCount>
bool is_one_of(std::string_view name, const std::array<std::string_view, kCount>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Lists that may not be empty.
constexpr std::array<std::string_view, 8> kLists{
    "dataValidations",       "hyperlinks", "ignoredErrors",         "protectedRanges", "rowBreaks",
    "conditionalFormatting", "sparklines", "conditionalFormattings"};
constexpr std::array<std::string_view, 6> kFormulas{
    "formula", "formula1", "formula2", "f", "calculatedColumnFormula", "totalsRowFormula"};

std::optional<int> whole_number(std::string_view text) {
  if (text.empty() || text.size() > 7 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  return std::stoi(std::string(text));
}

std::string* attribute_of(XmlNode& node, std::string_view wanted) {
  for (auto& [name, value] : node.attributes) {
    if (name == wanted) return &value;
  }
  return nullptr;
}
void drop(XmlNode& node, std::string_view wanted) {
  std::erase_if(node.attributes, [&](const auto& each) { return each.first == wanted; });
}

// One range for one range: from its first row that is left to its last.
std::string moved_range(const std::string& text, const RowMap& map) {
  const auto range = parse_range(text);
  if (!range || range->first.row < 0) return text;
  const auto rows = map.moved({range->first.row, range->last.row});
  if (!rows) return "";
  Reference moved = *range;
  moved.first.row = rows->first;
  moved.last.row = rows->last;
  moved.is_range = range->is_range || rows->first != rows->last;
  return moved.text();
}

std::string moved_cell(const std::string& text, const RowMap& map) {
  const auto cell = parse_reference_end(text);
  if (!cell) return text;
  const auto rows = map.moved({cell->row, cell->row});
  if (!rows) return "";
  ReferenceEnd moved = *cell;
  moved.row = rows->first;
  return moved.text();
}

// A frozen head keeps its rows; a page break its row above.
bool move_counts(XmlNode& node, const RowMap& map) {
  const std::string_view name = local_name(node.name);
  std::string* count = nullptr;
  if (name == "pane" && node.attribute("state").starts_with("frozen")) count = attribute_of(node, "ySplit");
  if (name == "brk") count = attribute_of(node, "id");
  const auto rows = count == nullptr ? std::nullopt : whole_number(*count);
  if (!rows || *rows == 0) return true;
  const auto moved = map.moved({0, *rows - 1});
  if (!moved) return false;
  *count = std::to_string(moved->last + 1);
  return true;
}

// false: the range that it is about is gone.
bool move_attributes(XmlNode& node, const RowMap& map) {
  for (const char* name : {"ref", "sqref"}) {
    std::string* ranges = attribute_of(node, name);
    if (ranges == nullptr) continue;
    *ranges = std::string_view(name) == "ref" ? moved_range(*ranges, map) : moved_ranges(*ranges, map);
    if (ranges->empty()) return false;
  }
  for (const char* name : {"activeCell", "topLeftCell"}) {
    std::string* cell = attribute_of(node, name);
    if (cell == nullptr) continue;
    *cell = moved_cell(*cell, map);
    if (cell->empty()) drop(node, name);
  }
  return true;
}

// The text of an element that holds a formula or ranges; false: what it refers to is gone.
bool move_text(XmlNode& node, const FormulaPlace& place) {
  const std::string_view name = local_name(node.name);
  const bool is_formula = is_one_of(name, kFormulas);
  if ((!is_formula && name != "sqref") || node.children.size() != 1) return true;
  std::string& text = node.children.front().text;
  if (is_formula) {
    const auto moved = moved_formula(text, place);
    if (moved) text = *moved;
    return moved.has_value();
  }
  text = moved_ranges(text, *place.own);
  return !text.empty();
}

}  // namespace

bool move_element(XmlNode& node, const FormulaPlace& place) {
  if (node.name.empty()) return true;
  const std::string_view name = local_name(node.name);
  if (name == "colBreaks") return true;
  if (place.own != nullptr && (!move_attributes(node, *place.own) || !move_counts(node, *place.own)))
    return false;
  if (!move_text(node, place)) return false;
  const std::size_t before = node.children.size();
  bool is_lost = false;
  std::erase_if(node.children, [&](XmlNode& child) {
    const bool stays = move_element(child, place);
    // A rule without one of its formulas is none.
    is_lost = is_lost ||
              (!stays && (is_one_of(local_name(child.name), kFormulas) || child.name.ends_with("sqref")));
    return !stays;
  });
  if (is_lost) return false;
  if (node.children.size() == before) return true;
  const auto left = std::count_if(node.children.begin(), node.children.end(),
                                  [](const XmlNode& child) { return !child.name.empty(); });
  for (const char* count : {"count", "manualBreakCount"}) {
    if (std::string* value = attribute_of(node, count)) *value = std::to_string(left);
  }
  return left > 0 || !is_one_of(name, kLists);
}

Result<std::string> moved_part(const std::string& xml, std::string_view part, const FormulaPlace& place,
                               std::size_t max_elements) {
  CHUANGMO_TRY(tree, read_xml_tree(xml, part, max_elements));
  const std::string before = write_xml_tree(tree);
  if (!move_element(tree, place)) return xml;
  std::string after = write_xml_tree(tree);
  return after == before ? xml : after;
}

Result<std::string> moved_drawing(const std::string& xml, std::string_view part, const RowMap& map,
                                  std::size_t max_elements) {
  CHUANGMO_TRY(tree, read_xml_tree(xml, part, max_elements));
  for (XmlNode& anchor : tree.children) {
    std::optional<int> moved_by;  // what is anchored to a row that is gone keeps its height
    for (XmlNode& corner : anchor.children) {
      const std::string_view name = local_name(corner.name);
      if (name != "from" && name != "to") continue;
      for (XmlNode& each : corner.children) {
        if (local_name(each.name) != "row" || each.children.size() != 1) continue;
        const auto row = whole_number(trim(each.children.front().text));
        if (!row) continue;
        if (name == "from" || !moved_by) {
          const auto there = map.moved({*row, *row});
          if (there) moved_by = there->first - *row;
        }
        const int moved = std::clamp(*row + moved_by.value_or(0), 0, kSheetRows - 1);
        each.children.front().text = std::to_string(moved);
      }
    }
  }
  return write_xml_tree(tree);
}

std::string moved_comment_drawing(const std::string& vml, const RowMap& map) {
  XmlEdits edits;
  constexpr std::string_view kRow = "<x:Row>";
  constexpr std::string_view kAnchor = "<x:Anchor>";
  std::size_t at = 0;
  while ((at = vml.find(kAnchor, at)) != std::string::npos) {
    const std::size_t anchor = at + kAnchor.size();
    const std::size_t anchor_end = vml.find('<', anchor);
    const std::size_t next = vml.find(kAnchor, anchor);
    const std::size_t row = vml.find(kRow, anchor);
    at = anchor;
    if (anchor_end == std::string::npos || row == std::string::npos || row > next) continue;
    const std::size_t row_begin = row + kRow.size();
    const std::size_t row_end = vml.find('<', row_begin);
    const auto number = whole_number(trim(vml.substr(row_begin, row_end - row_begin)));
    const auto there = number ? map.moved({*number, *number}) : std::nullopt;
    if (!there) continue;
    edits.replace(row_begin, row_end, std::to_string(there->first));
    std::vector<std::string> corners = split(vml.substr(anchor, anchor_end - anchor), ",");
    for (const std::size_t corner : {std::size_t{2}, std::size_t{6}}) {
      const auto edge = corner < corners.size() ? whole_number(trim(corners[corner])) : std::nullopt;
      if (edge) corners[corner] = " " + std::to_string(std::max(0, *edge + there->first - *number));
    }
    edits.replace(anchor, anchor_end, join(corners, ","));
  }
  return edits.applied(vml);
}

namespace {

void move_chart(XmlNode& node, const FormulaPlace& place) {
  bool is_moved = false;
  for (XmlNode& child : node.children) {
    if (local_name(child.name) == "f" && child.children.size() == 1) {
      std::string& text = child.children.front().text;
      FormulaPlace here = place;
      here.spreads = local_name(node.name) != "tx";
      text = moved_formula(text, here).value_or(text);
      is_moved = true;
    } else {
      move_chart(child, place);
    }
  }
  if (!is_moved) return;
  std::erase_if(node.children, [](const XmlNode& child) {
    const std::string_view name = local_name(child.name);
    return name == "numCache" || name == "strCache" || name == "multiLvlStrCache";
  });
}

}  // namespace

Result<std::string> moved_chart(const std::string& xml, std::string_view part, const Names& sheets,
                                std::size_t max_elements) {
  CHUANGMO_TRY(tree, read_xml_tree(xml, part, max_elements));
  move_chart(tree, {nullptr, 0, &sheets, true});
  return write_xml_tree(tree);
}

namespace {

// What stands behind the settings of computing in a workbook (ECMA-376 part 1, 18.2.27).
constexpr std::array<std::string_view, 10> kBehindComputing{
    "oleSize",       "customWorkbookViews", "pivotCaches",       "smartTagPr", "smartTagTypes",
    "webPublishing", "fileRecoveryPr",      "webPublishObjects", "extLst",     "AlternateContent"};

void move_names(XmlNode& names, const Names& sheets) {
  std::erase_if(names.children, [&](XmlNode& name) {
    if (name.children.size() != 1) return false;
    std::string& text = name.children.front().text;
    const auto moved = moved_formula(text, {nullptr, 0, &sheets, false});
    const bool is_built_in = name.attribute("name").starts_with("_xlnm.");
    text = moved.value_or("#REF!");
    return !moved && is_built_in;
  });
}

}  // namespace

Result<std::string> moved_workbook(const std::string& xml, std::string_view part, const Names& sheets,
                                   bool has_formulas, std::size_t max_elements) {
  CHUANGMO_TRY(tree, read_xml_tree(xml, part, max_elements));
  const std::string before = write_xml_tree(tree);
  XmlNode* computing = nullptr;
  for (XmlNode& child : tree.children) {
    if (local_name(child.name) == "definedNames") move_names(child, sheets);
  }
  std::erase_if(tree.children, [](const XmlNode& child) {
    return local_name(child.name) == "definedNames" && child.children.empty();
  });
  for (XmlNode& child : tree.children) {
    if (local_name(child.name) == "calcPr") computing = &child;
  }
  if (has_formulas && computing == nullptr) {
    const std::string prefix =
        tree.name.substr(0, tree.name.find(':') == std::string::npos ? 0 : tree.name.find(':') + 1);
    bool is_past_sheets = false;
    const auto place = std::find_if(tree.children.begin(), tree.children.end(), [&](const XmlNode& child) {
      is_past_sheets = is_past_sheets || local_name(child.name) == "sheets";
      return is_past_sheets && is_one_of(local_name(child.name), kBehindComputing);
    });
    computing = &*tree.children.insert(place, xml_element(prefix + "calcPr"));
  }
  if (has_formulas) {
    drop(*computing, "fullCalcOnLoad");
    computing->attributes.emplace_back("fullCalcOnLoad", "1");
  }
  std::string after = write_xml_tree(tree);
  return after == before ? xml : after;
}

}  // namespace chuangmo::ooxml
