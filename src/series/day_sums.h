#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "model/day_sum.h"
#include "series/block.h"

namespace chuangmo::series {

// in: the hourly values of a natural day, hour 0 first, scaled integers, kNoReading for every hour that does
// not count (no number, or not valid). Windows are compared exactly, as fractions sum / hours.
DaySum day_sum(std::span<const std::int32_t, DaySum::kHours> hours, const WindowRule& rule = {});

// The days of an hourly block, from its first on; only its valid readings count. Returns how many there are.
std::size_t day_sums(const ReadingBlock& block, const WindowRule& rule, std::span<DaySum> into);

}  // namespace chuangmo::series
