#include "store/merged_readings.h"

namespace chuangmo::store {

MergedReadings::MergedReadings(std::int64_t first, std::size_t count)
    : first_(first),
      values_(count, kNoReading),
      flags_(count, ReadingFlag::missing),
      rows_(count, 0),
      sources_(count, 0) {}

MergedReadings::Change MergedReadings::place(const series::ReadingBlock& block, std::size_t offset,
                                             std::size_t position, std::uint16_t source) {
  if (!block.is_known(offset)) return Change::none;
  const bool was_known = rows_[position] != 0 || values_[position] != kNoReading;
  const bool had_content = was_known && flags_[position] != ReadingFlag::missing;
  const bool is_same = values_[position] == block.values[offset] && flags_[position] == block.flags[offset];
  // A gap does not erase: files are often sent again with only some of the columns filled.
  if (was_known && (is_same || block.flags[offset] == ReadingFlag::missing)) return Change::unchanged;
  values_[position] = block.values[offset];
  flags_[position] = block.flags[offset];
  rows_[position] = block.rows[offset];
  sources_[position] = source;
  return had_content ? Change::corrected : Change::added;
}

AppendCounts MergedReadings::add(const series::ReadingBlock& block, std::uint16_t source) {
  AppendCounts counts;
  for (std::size_t offset = 0; offset < block.values.size(); ++offset) {
    const std::int64_t position = block.first + static_cast<std::int64_t>(offset) - first_;
    if (position < 0 || position >= static_cast<std::int64_t>(values_.size())) continue;
    const Change change = place(block, offset, static_cast<std::size_t>(position), source);
    counts.unchanged += change == Change::unchanged ? 1 : 0;
    counts.added += change == Change::added ? 1 : 0;
    counts.corrected += change == Change::corrected ? 1 : 0;
  }
  return counts;
}

void MergedReadings::write_to(ReadingSeries& series) const {
  series.first = first_;
  series.values = values_;
  for (std::size_t i = 0; i < values_.size(); ++i)
    if (flags_[i] != ReadingFlag::valid) series.values[i] = kNoReading;
  series.rows = rows_;
  series.sources = sources_;
}

}  // namespace chuangmo::store
