#pragma once
#include "series/layout_plan.h"

namespace chuangmo::series {

// What a row among the data is, whose time is none.
enum class HeadingRow {
  none,
  same,   // the heading once more
  other,  // a heading with other columns, or the same in another order
};
HeadingRow heading_row(const RowView& row, const LayoutPlan& plan, const ParameterIndex& index);

}  // namespace chuangmo::series
