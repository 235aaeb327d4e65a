#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/template_names.h"
#include "ooxml/xlsx_template_sheet.h"

namespace chuangmo::ooxml {
namespace {

using Kind = TemplateMark::Kind;

class SheetNames {
 public:
  SheetNames(const std::string& sheet, const ViewShape& shape, Where where)
      : sheet_(sheet), scope_(shape), where_(std::move(where)) {}

  void check(const std::vector<SheetNode>& nodes, const TemplateSheet& sheet) {
    for (const SheetNode& node : nodes) check(node, sheet);
  }
  Diagnostics take() { return std::move(diagnostics_); }

 private:
  void check(const SheetNode& node, const TemplateSheet& sheet) {
    switch (node.kind) {
      case SheetNode::Kind::text:
        return;
      case SheetNode::Kind::rows:
        return check_rows(node, sheet);
      case SheetNode::Kind::mark:
        if (node.place == kHeaderPlace && node.mark.kind != Kind::field)
          report(node, {"TPL009", "不在单元格里", "合并和底色写在表格的单元格里"});
        is_right(node);
        return;
      case SheetNode::Kind::when:
        is_right(node);
        check(node.body, sheet);
        check(node.otherwise, sheet);
        return;
      case SheetNode::Kind::each:
        if (!is_right(node)) return;  // what stands inside means something else without it
        scope_.enter(node.mark.path, scope_.meaning(node.mark.path).path);
        check(node.body, sheet);
        scope_.leave();
        return;
    }
  }

  void check_rows(const SheetNode& node, const TemplateSheet& sheet) {
    const auto row = std::lower_bound(sheet.rows.begin(), sheet.rows.end(), node.rows.first,
                                      [](const TemplateRow& each, int wanted) { return each.row < wanted; });
    if (row == sheet.rows.end() || row->row != node.rows.first) return;
    for (const TemplateCell& cell : row->cells) check(cell.pieces, sheet);
  }

  bool is_right(const SheetNode& node) {
    const auto fault = name_fault(node.mark, scope_);
    if (fault) report(node, *fault);
    return !fault;
  }

  void report(const SheetNode& node, const NameFault& fault) {
    diagnostics_.push_back(
        {fault.code, Severity::error, sheet_place(where_, node.place),
         sheet_place_words(sheet_, node.place) + "：" + quote(node.mark.original) + " " + fault.text,
         fault.fix, node.mark.original});
  }

  const std::string& sheet_;
  ShapeScope scope_;
  Where where_;
  Diagnostics diagnostics_;
};

}  // namespace

std::string sheet_place_words(const std::string& sheet, const CellPosition& place) {
  if (place == kHeaderPlace) return sheet + "的页眉页脚";
  return fmt::format("{}!{}{}", sheet, column_letters(place.second), place.first + 1);
}

Where sheet_place(Where where, const CellPosition& place) {
  if (place == kHeaderPlace) {
    where.column = "页眉页脚";
    return where;
  }
  where.row = place.first + 1;
  where.column = column_letters(place.second);
  return where;
}

Diagnostics check_sheet_names(const TemplateSheet& sheet, const ViewShape& shape, const Where& where) {
  SheetNames names(sheet.name, shape, where);
  names.check(sheet.tree, sheet);
  for (const auto& [name, pieces] : sheet.headers) names.check(pieces, sheet);
  return names.take();
}

}  // namespace chuangmo::ooxml
