#pragma once
#include <span>
#include <string_view>

namespace chuangmo::series {

// A row of a table, wherever its cells are kept.
struct RowView {
  int line = 0;  // 1-based line where it begins
  std::span<const std::string_view> fields;
};

}  // namespace chuangmo::series
