#pragma once
#include <string_view>

#include "base/civil.h"

namespace chuangmo::series {

// The time of a row as far as it is written: 0 or -1 where a part is absent.
struct Moment {
  int year = 0;  // 0: not written ("02-04 11:00")
  int month = 0;
  int day = 0;
  int hour = -1;  // 0..24
  int minute = 0;
  bool is_good = false;
  bool operator==(const Moment&) const = default;
};

// "2013-03-01 00:00:00", "2017-07-07T16:00:00+08:00", "2017/7/7 16:00", "20170707", "2017070716",
// "20170707160000", "2011年3月5日13时", "2011年3月", "2011-03", "2011年", "2011", "02-04 11:00". A time with
// a zone
// ("Z", "+00:00", "-0500") comes out on our clock, +08:00; "13:00-14:00" is the hour from 13 to 14.
Moment read_moment(std::string_view text);

// Whether month, day, hour and minute exist in the calendar; a missing year counts as a leap year.
bool is_possible(const Moment& moment);

// The period a moment stands for: its hour (24:00 is hour 0 of the next day), day, month or year.
Period period_of(const Moment& moment);

}  // namespace chuangmo::series
