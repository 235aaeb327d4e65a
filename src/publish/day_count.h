#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/civil.h"
#include "publish/chart.h"

namespace chuangmo::publish {

// The days of a calendar that lie in a period.
struct DayCount {
  int valid = 0;
  int good = 0;  // of a level that attains
  int unknown = 0;
  std::map<std::string, int> causes;
  std::vector<int> levels;  // parallel to those of the calendar
};
DayCount days_in(const Chart& calendar, const Period& period);

}  // namespace chuangmo::publish
