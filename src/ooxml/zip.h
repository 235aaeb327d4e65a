#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo::ooxml {

// What an archive may ask of us. Office files stay far below; a zip bomb does not.
struct ZipLimits {
  std::size_t max_entries = 10'000;
  std::uint64_t max_entry_bytes = 512ULL << 20;   // unpacked, of one entry
  std::uint64_t max_total_bytes = 1024ULL << 20;  // unpacked, of all entries read through one archive
  std::uint64_t max_ratio = 400;  // unpacked : packed, held against entries above ratio_from_bytes
  std::uint64_t ratio_from_bytes = 4ULL << 20;
};

struct ZipEntry {
  std::string name;  // '/' between folders; only ever a key, never a path of the file system
  std::uint64_t packed_bytes = 0;
  std::uint64_t unpacked_bytes = 0;
  std::uint32_t crc32 = 0;
  std::uint16_t method = 0;       // 0 stored, 8 deflated
  std::uint64_t data_offset = 0;  // where the packed bytes begin
};

// A zip archive in memory (APPNOTE 6.3.10: stored and deflated entries, data descriptors, ZIP64 sizes of
// entries; not archives that need a ZIP64 end record, several disks or a password). The bytes must outlive
// the archive.
class ZipArchive {
 public:
  // Reads the directory and holds every local header against it. ZIP001 not a zip, ZIP002 cut short or
  // damaged, ZIP003 encrypted, ZIP004 a feature not read, ZIP005 too many entries, ZIP006 overlapping or
  // contradictory entries, ZIP007 too large when unpacked.
  static Result<ZipArchive> open(std::string_view bytes, const ZipLimits& limits = {});

  const std::vector<ZipEntry>& entries() const { return entries_; }
  // Names are compared without ASCII case, as part names of ECMA-376 part 2 are.
  bool has(std::string_view name) const { return find(name) != nullptr; }

  // The bytes of an entry as they stand in the archive.
  std::string_view packed(const ZipEntry& entry) const {
    return bytes_.substr(entry.data_offset, entry.packed_bytes);
  }

  // The unpacked bytes, verified by size and CRC-32. ZIP007 too large, ZIP008 damaged, ZIP009 no such entry.
  Result<std::string> read(std::string_view name);
  // The same in pieces of at most 64 KiB; a failure of the sink ends the reading and is returned.
  using Sink = std::function<Result<void>(std::string_view piece)>;
  Result<void> stream(std::string_view name, const Sink& sink);

 private:
  const ZipEntry* find(std::string_view name) const;
  Result<void> unpack(const ZipEntry& entry, const Sink& sink);

  std::string_view bytes_;
  ZipLimits limits_;
  std::vector<ZipEntry> entries_;
  std::map<std::string, std::size_t, std::less<>> by_name_;  // folded name -> index
  std::uint64_t unpacked_total_ = 0;
};

}  // namespace chuangmo::ooxml
