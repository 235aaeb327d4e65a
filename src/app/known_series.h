#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/day_sum.h"
#include "store/store.h"

namespace chuangmo::app {

// One position of a series as it is known.
struct KnownPoint {
  std::int64_t index = 0;  // series/block.h
  std::int32_t value = kNoReading;
  std::uint32_t text = 0;  // of what is not valid: its place among the texts
  std::uint16_t revision = 1;
  ReadingFlag flag = ReadingFlag::missing;
  bool is_valid() const { return flag == ReadingFlag::valid && value != kNoReading; }
};

// The readings of one parameter at one station at one step, in order of time.
struct KnownSeries {
  PeriodKind step = PeriodKind::hour;
  std::vector<KnownPoint> points;
  std::vector<std::string> texts{""};

  // Those of [first, end).
  std::span<const KnownPoint> between(std::int64_t first, std::int64_t end) const;
  void add(const store::KnownReading& reading);
  // The valid hours of a natural day, kNoReading for gaps: of hours, or of minutes that make hours. `least`
  // as methods::hours_of_minutes has it.
  std::array<std::int32_t, DaySum::kHours> hours_of_day(Date day, int least_minutes) const;

 private:
  std::vector<KnownPoint>::const_iterator place_of(std::int64_t index) const;
};

// Everything a query knows, by step. Damaged blocks are named among the diagnostics.
struct KnownSteps {
  std::map<PeriodKind, KnownSeries> steps;
  Diagnostics damage;
};
Result<KnownSteps> known_steps(store::Store& store, const store::ReadingsQuery& query);

// How long sets and steps say what they are: "once_a_year" is PeriodKind::year.
PeriodKind step_of_interval(const std::string& interval);
std::int64_t first_index(PeriodKind step, Date day);  // of the position that begins with the day
bool is_over(const Period& period, Instant known_at);

}  // namespace chuangmo::app
