#include "series/codec.h"

#include <cassert>

#include "series/byte_stream.h"
#include "series/codec_v1.h"
#include "series/crc32c.h"
#include "series/day_section.h"
#include "series/day_sums.h"
#include "series/reading_section.h"

namespace chuangmo::series {
namespace {

constexpr std::string_view kMagic = "CMRB";
constexpr std::uint8_t kVersion = 2;
constexpr std::size_t kVersionAt = 4;
constexpr std::size_t kStepAt = 5;
constexpr std::size_t kWindowAt = 6;
constexpr std::size_t kLeastAt = 7;
constexpr std::size_t kFirstAt = 8;
constexpr std::size_t kCountAt = 12;
constexpr std::size_t kDaysSizeAt = 14;
constexpr std::size_t kReadingsSizeAt = 16;
constexpr std::size_t kHeadSize = 20;
constexpr std::size_t kCrcSize = 4;
constexpr std::size_t kLeastSize = 9;  // of any version: below it there is no place for a checksum

// The parts of a block of version 2; nothing in them is checked but that they fill the bytes.
struct Parts {
  std::string_view head;
  std::string_view days;
  std::string_view readings;
  std::uint32_t days_crc = 0;      // of head and days
  std::uint32_t readings_crc = 0;  // of head and readings

  PeriodKind step() const { return static_cast<PeriodKind>(head[kStepAt]); }
  WindowRule rule() const {
    return {number_at<std::uint8_t>(head, kWindowAt), number_at<std::uint8_t>(head, kLeastAt)};
  }
  std::int64_t first() const { return number_at<std::int32_t>(head, kFirstAt); }
  std::int64_t count() const { return number_at<std::uint16_t>(head, kCountAt); }
  bool days_are_whole() const { return crc32c(days, crc32c(head)) == days_crc; }
  bool readings_are_whole() const { return crc32c(readings, crc32c(head)) == readings_crc; }
};

Result<std::uint8_t> version_of(std::string_view bytes) {
  if (bytes.size() < kLeastSize || bytes.substr(0, kMagic.size()) != kMagic)
    return fail("SER001", "这段字节不是监测数据块", "从备份恢复数据库");
  return static_cast<std::uint8_t>(bytes[kVersionAt]);
}

tl::unexpected<Failure> unknown_version() {
  return fail("SER002", "监测数据块由更新的版本写成", "请升级程序");
}

// Sizes that do not fit are damage: the checksum, which would say so, cannot be found.
Result<Parts> parts_of(std::string_view bytes) {
  if (bytes.size() < kHeadSize + 2 * kCrcSize) return checksum_differs();
  const std::size_t days = number_at<std::uint16_t>(bytes, kDaysSizeAt);
  const std::size_t readings = number_at<std::uint32_t>(bytes, kReadingsSizeAt);
  if (bytes.size() != kHeadSize + days + kCrcSize + readings + kCrcSize) return checksum_differs();
  const std::size_t days_end = kHeadSize + days;
  return Parts{bytes.substr(0, kHeadSize), bytes.substr(kHeadSize, days),
               bytes.substr(days_end + kCrcSize, readings), number_at<std::uint32_t>(bytes, days_end),
               number_at<std::uint32_t>(bytes, bytes.size() - kCrcSize)};
}

bool is_rule(const WindowRule& rule) {
  if (!rule.is_wanted()) return rule.least_hours == 0;
  return rule.window_hours <= DaySum::kHours && rule.least_hours >= 1 &&
         rule.least_hours <= rule.window_hours;
}

// Step, position and rule of a head whose checksum is right.
bool is_possible(const Parts& parts) {
  return is_reading_step(parts.step()) && is_plausible_index(parts.step(), parts.first()) &&
         block_span(parts.step(), parts.first()) == BlockSpan{parts.first(), parts.count()} &&
         is_rule(parts.rule());
}

template <class Number>
void set_number(std::string& out, std::size_t at, Number value) {
  for (std::size_t byte = 0; byte < sizeof(Number); ++byte)
    out[at + byte] = static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * byte)) & 0xFF);
}

Result<void> decode_block_v2(std::string_view bytes, ReadingBlock& into) {
  CHUANGMO_TRY(parts, parts_of(bytes));
  if (!parts.days_are_whole() || !parts.readings_are_whole()) return checksum_differs();
  if (!is_possible(parts)) return contradicts();
  into.step = parts.step();
  into.first = parts.first();
  if (!read_readings(parts.readings, static_cast<std::size_t>(parts.count()), into)) return contradicts();
  return {};
}

}  // namespace

