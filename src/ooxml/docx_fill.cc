#include "ooxml/docx_fill.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "ooxml/docx_chart.h"
#include "ooxml/docx_fields.h"
#include "ooxml/docx_inline.h"

namespace chuangmo::ooxml {
namespace {

constexpr int kUsualChartWidthMm = 150;
constexpr int kUsualChartHeightMm = 75;

// A cell's properties in the order that the schema has (CT_TcPr).
void put_property(XmlNode& cell, XmlNode property) {
  constexpr std::array<std::string_view, 14> kOrder{
      "w:cnfStyle", "w:tcW",   "w:gridSpan",      "w:hMerge",    "w:vMerge", "w:tcBorders", "w:shd",
      "w:noWrap",   "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark",  "w:tcPrChange"};
  const auto place = [&](const XmlNode& node) {
    return std::find(kOrder.begin(), kOrder.end(), node.name) - kOrder.begin();
  };
  if (cell.children.empty() || !cell.children.front().is("w:tcPr"))
    cell.children.insert(cell.children.begin(), xml_element("w:tcPr"));
  std::vector<XmlNode>& properties = cell.children.front().children;
  std::erase_if(properties, [&](const XmlNode& each) { return each.is(property.name); });
  const auto after = std::find_if(properties.begin(), properties.end(),
                                  [&](const XmlNode& each) { return place(each) > place(property); });
  properties.insert(after, std::move(property));
}

int span_of(const XmlNode& cell) {
  constexpr int kMost = 1'000;
  const XmlNode* look = cell.child("w:tcPr");
  const XmlNode* span = look == nullptr ? nullptr : look->child("w:gridSpan");
  if (span == nullptr) return 1;
  const std::string_view text = span->attribute("w:val");
  int columns = 1;
  std::from_chars(text.data(), text.data() + text.size(), columns);
  return std::clamp(columns, 1, kMost);
}

class Filler {
 public:
  Filler(DocxFilling& filling, const Where& where) : filling_(filling), where_(where), scope_(filling.view) {}

  XmlNode filled(const DocxNode& root) {
    XmlNode around = xml_element("w:part");
    fill(root, around);
    return around.children.empty() ? XmlNode() : std::move(around.children.front());
  }

 private:
  // What the marks of a cell say about it.
  struct Cell {
    const ViewValue* merged = nullptr;
    std::string colour;
  };
  // What the cells of the row above were merged by, by their first column.
  struct TableState {
    std::map<int, const ViewValue*> above;
    std::map<int, const ViewValue*> now;
    int column = 0;
  };

  bool may_grow() {
    if (filling_.nodes_left == 0) filling_.is_too_large = true;
    if (!filling_.is_too_large) --filling_.nodes_left;
    return !filling_.is_too_large;
  }

  void fill(const std::vector<DocxNode>& nodes, XmlNode& into) {
    for (const DocxNode& node : nodes) fill(node, into);
  }

  void fill(const DocxNode& node, XmlNode& into) {
    if (!may_grow()) return;
    switch (node.kind) {
      case DocxNode::Kind::text:
        into.children.push_back(node.shell);
        return;
      case DocxNode::Kind::element:
        fill_element(node, into);
        return;
      case DocxNode::Kind::mark:
        fill_mark(node, into);
        return;
      case DocxNode::Kind::when:
        fill(holds(scope_.value(node.mark.path), node.mark) ? node.body : node.otherwise, into);
        return;
      case DocxNode::Kind::each:
        repeat(node, into);
        return;
    }
  }

  void repeat(const DocxNode& node, XmlNode& into) {
    const ViewValue* list = scope_.value(node.mark.path);
    if (list == nullptr) return;
    scope_.enter(node.mark.path);
    for (std::size_t i = 0; i < list->items.size() && !filling_.is_too_large; ++i) {
      scope_.turn(list->items[i], i);
      fill(node.body, into);
    }
    scope_.leave();
  }

  void fill_element(const DocxNode& node, XmlNode& into) {
    const XmlNode& shell = node.shell;
    // A bookmark is one place; repeated it would be several.
    if (scope_.depth() > 0 && (shell.is("w:bookmarkStart") || shell.is("w:bookmarkEnd"))) return;
    XmlNode made = xml_element(shell.name, shell.attributes);
    if (shell.is("w:tbl")) return fill_table(node, std::move(made), into);
    if (shell.is("w:tc")) return fill_cell(node, std::move(made), into);
    if (shell.is("w:tr") && !tables_.empty()) {
      tables_.back().above = std::exchange(tables_.back().now, {});
      tables_.back().column = 0;
    }
    fill(node.body, made);
    into.children.push_back(std::move(made));
  }

