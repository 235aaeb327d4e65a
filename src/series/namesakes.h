#pragma once
#include <optional>

#include "series/layout_plan.h"

namespace chuangmo::series {

// Tables of water sections name them without codes, and names repeat: there is a 江桥 in the basin of the
// 辽河 and one in that of the 松花江. Rows that name a station by a name are held against the register and
// against each other:
// - a name that is not registered and stands for one place only is a new station, under its name;
// - where province and basin of the row leave one of the registered stations of that name, it is that one;
// - else nobody can tell which is meant: those rows are left out, and SER139 (warning) asks.
// Returns the table with codes in place of names where that is needed, or none when it can stay as it is.
std::optional<SourceTable> namesakes_told_apart(const SourceTable& table, const ReadingsRequest& request,
                                                const LayoutPlan& plan, Diagnostics& diagnostics);

// Whether a table of that plan must be seen whole before anybody can say who its names mean.
bool may_have_namesakes(const LayoutPlan& plan, const ReadingsRequest& request);

}  // namespace chuangmo::series
