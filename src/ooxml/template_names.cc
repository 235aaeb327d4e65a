#include "ooxml/template_names.h"

#include "base/text.h"

namespace chuangmo::ooxml {
namespace {

std::string usage(ViewValue::Kind kind, const std::string& path) {
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

NameFault unknown(const TemplateMark& mark, const ShapeScope& scope) {
  const std::vector<std::string> near = near_names(mark.path, scope.names());
  return {"TPL003", "中没有“" + mark.path + "”这个名称",
          near.empty() ? "用 chuangmo document fields 查看可用的名称" : "是不是 " + join(near, "、") + "？"};
}

}  // namespace

std::optional<NameFault> name_fault(const TemplateMark& mark, const ShapeScope& scope) {
  using Kind = TemplateMark::Kind;
  const ShapeScope::Meaning meaning = scope.meaning(mark.path);
  if (!meaning.is_known) return unknown(mark, scope);
  if (!meaning.in_list.empty())
    return NameFault{"TPL007", "在列表“" + meaning.in_list + "”里，要逐条取用",
                     "写在 {{#每个 " + meaning.in_list + "}} … {{/每个}} 之间"};
  const std::string found(view_kind_name_zh(meaning.kind));
  if (mark.kind == Kind::each) {
    if (meaning.kind == ViewValue::Kind::list) return std::nullopt;
    return NameFault{"TPL007", "是" + found + "，不是列表，不能逐条重复", usage(meaning.kind, mark.path)};
  }
  if (mark.kind == Kind::when) {
    if (!mark.words || meaning.kind == ViewValue::Kind::text) return std::nullopt;
    return NameFault{"TPL008", "是" + found + "，不能与文字比较", "写成 {{#如果 " + mark.path + "}}"};
  }
  const auto wanted = mark.kind == Kind::chart ? ViewValue::Kind::chart : ViewValue::Kind::text;
  if (meaning.kind == wanted) return std::nullopt;
  return NameFault{"TPL008", "是" + found + "，不能写成" + std::string(view_kind_name_zh(wanted)),
                   usage(meaning.kind, mark.path)};
}

}  // namespace chuangmo::ooxml
