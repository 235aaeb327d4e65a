#include "series/reading_section.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <span>

#include "series/bits.h"
#include "series/byte_stream.h"
#include "series/codec.h"

namespace chuangmo::series {
namespace {

constexpr std::uint8_t kHasValue = 0x80;  // beside the flag in a run's head
constexpr std::uint8_t kHasRow = 0x40;
constexpr std::uint8_t kFlagMask = 0x3F;
constexpr std::size_t kGroup = 32;       // differences that share one width
constexpr unsigned kMaxDifference = 34;  // bits: between any two values, zigzag

using Values = std::array<std::int32_t, kMaxBlockPositions>;
using Rows = std::array<std::uint32_t, kMaxBlockPositions>;

std::uint8_t run_head(const ReadingBlock& block, std::size_t offset) {
  auto head = static_cast<std::uint8_t>(block.flags[offset]);
  if (block.values[offset] != kNoReading) head |= kHasValue;
  if (block.rows[offset] != 0) head |= kHasRow;
  return head;
}

void put_runs(std::string& out, const ReadingBlock& block) {
  for (std::size_t begin = 0, end = 0; begin < block.values.size(); begin = end) {
    const std::uint8_t head = run_head(block, begin);
    while (end < block.values.size() && run_head(block, end) == head) ++end;
    out.push_back(static_cast<char>(head));
    put_varint(out, end - begin);
  }
}

// What all differences are multiples of: carbon monoxide in tenths of mg/m3 is, in ug/m3, of 100.
std::uint64_t common_step(std::span<const std::int32_t> values) {
  std::int64_t step = 0;
  for (std::size_t i = 1; i < values.size() && step != 1; ++i)
    step = std::gcd(step, std::int64_t{values[i]} - values[i - 1]);
  return step == 0 ? 1 : static_cast<std::uint64_t>(step);
}

void put_values(std::string& out, std::span<const std::int32_t> values) {
  if (values.empty()) return;
  const auto step = static_cast<std::int64_t>(common_step(values));
  put_varint(out, zigzag(values[0]));
  put_varint(out, static_cast<std::uint64_t>(step));
  std::array<std::uint64_t, kGroup> differences;
  for (std::size_t begin = 1; begin < values.size(); begin += kGroup) {
    const std::size_t count = std::min(kGroup, values.size() - begin);
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t difference = std::int64_t{values[begin + i]} - values[begin + i - 1];
      differences[i] = zigzag(step == 1 ? difference : difference / step);
      any |= differences[i];
    }
    const unsigned width = bits_of(any);
    out.push_back(static_cast<char>(width));
    const std::size_t at = out.size();
    const std::size_t size = bytes_of_bits(count, width);
    out.resize(at + size + sizeof(std::uint64_t));
    pack_bits(out.data() + at, count, width, [&](std::size_t i) { return differences[i]; });
    out.resize(at + size);
  }
}

// Rows of one import mostly follow each other, or come at the distance of the number of stations.
void put_rows(std::string& out, std::span<const std::uint32_t> rows) {
  std::int64_t last = 0;
  for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    end = begin + 1;
    const std::int64_t stride = end < rows.size() ? std::int64_t{rows[end]} - rows[begin] : 0;
    while (end < rows.size() && std::int64_t{rows[end]} - rows[end - 1] == stride) ++end;
    put_varint(out, end - begin);
    put_varint(out, zigzag(std::int64_t{rows[begin]} - last));
    if (end - begin > 1) put_varint(out, zigzag(stride));
    last = rows[end - 1];
  }
}

void put_texts(std::string& out, const ReadingBlock& block) {
  std::vector<std::string_view> distinct;
  std::vector<std::size_t> numbers;  // parallel to as_given
  for (const auto& [offset, text] : block.as_given) {
    const auto place = std::find(distinct.begin(), distinct.end(), text);
    numbers.push_back(static_cast<std::size_t>(place - distinct.begin()));
    if (place == distinct.end()) distinct.push_back(text);
  }
  put_varint(out, distinct.size());
  for (const std::string_view text : distinct) {
    put_varint(out, text.size());
    out += text;
  }
  std::uint32_t after = 0;
  for (std::size_t begin = 0, end = 0; begin < numbers.size(); begin = end) {
    const std::uint32_t first = block.as_given[begin].first;
    while (end < numbers.size() && numbers[end] == numbers[begin] &&
           block.as_given[end].first == first + (end - begin))
      ++end;
    put_varint(out, first - after);
    put_varint(out, end - begin);
    put_varint(out, numbers[begin]);
    after = first + static_cast<std::uint32_t>(end - begin);
  }
}

// How many positions have a value and how many a row.
struct Counts {
  std::size_t values = 0;
  std::size_t rows = 0;
};

// Reads the runs into flags, and marks with 0 / 1 in values and rows where a number follows.
bool read_runs(ByteReader& source, std::size_t count, ReadingBlock& block, Counts& counts) {
  block.flags.clear();
  block.values.clear();
  block.rows.clear();
  while (block.flags.size() < count) {
    const std::uint8_t head = source.byte();
    const std::uint64_t run = source.varint();
    if (!source.ok || run == 0 || run > count - block.flags.size()) return false;
    if ((head & kFlagMask) > static_cast<std::uint8_t>(ReadingFlag::excluded)) return false;
    const bool has_value = (head & kHasValue) != 0;
    const bool has_row = (head & kHasRow) != 0;
    block.flags.insert(block.flags.end(), run, static_cast<ReadingFlag>(head & kFlagMask));
    block.values.insert(block.values.end(), run, has_value ? 0 : kNoReading);
    block.rows.insert(block.rows.end(), run, has_row ? 1 : 0);
    counts.values += has_value ? run : 0;
    counts.rows += has_row ? run : 0;
  }
  return true;
}