tl::unexpected<Failure> checksum_differs() {
  return fail("SER003", "监测数据块的校验码不符，数据已损坏", "从备份恢复数据库，或重新导入该月的监测文件");
}
tl::unexpected<Failure> contradicts() {
  return fail("SER004", "监测数据块的内容自相矛盾", "从备份恢复数据库，或重新导入该月的监测文件");
}

void encode_block(const ReadingBlock& block, const WindowRule& rule, std::string& into) {
  assert(block.values.size() <= kMaxBlockPositions && is_rule(rule));
  assert(block.flags.size() == block.values.size() && block.rows.size() == block.values.size());
  const bool has_days = block.step == PeriodKind::hour;
  const WindowRule kept = has_days ? rule : WindowRule{};
  into.assign(kMagic);
  into.push_back(static_cast<char>(kVersion));
  into.push_back(static_cast<char>(block.step));
  into.push_back(static_cast<char>(kept.window_hours));
  into.push_back(static_cast<char>(kept.least_hours));
  put_number(into, static_cast<std::int32_t>(block.first));
  put_number(into, static_cast<std::uint16_t>(block.values.size()));
  into.resize(kHeadSize);
  if (has_days) {
    std::array<DaySum, kMaxBlockDays> days;
    const std::size_t count = day_sums(block, kept, days);
    put_days(into, std::span(days).first(count), kept.is_wanted());
  }
  const std::size_t days_end = into.size();
  set_number(into, kDaysSizeAt, static_cast<std::uint16_t>(days_end - kHeadSize));
  into.resize(days_end + kCrcSize);
  put_readings(into, block);
  const std::size_t readings_at = days_end + kCrcSize;
  set_number(into, kReadingsSizeAt, static_cast<std::uint32_t>(into.size() - readings_at));
  const std::string_view bytes = into;
  const std::uint32_t head = crc32c(bytes.substr(0, kHeadSize));
  const std::uint32_t readings_crc = crc32c(bytes.substr(readings_at), head);
  set_number(into, days_end, crc32c(bytes.substr(kHeadSize, days_end - kHeadSize), head));
  put_number(into, readings_crc);
}

std::string encode_block(const ReadingBlock& block, const WindowRule& rule) {
  std::string bytes;
  encode_block(block, rule, bytes);
  return bytes;
}

Result<void> decode_block(std::string_view bytes, ReadingBlock& into) {
  CHUANGMO_TRY(version, version_of(bytes));
  if (version == kVersion) return decode_block_v2(bytes, into);
  if (version != 1) return unknown_version();
  CHUANGMO_TRY(block, decode_block_v1(bytes));
  block.set = std::move(into.set);
  block.station = std::move(into.station);
  block.parameter = std::move(into.parameter);
  into = std::move(block);
  return {};
}

Result<ReadingBlock> decode_block(std::string_view bytes) {
  ReadingBlock block;
  CHUANGMO_CHECK(decode_block(bytes, block));
  return block;
}

Result<BlockDays> decode_days(std::string_view bytes, const WindowRule& rule,
                              std::span<DaySum, kMaxBlockDays> into) {
  CHUANGMO_TRY(version, version_of(bytes));
  if (version == kVersion) {
    CHUANGMO_TRY(parts, parts_of(bytes));
    if (!parts.days_are_whole()) return checksum_differs();
    if (!is_possible(parts)) return contradicts();
    if (parts.step() != PeriodKind::hour) return BlockDays{};
    const auto count = static_cast<std::size_t>(parts.count()) / DaySum::kHours;
    if (!rule.is_wanted() || rule == parts.rule()) {
      if (!read_days(parts.days, parts.rule().is_wanted(), rule.is_wanted(), into.first(count)))
        return contradicts();
      return BlockDays{Hour{static_cast<std::int32_t>(parts.first())}.date(), count};
    }
  }
  CHUANGMO_TRY(block, decode_block(bytes));
  if (block.step != PeriodKind::hour) return BlockDays{};
  return BlockDays{Hour{static_cast<std::int32_t>(block.first)}.date(), day_sums(block, rule, into)};
}

}  // namespace chuangmo::series
