#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/civil.h"
#include "model/fact.h"

namespace chuangmo::series {

// Position of a period on the axis of its step: minutes, hours or days since 1970, months since year 0, or
// the year.
std::int64_t index_of(const Period& period);
Period period_at(PeriodKind step, std::int64_t index);
bool is_reading_step(PeriodKind step);  // minute, hour, day, month or year

// Whether a position lies between 1900 and 2199: nothing outside is a measurement, and it bounds what a
// series can span.
bool is_plausible_index(PeriodKind step, std::int64_t index);

// The positions that are stored together: a day of minutes, a month of hours or days, a year of months, one
// year.
struct BlockSpan {
  std::int64_t first = 0;
  std::int64_t count = 0;
  friend bool operator==(const BlockSpan&, const BlockSpan&) = default;
};
BlockSpan block_span(PeriodKind step, std::int64_t index);
Date first_day(PeriodKind step, std::int64_t index);

// What one import says about one station and parameter within one block span.
// A position the import does not speak of has flag missing and row 0.
struct ReadingBlock {
  std::string set;
  std::string station;
  std::string parameter;
  PeriodKind step = PeriodKind::hour;
  std::int64_t first = 0;
  std::vector<std::int32_t> values;  // scaled by the parameter's decimals; kNoReading when there is no number
  std::vector<ReadingFlag> flags;    // parallel
  std::vector<std::uint32_t> rows;   // parallel: line in the file, 0 none
  std::vector<std::pair<std::uint32_t, std::string>>
      as_given;  // offset -> text of what is not valid; ascending
  bool is_known(std::size_t offset) const { return rows[offset] != 0 || values[offset] != kNoReading; }
  bool is_valid(std::size_t offset) const {
    return flags[offset] == ReadingFlag::valid && values[offset] != kNoReading;
  }
  friend bool operator==(const ReadingBlock&, const ReadingBlock&) = default;
};

enum class Placed { fresh, repeated, conflicting };

// Collects readings that arrive in any order into blocks. Two different values for one position make it
// suspect and keep both texts: which of them is right is not ours to say.
class BlockBuilder {
 public:
  // A handle for the series, so that rows of a big file do not look names up for every cell.
  std::size_t open(const std::string& set, const std::string& station, const std::string& parameter,
                   PeriodKind step);
  Placed put(std::size_t series, std::int64_t index, std::int32_t value, ReadingFlag flag, std::uint32_t row,
             std::string_view as_given);
  Placed put(const Reading& reading);
  // Whether anything was said of the position, be it only that there is no value.
  bool is_known(std::size_t series, std::int64_t index);
  // Ordered by set, parameter, station, step, first. The builder is empty afterwards.
  std::vector<ReadingBlock> take();

 private:
  struct Series {
    std::string set, station, parameter;
    PeriodKind step;
    std::map<std::int64_t, ReadingBlock> blocks;  // by first
    ReadingBlock* last = nullptr;                 // of the previous put: rows mostly follow each other
  };
  ReadingBlock& block_at(Series& series, std::int64_t index);
  std::map<std::tuple<std::string, std::string, std::string, PeriodKind>, std::size_t> handles_;
  std::vector<Series> series_;
};

}  // namespace chuangmo::series
