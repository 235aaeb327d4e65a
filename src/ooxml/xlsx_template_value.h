#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo::ooxml {

// How the cells of a style show what they hold, as far as it decides whether a text is a number.
enum class CellForm { general, text, percent, date, number };

struct CellStyle {
  CellForm form = CellForm::general;
  bool wraps = false;
  double points = 11;  // of its font
};
// In their order. XML...
Result<std::vector<CellStyle>> read_cell_styles(std::string_view styles_xml);

// The number that stands in a cell for a text, as it is stored; nullopt: the text stays a text. "12.50" in a
// cell without a form of its own stays, for it would be shown as 12.5; "85%" is a number where percents are.
std::optional<std::string> cell_number(std::string_view text, CellForm form);

}  // namespace chuangmo::ooxml
