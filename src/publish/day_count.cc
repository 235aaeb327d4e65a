#include "publish/day_count.h"

#include <algorithm>

namespace chuangmo::publish {

DayCount days_in(const Chart& calendar, const Period& period) {
  DayCount count;
  count.levels.resize(calendar.levels.size());
  for (const ChartDay& day : calendar.days) {
    if (!period.contains(day.date)) continue;
    const auto level = std::find_if(calendar.levels.begin(), calendar.levels.end(),
                                    [&](const ChartLevel& each) { return each.key == day.level; });
    if (level == calendar.levels.end()) {
      ++count.unknown;
      continue;
    }
    ++count.valid;
    ++count.levels[static_cast<std::size_t>(level - calendar.levels.begin())];
    if (level->attains) ++count.good;
    if (!day.cause.empty()) ++count.causes[day.cause];
  }
  return count;
}

}  // namespace chuangmo::publish
