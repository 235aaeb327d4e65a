#pragma once
#include <string>

#include "base/civil.h"

namespace chuangmo::workflow {

enum class UnitChange { renamed, merged, split };

// From `day` on, what `before` owed is owed by `after`: 市环保局 -> 市生态环境局. A merger is several edges
// to one unit, a split several edges from one; of a split, `items` says which part goes this way ("" the
// rest).
struct UnitEdge {
  UnitChange change = UnitChange::renamed;
  std::string before;
  std::string after;
  Date day;
  std::string items;     // of a split: item texts joined by ' '
  std::string document;  // the paper that ordered it
  friend bool operator==(const UnitEdge&, const UnitEdge&) = default;
};

}  // namespace chuangmo::workflow
