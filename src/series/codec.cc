#include "series/codec.h"

#include <array>
#include <cassert>
#include <cstring>
#include <zlib.h>

namespace chuangmo::series {
namespace {

constexpr std::string_view kMagic = "CMRB";
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kHasValue = 0x80;  // beside the flag in a run's head
constexpr std::uint8_t kHasRow = 0x40;
constexpr std::uint8_t kFlagMask = 0x3F;
// Per position at most: 3 bytes of run, 5 of value, 5 of row, a text with its head.
constexpr std::size_t kMaxBodyBytes = 64 + kMaxBlockPositions * (13 + 8 + kMaxAsGivenBytes);

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>((value & 0x7F) | 0x80));
  out.push_back(static_cast<char>(value));
}

// Reads what put_varint wrote; once something does not fit it stays failed and returns zeros.
struct Source {
  std::string_view bytes;
  std::size_t at = 0;
  bool ok = true;

  std::uint8_t byte() {
    if (at >= bytes.size()) ok = false;
    return ok ? static_cast<std::uint8_t>(bytes[at++]) : 0;
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t next = byte();
      value |= static_cast<std::uint64_t>(next & 0x7F) << shift;
      if ((next & 0x80) == 0) return value;
    }
    ok = false;
    return 0;
  }
  std::string_view text(std::uint64_t size) {
    if (size > bytes.size() - at) ok = false;
    if (!ok) return {};
    const std::string_view result = bytes.substr(at, size);
    at += size;
    return result;
  }
};

std::uint8_t run_head(const ReadingBlock& block, std::size_t offset) {
  auto head = static_cast<std::uint8_t>(block.flags[offset]);
  if (block.values[offset] != kNoReading) head |= kHasValue;
  if (block.rows[offset] != 0) head |= kHasRow;
  return head;
}

std::string body_of(const ReadingBlock& block) {
  std::string body;
  body.push_back(static_cast<char>(block.step));
  put_varint(body, zigzag(block.first));
  put_varint(body, block.values.size());
  for (std::size_t begin = 0, end = 0; begin < block.values.size(); begin = end) {
    while (end < block.values.size() && run_head(block, end) == run_head(block, begin)) ++end;
    body.push_back(static_cast<char>(run_head(block, begin)));
    put_varint(body, end - begin);
  }
  std::int64_t last = 0;
  for (const std::int32_t value : block.values) {
    if (value == kNoReading) continue;
    put_varint(body, zigzag(value - last));
    last = value;
  }
  last = 0;
  for (const std::uint32_t row : block.rows) {
    if (row == 0) continue;
    put_varint(body, zigzag(std::int64_t{row} - last));
    last = row;
  }
  put_varint(body, block.as_given.size());
  for (const auto& [offset, text] : block.as_given) {
    put_varint(body, offset);
    put_varint(body, text.size());
    body += text;
  }
  return body;
}

void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((value >> shift) & 0xFF));
}
std::uint32_t read_u32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return value;
}
std::uint32_t crc_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

tl::unexpected<Failure> contradicts() {
  return fail("SER004", "监测数据块的内容自相矛盾", "从备份恢复数据库，或重新导入该月的监测文件");
}

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
bool read_runs(Source& source, ReadingBlock& block, std::size_t count) {
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

bool read_numbers(Source& source, ReadingBlock& block) {
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

bool read_texts(Source& source, ReadingBlock& block) {
  const std::uint64_t count = source.varint();
  if (count > block.values.size()) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t offset = source.varint();
    const std::string_view text = source.text(source.varint());
    if (!source.ok || offset >= block.values.size()) return false;
    if (!block.as_given.empty() && offset <= block.as_given.back().first) return false;
    block.as_given.emplace_back(static_cast<std::uint32_t>(offset), text);
  }
  return source.ok && source.at == source.bytes.size();
}

Result<ReadingBlock> block_from(std::string_view body) {
  Source source{body};
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

}  // namespace

std::string encode_block(const ReadingBlock& block) {
  assert(block.values.size() <= kMaxBlockPositions);
  assert(block.flags.size() == block.values.size() && block.rows.size() == block.values.size());
  const std::string body = body_of(block);
  std::string out(kMagic);
  out.push_back(static_cast<char>(kVersion));
  put_varint(out, body.size());
  const std::size_t head = out.size();
  auto length = compressBound(static_cast<uLong>(body.size()));
  out.resize(head + length);
  const int code = compress2(reinterpret_cast<Bytef*>(out.data() + head), &length,
                             reinterpret_cast<const Bytef*>(body.data()), static_cast<uLong>(body.size()), 6);
  assert(code == Z_OK);
  (void)code;
  out.resize(head + length);
  put_u32(out, crc_of(out));
  return out;
}

Result<ReadingBlock> decode_block(std::string_view bytes) {
  if (bytes.size() < kMagic.size() + 6 || bytes.substr(0, kMagic.size()) != kMagic)
    return fail("SER001", "这段字节不是监测数据块", "从备份恢复数据库");
  const std::string_view covered = bytes.substr(0, bytes.size() - 4);
  if (crc_of(covered) != read_u32(bytes.substr(covered.size())))
    return fail("SER003", "监测数据块的校验码不符，数据已损坏", "从备份恢复数据库，或重新导入该月的监测文件");
  if (static_cast<std::uint8_t>(bytes[kMagic.size()]) != kVersion)
    return fail("SER002", "监测数据块由更新的版本写成", "请升级程序");
  Source head{covered, kMagic.size() + 1};
  const std::uint64_t size = head.varint();
  if (!head.ok) return contradicts();
  CHUANGMO_TRY(body, inflate_body(covered.substr(head.at), size));
  return block_from(body);
}

}  // namespace chuangmo::series
