#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/docx_fill.h"

namespace chuangmo::ooxml {
namespace {

class NameCheck {
 public:
  NameCheck(const ViewShape& shape, Where where) : scope_(shape), where_(std::move(where)) {}

  void check(const DocxNode& node, bool is_in_cell) {
    switch (node.kind) {
      case DocxNode::Kind::text:
        return;
      case DocxNode::Kind::element:
        for (const DocxNode& child : node.body) check(child, is_in_cell || node.shell.is("w:tc"));
        return;
      case DocxNode::Kind::mark:
        return check_mark(node, is_in_cell);
      case DocxNode::Kind::when:
        check_condition(node);
        for (const DocxNode& child : node.body) check(child, is_in_cell);
        for (const DocxNode& child : node.otherwise) check(child, is_in_cell);
        return;
      case DocxNode::Kind::each:
        check_loop(node, is_in_cell);
        return;
    }
  }
  Diagnostics take() { return std::move(diagnostics_); }

 private:
  void report(std::string code, const DocxNode& node, const std::string& text, std::string fix) {
    Where where = where_;
    where.row = node.paragraph;
    diagnostics_.push_back({std::move(code), Severity::error, where,
                            place_words(where) + "：" + quote(node.mark.original) + " " + text,
                            std::move(fix), node.mark.original});
  }

  // Whether the name is known and may be asked here.
  std::optional<ShapeScope::Meaning> known(const DocxNode& node) {
    const ShapeScope::Meaning meaning = scope_.meaning(node.mark.path);
    if (!meaning.is_known) {
      const std::vector<std::string> near = near_names(node.mark.path, scope_.names());
      report(
          "TPL003", node, "中没有“" + node.mark.path + "”这个名称",
          near.empty() ? "用 chuangmo document fields 查看可用的名称" : "是不是 " + join(near, "、") + "？");
      return std::nullopt;
    }
    if (!meaning.in_list.empty()) {
      report("TPL007", node, "在列表“" + meaning.in_list + "”里，要逐条取用",
             "写在 {{#每个 " + meaning.in_list + "}} … {{/每个}} 之间");
      return std::nullopt;
    }
    return meaning;
  }

  void check_mark(const DocxNode& node, bool is_in_cell) {
    using Kind = TemplateMark::Kind;
    const bool is_of_cell = node.mark.kind == Kind::merge || node.mark.kind == Kind::shade;
    if (is_of_cell && !is_in_cell) report("TPL009", node, "不在表格里", "合并和底色写在表格的单元格里");
    const auto meaning = known(node);
    if (!meaning) return;
    const auto wanted = node.mark.kind == Kind::chart ? ViewValue::Kind::chart : ViewValue::Kind::text;
    if (meaning->kind == wanted) return;
    const std::string found(view_kind_name_zh(meaning->kind));
    report("TPL008", node, "是" + found + "，不能写成" + std::string(view_kind_name_zh(wanted)),
           usage(meaning->kind, node.mark.path));
  }

  static std::string usage(ViewValue::Kind kind, const std::string& path) {
    switch (kind) {
      case ViewValue::Kind::list:
        return "写成 {{#每个 " + path + "}} … {{/每个}}";
      case ViewValue::Kind::flag:
        return "写成 {{#如果 " + path + "}} … {{/如果}}";
      case ViewValue::Kind::chart:
        return "写成 {{图:" + path + "}}";
      case ViewValue::Kind::record:
        return "写它的一项，如 {{" + path + ".名称}}";
      case ViewValue::Kind::text:
        return "写成 {{" + path + "}}";
    }
    return "";
  }

  void check_condition(const DocxNode& node) {
    const auto meaning = known(node);
    if (!meaning || !node.mark.words || meaning->kind == ViewValue::Kind::text) return;
    report("TPL008", node, "是" + std::string(view_kind_name_zh(meaning->kind)) + "，不能与文字比较",
           "写成 {{#如果 " + node.mark.path + "}}");
  }

  void check_loop(const DocxNode& node, bool is_in_cell) {
    const auto meaning = known(node);
    if (!meaning) return;  // what stands inside means something else without it
    if (meaning->kind != ViewValue::Kind::list) {
      report("TPL007", node,
             "是" + std::string(view_kind_name_zh(meaning->kind)) + "，不是列表，不能逐条重复",
             usage(meaning->kind, node.mark.path));
      return;
    }
    scope_.enter(node.mark.path, meaning->path);
    for (const DocxNode& child : node.body) check(child, is_in_cell);
    scope_.leave();
  }

  ShapeScope scope_;
  Where where_;
  Diagnostics diagnostics_;
};

}  // namespace

Diagnostics check_names(const DocxNode& root, const ViewShape& shape, const Where& where) {
  NameCheck check(shape, where);
  check.check(root, false);
  return check.take();
}

}  // namespace chuangmo::ooxml
