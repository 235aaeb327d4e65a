#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo::evidence {

// An entry of a zip's central directory as it is written, with what its local header says of the same.
struct ZipRecord {
  std::string raw_name;
  std::string name;  // UTF-8: as marked, else as it reads, else GB18030; '\' left as it is
  std::uint16_t made_by = 0;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  std::uint32_t crc32 = 0;
  std::uint32_t packed_bytes = 0;  // 0xFFFFFFFF: see the ZIP64 field
  std::uint32_t unpacked_bytes = 0;
  std::uint32_t external_attributes = 0;
  std::uint32_t local_offset = 0;
  std::size_t packed_begin = 0;

  bool is_contradicted_locally =
      false;  // another method, size or checksum in the local header or behind the bytes
  bool is_encrypted() const { return (flags & 0x2041U) != 0; }
  bool is_special_file() const;  // a link, a device: something that is not a file or folder
};

// At most max_entries records of an archive that ends exactly with its end record, which ends the directory.
// None otherwise.
std::optional<std::vector<ZipRecord>> read_zip_records(std::string_view bytes, std::size_t max_entries);

// A name as people wrote it: UTF-8, else GB18030, else the bytes.
std::string readable_name(const std::string& raw);

}  // namespace chuangmo::evidence
