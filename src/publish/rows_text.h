#pragma once
#include <string>
#include <vector>

namespace chuangmo::publish {

// One cell of a table whose columns nobody knows beforehand.
struct RowCell {
  enum class Kind { null, number, text };
  Kind kind = Kind::null;
  std::string text;
};

std::string row_csv(const std::vector<RowCell>& cells);  // null as an empty cell; ends with "\n"
// An object on one line, members in the order of the columns; a number that JSON cannot say is null.
std::string row_json(const std::vector<std::string>& headings, const std::vector<RowCell>& cells);

}  // namespace chuangmo::publish
