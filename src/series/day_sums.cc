#include "series/day_sums.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace chuangmo::series {
namespace {

using Hours = std::span<const std::int32_t, DaySum::kHours>;

// All 24 hours are there, so that the greatest mean is the greatest sum.
void search_full_windows(DaySum& day, Hours hours, std::size_t length) {
  std::int64_t sum = 0;
  for (std::size_t hour = 0; hour < length; ++hour) sum += hours[hour];
  std::int64_t best = sum;
  for (std::size_t end = length; end < DaySum::kHours; ++end) {
    sum += std::int64_t{hours[end]} - hours[end - length];
    best = std::max(best, sum);
  }
  day.window_sum = best;
  day.window_hours = static_cast<std::uint8_t>(length);
  day.windows = static_cast<std::uint8_t>(DaySum::kHours + 1 - length);
}

void search_windows(DaySum& day, Hours hours, const WindowRule& rule) {
  // What lies before each hour: a window is the difference of two entries.
  std::array<std::int64_t, DaySum::kHours + 1> sums;
  std::array<std::int32_t, DaySum::kHours + 1> counts;
  sums[0] = 0;
  counts[0] = 0;
  for (std::size_t hour = 0; hour < DaySum::kHours; ++hour) {
    const bool is_there = hours[hour] != kNoReading;
    sums[hour + 1] = sums[hour] + (is_there ? hours[hour] : 0);
    counts[hour + 1] = counts[hour] + (is_there ? 1 : 0);
  }
  std::int64_t best_sum = 0;
  std::int32_t best_count = 0;
  std::int32_t windows = 0;
  for (std::size_t end = rule.window_hours; end <= DaySum::kHours; ++end) {
    const std::int64_t sum = sums[end] - sums[end - rule.window_hours];
    const std::int32_t count = counts[end] - counts[end - rule.window_hours];
    const bool is_valid = count >= rule.least_hours;
    windows += is_valid ? 1 : 0;
    // No overflow: sums stay below 2^36.
    const bool is_better = is_valid && (best_count == 0 || sum * best_count > best_sum * count);
    best_sum = is_better ? sum : best_sum;
    best_count = is_better ? count : best_count;
  }
  day.window_sum = best_sum;
  day.window_hours = static_cast<std::uint8_t>(best_count);
  day.windows = static_cast<std::uint8_t>(windows);
}

// Four hours at once, in the compilers' own vectors. A value is added as two halves of 16 bits, so that
// nothing leaves 32 bits; a gap is the smallest integer, 0 below and -2^15 above, and is taken out
// afterwards.
using Lanes = std::int32_t __attribute__((vector_size(16)));
constexpr std::size_t kLanes = 4;

struct HalfDay {
  Lanes low{}, high{}, gaps{};
  Lanes maximum = Lanes{} + kNoReading;
  void add(const std::int32_t* values) {
    Lanes four;
    std::memcpy(&four, values, sizeof four);
    low += four & 0xFFFF;
    high += four >> 16;
    gaps -= four == kNoReading;  // a comparison gives -1 where it holds
    maximum = four > maximum ? four : maximum;
  }
  static std::int64_t total(const Lanes& lanes) {
    return std::int64_t{lanes[0]} + lanes[1] + lanes[2] + lanes[3];
  }
  std::int64_t gap_count() const { return total(gaps); }
  std::int64_t sum() const { return (total(high) + gap_count() * 0x8000) * 0x10000 + total(low); }
  std::int32_t greatest() const {
    return std::max(std::max(maximum[0], maximum[1]), std::max(maximum[2], maximum[3]));
  }
};

DaySum without_windows(Hours hours) {
  HalfDay morning;
  HalfDay afternoon;
  for (std::size_t hour = 0; hour < DaySum::kNoon; hour += kLanes) {
    morning.add(hours.data() + hour);
    afternoon.add(hours.data() + hour + DaySum::kNoon);
  }
  DaySum day;
  day.sum_before_noon = morning.sum();
  day.sum = day.sum_before_noon + afternoon.sum();
  day.maximum = std::max(morning.greatest(), afternoon.greatest());
  day.hours_before_noon = static_cast<std::uint8_t>(DaySum::kNoon - morning.gap_count());
  day.hours = static_cast<std::uint8_t>(DaySum::kHours - morning.gap_count() - afternoon.gap_count());
  return day;
}

}  // namespace

DaySum day_sum(std::span<const std::int32_t, DaySum::kHours> hours, const WindowRule& rule) {
  DaySum day = without_windows(hours);
  if (!rule.is_wanted() || day.hours < rule.least_hours) return day;
  assert(rule.window_hours <= DaySum::kHours);
  assert(rule.least_hours >= 1 && rule.least_hours <= rule.window_hours);
  if (day.hours == DaySum::kHours) {
    search_full_windows(day, hours, rule.window_hours);
  } else {
    search_windows(day, hours, rule);
  }
  return day;
}

std::size_t day_sums(const ReadingBlock& block, const WindowRule& rule, std::span<DaySum> into) {
  assert(block.step == PeriodKind::hour);
  constexpr std::size_t kHours = DaySum::kHours;
  const std::size_t count = block.values.size() / kHours;
  assert(count <= into.size());
  for (std::size_t day = 0; day < count; ++day) {
    std::array<std::int32_t, kHours> valid;
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      const std::size_t offset = day * kHours + hour;
      valid[hour] = block.flags[offset] == ReadingFlag::valid ? block.values[offset] : kNoReading;
    }
    into[day] = day_sum(valid, rule);
  }
  return count;
}

}  // namespace chuangmo::series
