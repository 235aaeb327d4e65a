#include "series/block.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "series/codec.h"

namespace chuangmo::series {
namespace {

constexpr std::int64_t kDayMinutes = 1440;

// Cuts at a character boundary.
std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return std::string(text.substr(0, most));
}

void keep_text(ReadingBlock& block, std::uint32_t offset, std::string text) {
  if (text.empty()) return;
  auto place = std::lower_bound(block.as_given.begin(), block.as_given.end(), offset,
                                [](const auto& entry, std::uint32_t wanted) { return entry.first < wanted; });
  if (place != block.as_given.end() && place->first == offset) {
    place->second = std::move(text);
  } else {
    block.as_given.emplace(place, offset, std::move(text));
  }
}

// What stood at the position before: its text, or for a valid value, whose text is not kept, the line it came
// from.
std::string first_text(const ReadingBlock& block, std::uint32_t offset) {
  for (const auto& [at, text] : block.as_given)
    if (at == offset) return text;
  return "#" + std::to_string(block.rows[offset]);
}

}  // namespace

bool is_reading_step(PeriodKind step) {
  return step == PeriodKind::hour || step == PeriodKind::day || step == PeriodKind::month ||
         step == PeriodKind::year || step == PeriodKind::minute;
}

std::int64_t index_of(const Period& period) {
  assert(is_reading_step(period.kind));
  const YearMonthDay begin = period.begin.civil();
  if (period.kind == PeriodKind::hour) return std::int64_t{period.begin.days} * 24 + period.hour;
  if (period.kind == PeriodKind::minute)
    return (std::int64_t{period.begin.days} * 24 + period.hour) * 60 + period.minute;
  if (period.kind == PeriodKind::day) return period.begin.days;
  if (period.kind == PeriodKind::month) return std::int64_t{begin.year} * 12 + begin.month - 1;
  return begin.year;
}

Period period_at(PeriodKind step, std::int64_t index) {
  assert(is_reading_step(step));
  if (step == PeriodKind::hour) return Period::of_hour(Hour{static_cast<std::int32_t>(index)});
  if (step == PeriodKind::minute) return Period::of_minute(Minute{static_cast<std::int32_t>(index)});
  if (step == PeriodKind::day) return Period::of_day(Date{static_cast<std::int32_t>(index)});
  if (step == PeriodKind::month)
    return Period::of_month(static_cast<int>(index / 12), static_cast<int>(index % 12) + 1);
  return Period::of_year(static_cast<int>(index));
}

bool is_plausible_index(PeriodKind step, std::int64_t index) {
  constexpr std::int64_t kFirstYear = 1900;
  constexpr std::int64_t kEndYear = 2200;
  const std::int64_t begin_days = -25567;  // 1900-01-01
  const std::int64_t end_days = 84006;     // 2200-01-01
  if (step == PeriodKind::year) return index >= kFirstYear && index < kEndYear;
  if (step == PeriodKind::month) return index >= kFirstYear * 12 && index < kEndYear * 12;
  const std::int64_t per_day = step == PeriodKind::hour ? 24 : step == PeriodKind::minute ? kDayMinutes : 1;
  return index >= begin_days * per_day && index < end_days * per_day;
}

Date first_day(PeriodKind step, std::int64_t index) {
  return period_at(step, index).begin;
}

BlockSpan block_span(PeriodKind step, std::int64_t index) {
  if (step == PeriodKind::year) return {index, 1};
  if (step == PeriodKind::month) return {index - index % 12, 12};
  if (step == PeriodKind::minute) return {first_day(step, index).days * kDayMinutes, kDayMinutes};
  const YearMonthDay day = first_day(step, index).civil();
  const std::int64_t begin = Date::of(day.year, day.month, 1).days;
  const std::int64_t days = days_in_month(day.year, day.month);
  return step == PeriodKind::day ? BlockSpan{begin, days} : BlockSpan{begin * 24, days * 24};
}

std::size_t BlockBuilder::open(const std::string& set, const std::string& station,
                               const std::string& parameter, PeriodKind step) {
  const auto [place, is_new] = handles_.try_emplace({set, parameter, station, step}, series_.size());
  if (is_new) series_.push_back({set, station, parameter, step, {}, nullptr});
  return place->second;
}

ReadingBlock& BlockBuilder::block_at(Series& series, std::int64_t index) {
  if (series.last != nullptr && index >= series.last->first &&
      index < series.last->first + static_cast<std::int64_t>(series.last->values.size()))
    return *series.last;
  const BlockSpan span = block_span(series.step, index);
  const auto [place, is_new] = series.blocks.try_emplace(span.first);
  ReadingBlock& block = place->second;
  if (is_new) {
    const auto count = static_cast<std::size_t>(span.count);
    block.set = series.set;
    block.station = series.station;
    block.parameter = series.parameter;
    block.step = series.step;
    block.first = span.first;
    block.values.assign(count, kNoReading);
    block.flags.assign(count, ReadingFlag::missing);
    block.rows.assign(count, 0);
  }
  series.last = &block;
  return block;
}

Placed BlockBuilder::put(std::size_t series, std::int64_t index, std::int32_t value, ReadingFlag flag,
                         std::uint32_t row, std::string_view as_given) {
  ReadingBlock& block = block_at(series_[series], index);
  const auto offset = static_cast<std::uint32_t>(index - block.first);
  const bool was_there = block.is_known(offset);
  if (was_there && block.values[offset] == value && block.flags[offset] == flag) return Placed::repeated;
  if (was_there && flag == ReadingFlag::missing)
    return Placed::repeated;  // a gap says nothing against a value
  if (was_there && block.flags[offset] != ReadingFlag::missing) {
    keep_text(block, offset,
              cut(first_text(block, offset) + " | " + std::string(as_given), kMaxAsGivenBytes));
    block.flags[offset] = ReadingFlag::suspect;
    return Placed::conflicting;
  }
  block.values[offset] = value;
  block.flags[offset] = flag;
  block.rows[offset] = row;
  if (flag != ReadingFlag::valid) keep_text(block, offset, cut(as_given, kMaxAsGivenBytes));
  return Placed::fresh;
}

bool BlockBuilder::is_known(std::size_t series, std::int64_t index) {
  const ReadingBlock& block = block_at(series_[series], index);
  return block.is_known(static_cast<std::size_t>(index - block.first));
}

Placed BlockBuilder::put(const Reading& reading) {
  const std::size_t series = open(reading.set, reading.station, reading.parameter, reading.period.kind);
  return put(series, index_of(reading.period), reading.value, reading.flag,
             static_cast<std::uint32_t>(reading.row), reading.as_given);
}

std::vector<ReadingBlock> BlockBuilder::take() {
  std::vector<ReadingBlock> blocks;
  for (const auto& [key, handle] : handles_)
    for (auto& [first, block] : series_[handle].blocks) blocks.push_back(std::move(block));
  handles_.clear();
  series_.clear();
  return blocks;
}

}  // namespace chuangmo::series
