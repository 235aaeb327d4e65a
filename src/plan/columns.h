#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/table.h"
#include "plan/grid.h"

namespace chuangmo::plan {

// What a column of a plan is for. The order is that of kRoleNames in columns.cc.
enum class ColumnRole { number, requirement, task, lead, cooperating, due, remark };
inline constexpr std::size_t kColumnRoles = 7;

struct PlanColumn {
  std::vector<int>
      columns;  // grid columns; several when one heading spans them; empty: the table has no such column
  std::string heading;   // as printed, without white space
  std::string repeated;  // what a heading row that is printed again holds in these columns
};

// Where a table keeps what. Columns are found by what their headings mean, wherever they stand.
struct TableLayout {
  int header_row = 0;   // grid row of the first heading row
  int header_rows = 1;  // two-level headings have more than one
  std::array<PlanColumn, kColumnRoles> roles;
  const PlanColumn& at(ColumnRole role) const { return roles[static_cast<std::size_t>(role)]; }
  bool has(ColumnRole role) const { return !at(role).columns.empty(); }
};

// nullopt when no row of the table reads like the headings of a plan. Diagnostics: PLN002 a required column
// is missing (it is named), PLN003 a heading nobody can map, PLN004 a meaning taken from its neighbours,
// PLN005 two columns of one meaning, PLN038 two columns that are read as one requirement, PLN006 an optional
// column is missing.
std::optional<TableLayout> find_columns(const Grid& grid, Diagnostics& diagnostics);

}  // namespace chuangmo::plan
