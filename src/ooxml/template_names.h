#pragma once
#include <optional>
#include <string>

#include "ooxml/template_mark.h"
#include "ooxml/template_scope.h"

namespace chuangmo::ooxml {

// What is wrong with the name of a mark where it stands; the text goes behind the mark itself.
struct NameFault {
  std::string code;
  std::string text;
  std::string fix;
};
// TPL003 there is no such name, TPL007 it stands in a list or is none, TPL008 it is of another kind; nullopt:
// it is right.
std::optional<NameFault> name_fault(const TemplateMark& mark, const ShapeScope& scope);

}  // namespace chuangmo::ooxml
