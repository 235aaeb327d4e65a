#include "ooxml/zip_directory.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace chuangmo::ooxml {
namespace {

constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kMaxCommentBytes = 0xFFFF;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kLocalBytes = 30;
constexpr std::uint32_t kAbsent32 = 0xFFFFFFFF;  // "see the ZIP64 field"
constexpr const char* kSaveAgain = "请用 Word/Excel/WPS 打开原文件，另存一份后重试";

// Little-endian fields; the caller has checked that they lie inside.
std::uint64_t field(std::string_view bytes, std::size_t at, int width) {
  std::uint64_t value = 0;
  for (int i = width - 1; i >= 0; --i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  }
  return value;
}
std::uint16_t u16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(field(bytes, at, 2));
}
std::uint32_t u32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(field(bytes, at, 4));
}

tl::unexpected<Failure> damaged(std::string_view what) {
  return fail("ZIP002", fmt::format("压缩包不完整或已损坏：{}", what), kSaveAgain);
}

struct EndRecord {
  std::size_t entry_count;
  std::size_t directory_offset;
  std::size_t directory_bytes;
};

std::optional<std::size_t> find_end_record(std::string_view bytes) {
  if (bytes.size() < kEndBytes) return std::nullopt;
  const std::size_t last = bytes.size() - kEndBytes;
  const std::size_t first = last > kMaxCommentBytes ? last - kMaxCommentBytes : 0;
  for (std::size_t at = last + 1; at-- > first;) {
    if (bytes.compare(at, 4, "PK\x05\x06") == 0 && at + kEndBytes + u16(bytes, at + 20) <= bytes.size())
      return at;
  }
  return std::nullopt;
}

Result<EndRecord> read_end_record(std::string_view bytes) {
  if (bytes.substr(0, 2) != "PK") return fail("ZIP001", "不是 Office 文件（不是 zip 压缩包）", kSaveAgain);
  const auto at = find_end_record(bytes);
  if (!at) return damaged("找不到结尾的目录，文件可能没有传完");
  if (u16(bytes, *at + 4) != u16(bytes, *at + 6) || u16(bytes, *at + 8) != u16(bytes, *at + 10)) {
    return fail("ZIP004", "分卷压缩包不能读取", kSaveAgain);
  }
  const EndRecord end{u16(bytes, *at + 10), u32(bytes, *at + 16), u32(bytes, *at + 12)};
  if (end.entry_count == 0xFFFF || end.directory_offset == kAbsent32 || end.directory_bytes == kAbsent32) {
    return fail("ZIP004", "ZIP64 压缩包不能读取", kSaveAgain);
  }
  if (end.directory_offset + end.directory_bytes > *at) return damaged("目录的位置超出文件");
  return end;
}

// Sizes that do not fit 32 bits stand in extra field 1, in this order and only where the 32-bit field is all
// ones.
bool read_zip64_sizes(std::string_view extra, ZipEntry& entry, std::uint64_t& local_offset) {
  while (extra.size() >= 4) {
    const std::size_t length = u16(extra, 2);
    if (length + 4 > extra.size()) return false;
    if (u16(extra, 0) == 1) {
      std::string_view body = extra.substr(4, length);
      for (std::uint64_t* value : {&entry.unpacked_bytes, &entry.packed_bytes, &local_offset}) {
        if (*value != kAbsent32) continue;
        if (body.size() < 8) return false;
        *value = field(body, 0, 8);
        body.remove_prefix(8);
      }
      return true;
    }
    extra.remove_prefix(length + 4);
  }
  return entry.unpacked_bytes != kAbsent32 && entry.packed_bytes != kAbsent32 && local_offset != kAbsent32;
}

Result<void> check_entry(const ZipEntry& entry, std::uint16_t flags, const ZipLimits& limits) {
  if (flags & 0x2041) return fail("ZIP003", "压缩包加了密码，不能读取", "请去掉密码后另存一份再试");
  if (entry.method != 0 && entry.method != 8) {
    return fail("ZIP004", fmt::format("压缩包用了不认识的压缩方法 {}", entry.method), kSaveAgain);
  }
  if (entry.method == 0 && entry.packed_bytes != entry.unpacked_bytes) {
    return fail("ZIP006", fmt::format("压缩包中 {} 的大小自相矛盾", entry.name), kSaveAgain);
  }
  const bool too_dense = entry.unpacked_bytes > limits.ratio_from_bytes &&
                         entry.unpacked_bytes / limits.max_ratio > entry.packed_bytes;
  if (too_dense || entry.unpacked_bytes > limits.max_entry_bytes) {
    return fail(
        "ZIP007",
        fmt::format("压缩包中 {} 解开后过大（{} 字节），可能是压缩炸弹", entry.name, entry.unpacked_bytes),
        "请确认文件来源；如确是正常文件，请拆分后再导入");
  }
  return {};
}

