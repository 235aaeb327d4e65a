#pragma once
#include <array>
#include <cassert>
#include <cstdint>
#include <string>
#include <vector>

#include "base/civil.h"
#include "model/day_sum.h"

namespace chuangmo {

// The days of one parameter at one station in one calendar year, packed: 8 bytes a day, and 16 more where
// running means are wanted. Units as in DaySum.
class StationYear {
 public:
  std::string station;
  std::string parameter;
  int year = 0;

  StationYear(std::string station_key, std::string parameter_key, int of_year, bool with_windows)
      : station(std::move(station_key)),
        parameter(std::move(parameter_key)),
        year(of_year),
        first_day_(Date::of(of_year, 1, 1).days),
        days_(static_cast<std::size_t>(days_in_year(of_year)), 0) {
    if (with_windows) windows_.assign(days_.size(), Windows{});
  }

  std::size_t day_count() const { return days_.size(); }
  bool has_windows() const { return !windows_.empty(); }

  // day: 0 is 1 January. Whether anything was said of it, be it without a valid hour.
  bool is_known(std::size_t day) const { return (days_[day] & kKnown) != 0; }
  std::int64_t sum(std::size_t day) const { return days_[day] >> kBits; }
  int hours(std::size_t day) const { return static_cast<int>(days_[day] & kHours); }
  std::int64_t window_sum(std::size_t day) const { return windows_[day].sum; }
  int window_hours(std::size_t day) const { return windows_[day].hours; }
  int windows(std::size_t day) const { return windows_[day].count; }
  std::int32_t maximum(std::size_t day) const { return windows_[day].maximum; }  // kNoReading: none
  void set(std::size_t day, const DaySum& sums) {
    days_[day] = packed(sums.sum, sums.hours) | kKnown;
    if (has_windows()) windows_[day] = {sums.window_sum, sums.maximum, sums.window_hours, sums.windows};
  }
  // A day without anything that counts.
  void set_void(std::size_t day) { set(day, DaySum{}); }
  void forget(std::size_t day) {
    set_void(day);
    days_[day] = 0;
  }
  // Takes the days that `other`, of the same station, parameter and year, knows and this one does not. False
  // when both know one; its own stays.
  bool add(const StationYear& other);
  std::int32_t first_day() const { return first_day_; }

 private:
  static constexpr int kBits = 6;  // 5 for the hours, one for kKnown
  static constexpr std::int64_t kHours = 31;
  static constexpr std::int64_t kKnown = 32;
  static std::int64_t packed(std::int64_t sum, int hours) { return sum * (std::int64_t{1} << kBits) + hours; }
  struct Windows {
    std::int64_t sum = 0;
    std::int32_t maximum = kNoReading;
    std::uint8_t hours = 0;
    std::uint8_t count = 0;
  };
  std::int32_t first_day_;
  std::vector<std::int64_t> days_;
  std::vector<Windows> windows_;
};

inline bool StationYear::add(const StationYear& other) {
  bool is_disjoint = true;
  for (std::size_t day = 0; day < days_.size(); ++day) {
    if (!other.is_known(day)) continue;
    if (is_known(day)) {
      is_disjoint = false;
      continue;
    }
    days_[day] = other.days_[day];
    if (has_windows()) windows_[day] = other.windows_[day];
  }
  return is_disjoint;
}

}  // namespace chuangmo