  void fill_table(const DocxNode& node, XmlNode made, XmlNode& into) {
    tables_.emplace_back();
    fill(node.body, made);
    tables_.pop_back();
    if (made.child("w:tr") != nullptr) into.children.push_back(std::move(made));  // without rows it is none
  }

  void fill_cell(const DocxNode& node, XmlNode made, XmlNode& into) {
    cells_.emplace_back();
    fill(node.body, made);
    const Cell cell = std::move(cells_.back());
    cells_.pop_back();
    if (!tables_.empty()) merge(cell, made, tables_.back());
    if (is_colour(cell.colour))
      put_property(made,
                   xml_element("w:shd", {{"w:val", "clear"}, {"w:color", "auto"}, {"w:fill", cell.colour}}));
    if (made.children.empty() || !made.children.back().is("w:p")) made.children.push_back(xml_element("w:p"));
    into.children.push_back(std::move(made));
  }

  static void merge(const Cell& cell, XmlNode& made, TableState& table) {
    const int column = table.column;
    table.column += span_of(made);
    if (cell.merged == nullptr) return;
    table.now[column] = cell.merged;
    const auto above = table.above.find(column);
    if (above == table.above.end() || above->second != cell.merged) {
      put_property(made, xml_element("w:vMerge", {{"w:val", "restart"}}));
      return;
    }
    put_property(made, xml_element("w:vMerge"));
    made.children.resize(1);  // its properties; what it says stands above
  }

  void fill_mark(const DocxNode& node, XmlNode& into) {
    const ViewValue* value = scope_.value(node.mark.path);
    if (value == nullptr) return;
    switch (node.mark.kind) {
      case TemplateMark::Kind::field:
        return put_value(*value, node, into);
      case TemplateMark::Kind::chart:
        return put_chart(*value, node, into);
      case TemplateMark::Kind::merge:
        if (!cells_.empty()) cells_.back().merged = value;
        return;
      case TemplateMark::Kind::shade:
        if (!cells_.empty()) cells_.back().colour = value->text;
        return;
      default:
        return;
    }
  }

  void put_value(const ViewValue& value, const DocxNode& node, XmlNode& into) {
    if (value.text.empty()) return;
    XmlNode run = text_run(node.shell, value.text);
    if (value.binding.empty()) {
      into.children.push_back(std::move(run));
      return;
    }
    if (length_in_characters(value.binding) > kMaxBindingCharacters) {
      note_long_binding(value, node);
      into.children.push_back(std::move(run));
      return;
    }
    into.children.push_back(control(value, std::move(run)));
  }

  XmlNode control(const ViewValue& value, XmlNode run) {
    XmlNode properties = xml_element("w:sdtPr");
    if (const XmlNode* look = run.child("w:rPr")) properties.children.push_back(*look);
    if (length_in_characters(value.text) <= kMaxAliasCharacters)
      properties.children.push_back(xml_element("w:alias", {{"w:val", value.text}}));
    properties.children.push_back(xml_element("w:tag", {{"w:val", "cm:" + value.binding}}));
    properties.children.push_back(xml_element("w:id", {{"w:val", std::to_string(filling_.next_control++)}}));
    return xml_element("w:sdt", {},
                       {std::move(properties), xml_element("w:sdtContent", {}, {std::move(run)})});
  }

  void note_long_binding(const ViewValue& value, const DocxNode& node) {
    Where where = where_;
    where.row = node.place;
    filling_.notes.push_back(
        {"TPL010", Severity::note, where,
         fmt::format("{}：{} 的数据出处超过 {} 个字，文档里不能保留：{}", place_words(where),
                     quote(node.mark.original), kMaxBindingCharacters, value.binding),
         "数值照常写入，但改动后无法自动核对", ""});
  }

  void put_chart(const ViewValue& value, const DocxNode& node, XmlNode& into) {
    if (value.chart == nullptr) return;
    filling_.charts.push_back(value.chart);
    ChartPlace place;
    place.link = chart_link(filling_.charts.size());
    place.number = filling_.next_drawing++;
    place.width_mm = node.mark.width_mm == 0 ? kUsualChartWidthMm : node.mark.width_mm;
    place.height_mm = node.mark.height_mm == 0 ? kUsualChartHeightMm : node.mark.height_mm;
    into.children.push_back(chart_run(*value.chart, place));
  }

  static constexpr std::size_t kMaxAliasCharacters = 64;

  DocxFilling& filling_;
  Where where_;
  ViewScope scope_;
  std::vector<TableState> tables_;  // from the outermost
  std::vector<Cell> cells_;
};

}  // namespace

std::string chart_link(std::size_t number) {
  return fmt::format("rIdChart{}", number);
}

XmlNode fill_part(const DocxNode& root, DocxFilling& filling, const Where& where) {
  return Filler(filling, where).filled(root);
}

}  // namespace chuangmo::ooxml