// Sets data_offset. The local header must tell the same name, so that two programs cannot read two different
// archives.
Result<void> check_local_header(std::string_view bytes, std::uint64_t local_offset, std::string_view raw_name,
                                std::uint64_t directory_offset, ZipEntry& entry) {
  if (local_offset > directory_offset || directory_offset - local_offset < kLocalBytes) {
    return damaged(fmt::format("{} 的位置超出文件", entry.name));
  }
  const std::string_view local = bytes.substr(local_offset, directory_offset - local_offset);
  if (local.substr(0, 4) != "PK\x03\x04") return damaged(fmt::format("{} 没有文件头", entry.name));
  const std::size_t name_bytes = u16(local, 26);
  const std::size_t header_bytes = kLocalBytes + name_bytes + u16(local, 28);
  if (header_bytes > local.size() || entry.packed_bytes > local.size() - header_bytes) {
    return damaged(fmt::format("{} 的内容超出文件", entry.name));
  }
  if (local.substr(kLocalBytes, name_bytes) != raw_name) {
    return fail("ZIP006", fmt::format("压缩包中 {} 的名称前后不一", entry.name), kSaveAgain);
  }
  entry.data_offset = local_offset + header_bytes;
  return {};
}

struct Extent {
  std::uint64_t begin;
  std::uint64_t end;
};

Result<void> check_no_overlap(std::vector<Extent> extents) {
  std::sort(extents.begin(), extents.end(),
            [](const Extent& a, const Extent& b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < extents.size(); ++i) {
    if (extents[i].begin < extents[i - 1].end) {
      return fail("ZIP006", "压缩包中的文件互相重叠，可能是压缩炸弹", "请确认文件来源");
    }
  }
  return {};
}

}  // namespace

Result<std::vector<ZipEntry>> read_zip_directory(std::string_view bytes, const ZipLimits& limits) {
  CHUANGMO_TRY(end, read_end_record(bytes));
  if (end.entry_count > limits.max_entries) {
    return fail("ZIP005",
                fmt::format("压缩包中有 {} 个文件，最多 {} 个", end.entry_count, limits.max_entries),
                kSaveAgain);
  }
  std::string_view directory = bytes.substr(end.directory_offset, end.directory_bytes);
  std::vector<ZipEntry> entries;
  std::vector<Extent> extents;
  for (std::size_t i = 0; i < end.entry_count; ++i) {
    if (directory.size() < kCentralBytes || directory.substr(0, 4) != "PK\x01\x02")
      return damaged("目录残缺");
    const std::size_t name_bytes = u16(directory, 28);
    const std::size_t extra_bytes = u16(directory, 30);
    const std::size_t record_bytes = kCentralBytes + name_bytes + extra_bytes + u16(directory, 32);
    if (record_bytes > directory.size()) return damaged("目录残缺");
    const std::string_view raw_name = directory.substr(kCentralBytes, name_bytes);
    ZipEntry entry{std::string(raw_name), u32(directory, 20), u32(directory, 24),
                   u32(directory, 16),    u16(directory, 10), 0};
    std::replace(entry.name.begin(), entry.name.end(), '\\', '/');  // as some old writers wrote
    std::uint64_t local_offset = u32(directory, 42);
    if (!read_zip64_sizes(directory.substr(kCentralBytes + name_bytes, extra_bytes), entry, local_offset)) {
      return damaged(fmt::format("{} 的大小不明", entry.name));
    }
    CHUANGMO_CHECK(check_entry(entry, u16(directory, 8), limits));
    CHUANGMO_CHECK(check_local_header(bytes, local_offset, raw_name, end.directory_offset, entry));
    extents.push_back({local_offset, entry.data_offset + entry.packed_bytes});
    entries.push_back(std::move(entry));
    directory.remove_prefix(record_bytes);
  }
  CHUANGMO_CHECK(check_no_overlap(std::move(extents)));
  return entries;
}

}  // namespace chuangmo::ooxml
