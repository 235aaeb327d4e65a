#pragma once
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/day_sum.h"
#include "model/fact.h"

namespace chuangmo {

// The minute values of one parameter at one station in one natural day, in 10^-decimals of its unit.
struct MinuteDay {
  static constexpr std::size_t kMinutes = 1440;
  std::int32_t day = 0;              // since 1970
  std::bitset<kMinutes> said;        // something was said of the minute, valid or not
  std::vector<std::int32_t> values;  // by minute; kNoReading unless valid
  explicit MinuteDay(std::int32_t of_day) : day(of_day), values(kMinutes, kNoReading) {}
};

// The hourly values of a natural day, kNoReading where there is none.
using DayHourValues = std::array<std::int32_t, DaySum::kHours>;

}  // namespace chuangmo
