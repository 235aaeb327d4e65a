#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/diagnostic.h"
#include "series/layout_plan.h"
#include "series/moment.h"

namespace chuangmo::series {

// The time a row states, part by part; not settled yet.
Moment stated_moment(const LayoutPlan& plan, const RowView& row);

// What the hours of a whole column are. Only all rows together tell how hours are labelled.
struct HourUse {
  bool has_zero = false;
  bool has_24 = false;
  bool has_other = false;
  bool has_yearless = false;
  std::array<std::uint32_t, 60> minutes{};  // rows by the minute of the hour they state
  void note(const Moment& moment);
  void add(const HourUse& other);
};

struct HourLabels {
  bool are_days = false;     // every time says "00:00": the rows are days
  bool are_ends = false;     // 1..24 without 0: hours are named by their end
  bool are_minutes = false;  // half of the rows lie off the hour: every row is a minute
  friend bool operator==(const HourLabels&, const HourLabels&) = default;
};
HourLabels labels_of(const HourUse& use, const ReadingsRequest& request);

// Fills in the year that is not written (the latest in which the day is not ahead of the recording, unless
// the request names one), and names the hour by its beginning.
void settle(Moment& moment, const HourLabels& labels, const ReadingsRequest& request);

// SER137, SER138 and SER140: how hours, years and minutes were understood.
Diagnostics notes_on_times(const HourUse& use, const ReadingsRequest& request, const Where& heading);

}  // namespace chuangmo::series
