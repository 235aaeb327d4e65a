#include "series/reading_sink.h"

namespace chuangmo::series {

std::size_t BlockSink::open(std::string_view station, const Parameter& parameter, PeriodKind step) {
  return builder_.open(set_, std::string(station), parameter.key, step);
}

Placed BlockSink::put(std::size_t series, std::int64_t index, std::int32_t value, ReadingFlag flag,
                      std::uint32_t row, std::string_view as_given) {
  return builder_.put(series, index, value, flag, lines_before_ + row, as_given);
}

std::size_t BlockSink::open_row(std::span<const std::size_t> series) {
  rows_.emplace_back(series.begin(), series.end());
  return rows_.size() - 1;
}

bool BlockSink::put_row(std::size_t row_handle, std::int64_t index, std::span<const std::int32_t> values,
                        std::uint32_t row, std::uint32_t written_gaps) {
  const std::vector<std::size_t>& series = rows_[row_handle];
  for (const std::size_t one : series)
    if (builder_.is_known(one, index)) return false;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const ReadingFlag flag = values[i] == kNoReading ? ReadingFlag::missing : ReadingFlag::valid;
    const bool is_written = ((written_gaps >> i) & 1U) != 0;
    builder_.put(series[i], index, values[i], flag, lines_before_ + row, is_written ? kWrittenGap : "");
  }
  return true;
}

}  // namespace chuangmo::series
