#pragma once
#include <string>
#include <vector>

#include "base/civil.h"

namespace chuangmo::eval {

// From where the facts are looked at.
struct Viewpoint {
  Date as_of;                       // the last day that has happened; what comes after is open, not late
  std::vector<std::string> pinned;  // editions that replace the one in force of their family
};

}  // namespace chuangmo::eval
