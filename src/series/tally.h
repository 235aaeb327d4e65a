#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace chuangmo::series {

// What was altered, dropped or remarkable in a file of readings. A file has hundreds of thousands of cells:
// they are counted by reason, and each reason becomes one diagnostic with its first positions.
enum class Reason {
  missing_code,
  below_limit,
  instrument_cap,
  negative,
  out_of_range,
  not_a_number,
  rounded,
  too_big,
  zero_gap,
  bad_time,
  future,
  between_hours,
  outside_calendar,
  repeated,
  conflicting,
  out_of_order,
  no_station,
  unregistered,
  not_of_this_set,
  short_row,
  unknown_parameter,
  bad_unit,
  flagged,
  part_above_whole,
  long_row,
  repeated_heading,
  other_heading,
  total_row,
  other_daypart
};

struct ReasonEntry {
  Reason reason;
  const char* code;
  Severity severity;
  const char* text;  // 中文, what was found
  const char* fix;
};
const ReasonEntry& reason_entry(Reason reason);

class Tally {
 public:
  Tally(std::string file, std::string sheet) : file_(std::move(file)), sheet_(std::move(sheet)) {}
  void count(Reason reason, int row, std::string_view column, std::string_view raw);
  std::size_t count_of(Reason reason) const;
  // What was counted in the rows that follow, whose lines were numbered from `lines` on.
  void add(const Tally& later, int lines);
  Diagnostics diagnostics() const;  // ordered by code

 private:
  struct First {
    int row = 0;
    std::string column;
    std::string raw;
  };
  struct Entry {
    std::size_t count = 0;
    std::vector<First> first;  // at most three
  };
  std::string file_;
  std::string sheet_;
  std::map<Reason, Entry> entries_;
};

}  // namespace chuangmo::series
