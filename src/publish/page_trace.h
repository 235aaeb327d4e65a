#pragma once
#include <cstddef>
#include <string>

#include "model/verdict.h"

namespace chuangmo::publish {

struct TraceCut {
  std::size_t nodes = 90;     // of one criterion
  std::size_t children = 10;  // of one node
};

// The proof tree of a criterion as nested lists that open and close; level by level until `cut` is used up.
// Nodes that failed or are unknown are kept first. What was left out is counted where it is missing.
std::string trace_html(const CriterionVerdict& criterion, int indicator, const TraceCut& cut = {});

}  // namespace chuangmo::publish
