#pragma once
#include <set>
#include <vector>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo {

// Which days are worked in China: Monday to Friday, without the holidays, with the days worked instead
// (调休). catalog/calendar/, a file a year, after the State Council's notice of that year.
struct WorkingCalendar {
  std::set<Date> holidays;     // days off that fall on Monday to Friday
  std::set<Date> worked_days;  // Saturdays and Sundays that are worked
  std::set<int> known_years;   // years whose notice is in the catalogue; in others weekends alone count

  bool is_working_day(Date date) const;
  // The n-th working day after `from`, n >= 1; n = 0: `from` itself when it is worked, else the next that is.
  Date after(Date from, int working_days) const;
  int between(Date from, Date until) const;  // working days in (from, until]; negative when until < from
};

}  // namespace chuangmo
