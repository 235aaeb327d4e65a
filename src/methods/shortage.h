#pragma once
#include <string>
#include <vector>

#include "base/civil.h"

namespace chuangmo::methods {

// Why a quantity is unknown: fewer valid values than its standard asks for.
struct Shortage {
  Period period;   // the year, month, day ... that is short
  std::string of;  // what is counted: "hour" "day" "window" "station"
  int have = 0;
  int need = 0;
  friend bool operator==(const Shortage&, const Shortage&) = default;
};

}  // namespace chuangmo::methods
