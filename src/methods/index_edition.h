#pragma once
#include <string>
#include <vector>

#include "model/standard.h"

namespace chuangmo::methods {

// The edition whose index a period's air is told by: the pinned one of API or HJ 633, else the AQI where it
// is in force on the last day, else the API. nullptr: neither was. pinned: ids of editions.
const Edition* index_edition(const Standards& standards, const std::vector<std::string>& pinned,
                             const Period& period);

}  // namespace chuangmo::methods
