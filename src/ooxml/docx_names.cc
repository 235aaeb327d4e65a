#include "base/text.h"
#include "ooxml/docx_fill.h"
#include "ooxml/template_names.h"

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
        is_right(node);
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
    where.row = node.place;
    diagnostics_.push_back({std::move(code), Severity::error, where,
                            place_words(where) + "：" + quote(node.mark.original) + " " + text,
                            std::move(fix), node.mark.original});
  }

  // Whether the name is known and may be asked here.
  bool is_right(const DocxNode& node) {
    const auto fault = name_fault(node.mark, scope_);
    if (fault) report(fault->code, node, fault->text, fault->fix);
    return !fault;
  }

  void check_mark(const DocxNode& node, bool is_in_cell) {
    using Kind = TemplateMark::Kind;
    const bool is_of_cell = node.mark.kind == Kind::merge || node.mark.kind == Kind::shade;
    if (is_of_cell && !is_in_cell) report("TPL009", node, "不在表格里", "合并和底色写在表格的单元格里");
    is_right(node);
  }

  void check_loop(const DocxNode& node, bool is_in_cell) {
    if (!is_right(node)) return;  // what stands inside means something else without it
    scope_.enter(node.mark.path, scope_.meaning(node.mark.path).path);
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
