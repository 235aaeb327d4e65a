#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo::ooxml {

// A document to be printed: before each bound value stands a bookmark, so that the print can be asked on
// which page the value came to stand.
struct MarkedDocx {
  std::string bytes;
  std::vector<std::string> bindings;  // of bookmark "cm1", "cm2" ...
};

// A copy for the printer alone: what is handed out has no such bookmarks. Failures: OFF..., ZIP..., XML...,
// TPL020.
Result<MarkedDocx> mark_fields(std::string_view bytes);

std::string field_mark(std::size_t number);  // "cm1"

}  // namespace chuangmo::ooxml