// At the end of the bytes the eight that unpacking loads are not there: a copy has them.
template <class Give>
bool unpack_group(ByteReader& source, std::size_t count, unsigned width, const Give& give) {
  const std::string_view packed = source.text(bytes_of_bits(count, width));
  if (!source.ok) return false;
  if (source.bytes.size() - source.at >= sizeof(std::uint64_t)) {
    unpack_bits(packed.data(), count, width, give);
    return true;
  }
  std::array<char, bytes_of_bits(kGroup, kMaxDifference) + sizeof(std::uint64_t)> copy{};
  std::copy(packed.begin(), packed.end(), copy.begin());
  unpack_bits(copy.data(), count, width, give);
  return true;
}

bool read_values(ByteReader& source, std::span<std::int32_t> values) {
  if (values.empty()) return true;
  auto value = static_cast<std::uint64_t>(source.signed_varint());
  const std::uint64_t step = source.varint();
  std::uint64_t misfits = 0;  // not 0 once something was no value; the arithmetic wraps and is harmless
  const auto place = [&](std::size_t i) {
    values[i] = static_cast<std::int32_t>(value);
    misfits |= static_cast<std::uint64_t>(std::int64_t{values[i]}) ^ value;
    misfits |= values[i] == kNoReading ? 1U : 0U;
  };
  place(0);
  for (std::size_t begin = 1; begin < values.size(); begin += kGroup) {
    const std::size_t count = std::min(kGroup, values.size() - begin);
    const unsigned width = source.byte();
    if (!source.ok || width > kMaxDifference) return false;
    const bool is_there = unpack_group(source, count, width, [&](std::size_t i, std::uint64_t difference) {
      value += step * static_cast<std::uint64_t>(unzigzag(difference));
      place(begin + i);
    });
    if (!is_there) return false;
  }
  return source.ok && misfits == 0;
}

bool read_rows(ByteReader& source, std::span<std::uint32_t> rows) {
  constexpr std::int64_t kLargest = std::numeric_limits<std::uint32_t>::max();
  std::int64_t last = 0;
  for (std::size_t begin = 0; begin < rows.size();) {
    const std::uint64_t run = source.varint();
    const std::int64_t first = source.signed_varint();
    const std::int64_t stride = run > 1 ? source.signed_varint() : 0;
    if (!source.ok || run == 0 || run > rows.size() - begin) return false;
    if (first < -kLargest || first > kLargest || stride < -kLargest || stride > kLargest) return false;
    const std::int64_t row = last + first;
    last = row + stride * (static_cast<std::int64_t>(run) - 1);
    if (row < 1 || row > kLargest || last < 1 || last > kLargest) return false;
    for (std::size_t i = 0; i < run; ++i)
      rows[begin + i] = static_cast<std::uint32_t>(row + stride * static_cast<std::int64_t>(i));
    begin += run;
  }
  return source.ok;
}

bool read_texts(ByteReader& source, std::size_t count, ReadingBlock& block) {
  block.as_given.clear();
  const std::uint64_t size = source.varint();
  if (size > count) return false;
  std::vector<std::string_view> distinct;
  for (std::uint64_t i = 0; i < size && source.ok; ++i) distinct.push_back(source.text(source.varint()));
  std::uint64_t offset = 0;
  while (source.ok && source.at < source.bytes.size()) {
    const std::uint64_t gap = source.varint();
    const std::uint64_t run = source.varint();
    const std::uint64_t number = source.varint();
    if (!source.ok || number >= distinct.size() || gap > count || run > count) return false;
    offset += gap;
    if (run == 0 || offset + run > count) return false;
    for (const std::uint64_t end = offset + run; offset < end; ++offset)
      block.as_given.emplace_back(static_cast<std::uint32_t>(offset), distinct[number]);
  }
  return source.ok;
}

// Puts the numbers where the runs have marked a place for them.
template <class Number>
void spread(std::span<const Number> numbers, Number none, std::vector<Number>& into) {
  if (numbers.size() == into.size()) {
    std::copy(numbers.begin(), numbers.end(), into.begin());
    return;
  }
  auto next = numbers.begin();
  for (Number& place : into)
    if (place != none) place = *next++;
}

}  // namespace

void put_readings(std::string& out, const ReadingBlock& block) {
  assert(block.values.size() <= kMaxBlockPositions);
  Values values;
  Rows rows;
  Counts counts;
  for (std::size_t offset = 0; offset < block.values.size(); ++offset) {
    values[counts.values] = block.values[offset];
    rows[counts.rows] = block.rows[offset];
    counts.values += block.values[offset] != kNoReading ? 1U : 0U;
    counts.rows += block.rows[offset] != 0 ? 1U : 0U;
  }
  put_runs(out, block);
  put_values(out, std::span(values).first(counts.values));
  put_rows(out, std::span(rows).first(counts.rows));
  put_texts(out, block);
}

bool read_readings(std::string_view section, std::size_t count, ReadingBlock& block) {
  assert(count <= kMaxBlockPositions);
  ByteReader source{section};
  Counts counts;
  Values values;
  Rows rows;
  if (!read_runs(source, count, block, counts)) return false;
  if (!read_values(source, std::span(values).first(counts.values))) return false;
  if (!read_rows(source, std::span(rows).first(counts.rows))) return false;
  if (!read_texts(source, count, block)) return false;
  spread(std::span<const std::int32_t>(values).first(counts.values), kNoReading, block.values);
  spread(std::span<const std::uint32_t>(rows).first(counts.rows), 0U, block.rows);
  return true;
}

}  // namespace chuangmo::series
