#include "series/codec_v1.h"

#include <limits>
#include <zlib.h>

#include "series/byte_stream.h"
#include "series/codec.h"

namespace chuangmo::series {
namespace {

constexpr std::uint8_t kHasValue = 0x80;  // beside the flag in a run's head
constexpr std::uint8_t kHasRow = 0x40;
constexpr std::uint8_t kFlagMask = 0x3F;
constexpr std::size_t kHead = 5;  // magic and version
constexpr std::size_t kCrc = 4;
// Per position at most: 3 bytes of run, 5 of value, 5 of row, a text with its head.
constexpr std::size_t kMaxBodyBytes = 64 + kMaxBlockPositions * (13 + 8 + kMaxAsGivenBytes);

Result<std::string> inflate_body(std::string_view packed, std::uint64_t size) {
  if (size > kMaxBodyBytes) return contradicts();
  std::string body(size, '\0');
  auto length = static_cast<uLongf>(size);
  const int code =
      uncompress(reinterpret_cast<Bytef*>(body.data()), &length,
                 reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
  if (code != Z_OK || length != size) return contradicts();
  return body;
}

bool is_known_flag(std::uint8_t flag) {
  return flag <= static_cast<std::uint8_t>(ReadingFlag::excluded);
}

// Reads the runs into flags, and marks with 0 / 1 in values and rows where a number follows.
bool read_runs(ByteReader& source, ReadingBlock& block, std::size_t count) {
  while (block.flags.size() < count) {
    const std::uint8_t head = source.byte();
    const std::uint64_t run = source.varint();
    if (!source.ok || run == 0 || run > count - block.flags.size() || !is_known_flag(head & kFlagMask))
      return false;
    block.flags.insert(block.flags.end(), run, static_cast<ReadingFlag>(head & kFlagMask));
    block.values.insert(block.values.end(), run, (head & kHasValue) != 0 ? 0 : kNoReading);
    block.rows.insert(block.rows.end(), run, (head & kHasRow) != 0 ? 1 : 0);
  }
  return true;
}

bool read_numbers(ByteReader& source, ReadingBlock& block) {
  std::int64_t last = 0;
  for (std::int32_t& value : block.values) {
    if (value == kNoReading) continue;
    const std::int64_t step = unzigzag(source.varint());
    if (step > (std::int64_t{1} << 33) || step < -(std::int64_t{1} << 33)) return false;
    last += step;
    if (last <= kNoReading || last > std::numeric_limits<std::int32_t>::max()) return false;
    value = static_cast<std::int32_t>(last);
  }
  last = 0;
  for (std::uint32_t& row : block.rows) {
    if (row == 0) continue;
    const std::int64_t step = unzigzag(source.varint());
    if (step > (std::int64_t{1} << 33) || step < -(std::int64_t{1} << 33)) return false;
    last += step;
    if (last <= 0 || last > std::numeric_limits<std::uint32_t>::max()) return false;
    row = static_cast<std::uint32_t>(last);
  }
  return source.ok;
}

bool read_texts(ByteReader& source, ReadingBlock& block) {
  const std::uint64_t count = source.varint();
  if (count > block.values.size()) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t offset = source.varint();
    const std::string_view text = source.text(source.varint());
    if (text.size() > kMaxAsGivenBytes) return false;
    if (!source.ok || offset >= block.values.size()) return false;
    if (!block.as_given.empty() && offset <= block.as_given.back().first) return false;
    block.as_given.emplace_back(static_cast<std::uint32_t>(offset), text);
  }
  return source.ok && source.at == source.bytes.size();
}

Result<ReadingBlock> block_from(std::string_view body) {
  ByteReader source{body};
  ReadingBlock block;
  block.step = static_cast<PeriodKind>(source.byte());
  block.first = unzigzag(source.varint());
  const std::uint64_t count = source.varint();
  if (!source.ok || !is_reading_step(block.step) || !is_plausible_index(block.step, block.first))
    return contradicts();
  if (block_span(block.step, block.first) != BlockSpan{block.first, static_cast<std::int64_t>(count)})
    return contradicts();
  if (!read_runs(source, block, count) || !read_numbers(source, block) || !read_texts(source, block))
    return contradicts();
  return block;
}

std::uint32_t crc_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

}  // namespace

Result<ReadingBlock> decode_block_v1(std::string_view bytes) {
  const std::string_view covered = bytes.substr(0, bytes.size() - kCrc);
  if (crc_of(covered) != number_at<std::uint32_t>(bytes, covered.size())) return checksum_differs();
  ByteReader head{covered, kHead};
  const std::uint64_t size = head.varint();
  if (!head.ok) return contradicts();
  CHUANGMO_TRY(body, inflate_body(covered.substr(head.at), size));
  return block_from(body);
}

}  // namespace chuangmo::series
