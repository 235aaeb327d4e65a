#include "evidence/zip_record.h"

#include "base/text.h"
#include "evidence/byte_fields.h"

namespace chuangmo::evidence {
namespace {

constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kMaxCommentBytes = 0xFFFF;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kLocalBytes = 30;
constexpr std::uint16_t kHasDescriptor = 1U << 3U;
constexpr std::uint16_t kIsUtf8 = 1U << 11U;
constexpr std::uint32_t kElsewhere = 0xFFFFFFFF;

std::optional<std::size_t> end_record(std::string_view bytes) {
  if (bytes.size() < kEndBytes) return std::nullopt;
  const std::size_t last = bytes.size() - kEndBytes;
  const std::size_t first = last > kMaxCommentBytes ? last - kMaxCommentBytes : 0;
  for (std::size_t at = last + 1; at-- > first;) {
    if (slice(bytes, at, 4) == "PK\x05\x06" && at + kEndBytes + le16(bytes, at + 20) == bytes.size())
      return at;
  }
  return std::nullopt;
}

// Behind the bytes, with or without its mark, sizes in 4 bytes or 8 (APPNOTE 4.3.9).
bool descriptor_agrees(std::string_view bytes, const ZipRecord& record) {
  std::size_t at = record.packed_begin + record.packed_bytes;
  for (int marks = 0; marks < 2; ++marks) {
    const bool is_short = le32(bytes, at) == record.crc32 && le32(bytes, at + 4) == record.packed_bytes &&
                          le32(bytes, at + 8) == record.unpacked_bytes;
    const bool is_long = le32(bytes, at) == record.crc32 && little(bytes, at + 4, 8) == record.packed_bytes &&
                         little(bytes, at + 12, 8) == record.unpacked_bytes;
    if (is_short || is_long) return true;
    if (slice(bytes, at, 4) != "PK\x07\x08") return false;
    at += 4;
  }
  return false;
}

bool local_header_agrees(std::string_view bytes, const ZipRecord& record) {
  const std::size_t at = record.local_offset;
  if (slice(bytes, at, 4) != "PK\x03\x04") return false;
  if (slice(bytes, at + kLocalBytes, le16(bytes, at + 26)) != record.raw_name) return false;
  constexpr std::uint16_t kCompared = 0x2049;  // encryption and descriptor
  const std::uint16_t differing = le16(bytes, at + 6) ^ record.flags;
  if (le16(bytes, at + 8) != record.method || (differing & kCompared) != 0) return false;
  if (record.packed_bytes == kElsewhere || record.unpacked_bytes == kElsewhere) return true;
  if ((record.flags & kHasDescriptor) != 0) return descriptor_agrees(bytes, record);
  const bool is_elsewhere = le32(bytes, at + 18) == kElsewhere || le32(bytes, at + 22) == kElsewhere;
  return is_elsewhere ||
         (le32(bytes, at + 14) == record.crc32 && le32(bytes, at + 18) == record.packed_bytes &&
          le32(bytes, at + 22) == record.unpacked_bytes);
}

ZipRecord read_record(std::string_view bytes, std::size_t at) {
  ZipRecord record;
  record.made_by = le16(bytes, at + 4);
  record.flags = le16(bytes, at + 8);
  record.method = le16(bytes, at + 10);
  record.crc32 = le32(bytes, at + 16);
  record.packed_bytes = le32(bytes, at + 20);
  record.unpacked_bytes = le32(bytes, at + 24);
  record.external_attributes = le32(bytes, at + 38);
  record.local_offset = le32(bytes, at + 42);
  record.raw_name = slice(bytes, at + kCentralBytes, le16(bytes, at + 28));
  record.name = (record.flags & kIsUtf8) != 0 ? record.raw_name : readable_name(record.raw_name);
  const std::size_t local = record.local_offset;
  record.packed_begin = local + kLocalBytes + le16(bytes, local + 26) + le16(bytes, local + 28);
  record.is_contradicted_locally = !local_header_agrees(bytes, record);
  return record;
}

}  // namespace

std::string readable_name(const std::string& raw) {
  if (is_valid_utf8(raw)) return raw;
  const auto decoded = decode_text(raw);
  return decoded ? decoded->utf8 : raw;
}

bool ZipRecord::is_special_file() const {
  constexpr std::uint16_t kUnix = 3;
  constexpr std::uint16_t kMac = 19;
  if (made_by >> 8U != kUnix && made_by >> 8U != kMac) return false;
  const std::uint32_t kind = external_attributes >> 16U & 0170000U;
  return kind != 0 && kind != 0100000U && kind != 0040000U;
}

std::optional<std::vector<ZipRecord>> read_zip_records(std::string_view bytes, std::size_t max_entries) {
  const auto end = end_record(bytes);
  if (!end) return std::nullopt;
  const std::size_t count = le16(bytes, *end + 10);
  std::size_t at = le32(bytes, *end + 16);
  if (count > max_entries || at + le32(bytes, *end + 12) != *end) return std::nullopt;
  std::vector<ZipRecord> records;
  for (std::size_t i = 0; i < count; ++i) {
    if (at + kCentralBytes > *end || slice(bytes, at, 4) != "PK\x01\x02") return std::nullopt;
    records.push_back(read_record(bytes, at));
    at += kCentralBytes + le16(bytes, at + 28) + le16(bytes, at + 30) + le16(bytes, at + 32);
  }
  return at == *end ? std::optional(std::move(records)) : std::nullopt;
}

}  // namespace chuangmo::evidence
