#include "model/working_calendar.h"

#include <cassert>

namespace chuangmo {
namespace {

constexpr int kFriday = 5;

}  // namespace

bool WorkingCalendar::is_working_day(Date date) const {
  return date.weekday() <= kFriday ? !holidays.contains(date) : worked_days.contains(date);
}

Date WorkingCalendar::after(Date from, int working_days) const {
  assert(working_days >= 0);
  if (working_days == 0) {
    while (!is_working_day(from)) from = from + 1;
    return from;
  }
  while (working_days > 0) {
    from = from + 1;
    if (is_working_day(from)) --working_days;
  }
  return from;
}

int WorkingCalendar::between(Date from, Date until) const {
  if (until < from) return -between(until, from);
  int count = 0;
  for (Date day = from + 1; day <= until; day = day + 1) count += is_working_day(day) ? 1 : 0;
  return count;
}

}  // namespace chuangmo
