#include "series/heading_rows.h"

#include <algorithm>

#include "base/text.h"

namespace chuangmo::series {
namespace {

bool is_same(const RowView& row, const LayoutPlan& plan) {
  for (std::size_t i = 0; i < std::max(row.fields.size(), plan.headings.size()); ++i) {
    const std::string field = i < row.fields.size() ? trim(row.fields[i]) : "";
    const std::string heading = i < plan.headings.size() ? plan.headings[i] : "";
    if (field != heading) return false;
  }
  return true;
}

bool is_time(Role role) {
  return role == Role::time || role == Role::date || role == Role::year;
}

}  // namespace

// Two words that we know, one of them of a time, or any three of them are no accident. Headings hold no
// numbers but codes of stations: then it takes more to be one.
HeadingRow heading_row(const RowView& row, const LayoutPlan& plan, const ParameterIndex& index) {
  if (is_same(row, plan)) return HeadingRow::same;
  std::size_t known = 0;
  bool has_time = false;
  bool has_number = false;
  for (const std::string_view field : row.fields) {
    const Heading heading = read_heading(field);
    if (heading.original.empty()) continue;
    const Role role = role_of(heading);
    if (role == Role::none && index.find(heading.word) == nullptr) {
      has_number = has_number || read_cell(field, false).kind != CellKind::text;
      continue;
    }
    ++known;
    has_time = has_time || is_time(role);
  }
  const bool is_other = has_number ? known > 2 && has_time : known > 2 || (known == 2 && has_time);
  return is_other ? HeadingRow::other : HeadingRow::none;
}

}  // namespace chuangmo::series
