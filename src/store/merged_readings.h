#pragma once
#include <cstdint>
#include <vector>

#include "model/fact.h"
#include "series/block.h"
#include "store/store.h"

namespace chuangmo::store {

// What is known about consecutive positions of one series after several imports, oldest first. A position
// takes the latest import that has something to say there; repeating what is known changes nothing, not even
// where it is said to come from.
class MergedReadings {
 public:
  MergedReadings(std::int64_t first, std::size_t count);
  // Positions outside the range are left out. Returns what the block changed.
  AppendCounts add(const series::ReadingBlock& block, std::uint16_t source);
  std::int64_t first() const { return first_; }
  // What holds at a position, counted from `first`.
  struct Holding {
    std::int32_t value = kNoReading;
    ReadingFlag flag = ReadingFlag::missing;
    std::uint32_t row = 0;
    std::uint16_t source = 0;
    bool is_known() const { return row != 0 || value != kNoReading; }
  };
  Holding at(std::size_t position) const {
    return {values_[position], flags_[position], rows_[position], sources_[position]};
  }
  // Only valid values are given; rows and sources are kept for what is not valid too.
  void write_to(ReadingSeries& series) const;

 private:
  enum class Change { none, unchanged, added, corrected };
  Change place(const series::ReadingBlock& block, std::size_t offset, std::size_t position,
               std::uint16_t source);
  std::int64_t first_;
  std::vector<std::int32_t> values_;
  std::vector<ReadingFlag> flags_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint16_t> sources_;
};

}  // namespace chuangmo::store
