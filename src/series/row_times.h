#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "series/layout_plan.h"
#include "series/moment.h"

namespace chuangmo::series {

// The times of all rows behind the header, one per row. Only the whole column tells the year that is not
// written, whether hours are labelled by their end, and whether "00:00" is an hour or just a day: notes and
// warnings SER137, SER138.
std::vector<Moment> moments_of(const SourceTable& table, const LayoutPlan& plan,
                               const ReadingsRequest& request, Diagnostics& diagnostics);

}  // namespace chuangmo::series
