#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "model/fact.h"
#include "model/standard.h"
#include "series/block.h"

namespace chuangmo::series {

// What readings go into as they are read: blocks that are stored, or days that are evaluated. Readings come
// in any order. A gap says nothing against a value; a second value that differs makes the reading suspect,
// whichever came first.
class ReadingSink {
 public:
  virtual ~ReadingSink() = default;
  // A handle for a series, so that rows need not look names up for every cell.
  virtual std::size_t open(std::string_view station, const Parameter& parameter, PeriodKind step) = 0;
  virtual Placed put(std::size_t series, std::int64_t index, std::int32_t value, ReadingFlag flag,
                     std::uint32_t row, std::string_view as_given) = 0;
  // A handle for series of one station that come side by side in every row.
  virtual std::size_t open_row(std::span<const std::size_t> series) = 0;
  // The valid readings and gaps (kNoReading) of one row, one per series. False, and nothing is taken, when
  // something is known at one of these places already: then put() must say what that means. `written_gaps`:
  // a bit per series whose gap is not an empty cell but kWrittenGap. A handle holds until its series come to
  // stand otherwise.
  virtual bool put_row(std::size_t row_handle, std::int64_t index, std::span<const std::int32_t> values,
                       std::uint32_t row, std::uint32_t written_gaps) = 0;
  static constexpr std::string_view kWrittenGap = "NA";
};

// Into blocks, for keeping.
class BlockSink : public ReadingSink {
 public:
  explicit BlockSink(std::string set) : set_(std::move(set)) {}
  std::size_t open(std::string_view station, const Parameter& parameter, PeriodKind step) override;
  Placed put(std::size_t series, std::int64_t index, std::int32_t value, ReadingFlag flag, std::uint32_t row,
             std::string_view as_given) override;
  std::size_t open_row(std::span<const std::size_t> series) override;
  bool put_row(std::size_t row_handle, std::int64_t index, std::span<const std::int32_t> values,
               std::uint32_t row, std::uint32_t written_gaps) override;
  // For readers that number the rows of a piece from 1 on: how many lines stand before it.
  void set_lines_before(std::uint32_t lines) { lines_before_ = lines; }
  std::vector<ReadingBlock> take() { return builder_.take(); }

 private:
  std::string set_;
  BlockBuilder builder_;
  std::vector<std::vector<std::size_t>> rows_;  // by row handle
  std::uint32_t lines_before_ = 0;
};

}  // namespace chuangmo::series
