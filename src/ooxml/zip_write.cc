#include "ooxml/zip_write.h"

#include <cassert>
#include <zlib.h>

namespace chuangmo::ooxml {
namespace {

void put(std::string& out, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i, value >>= 8) out += static_cast<char>(value & 0xFF);
}

std::string deflated(std::string_view bytes) {
  z_stream stream{};
  const int state = deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  assert(state == Z_OK);
  static_cast<void>(state);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// The fields that the local header and the directory share (APPNOTE 4.3.7).
std::string shared_fields(const ZipEntry& entry) {
  constexpr std::uint64_t kDate = 1 << 5 | 1;  // 1980-01-01
  std::string out;
  put(out, 20, 2);      // version needed
  put(out, 0x0800, 2);  // names are UTF-8
  put(out, entry.method, 2);
  put(out, 0, 2);  // 00:00
  put(out, kDate, 2);
  put(out, entry.crc32, 4);
  put(out, entry.packed_bytes, 4);
  put(out, entry.unpacked_bytes, 4);
  put(out, entry.name.size(), 2);
  put(out, 0, 2);  // no extra field
  return out;
}

}  // namespace

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  constexpr std::uint16_t kDeflated = 8;
  const std::string packed = deflated(bytes);
  const auto checksum = static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  put_entry(name, shared_fields({std::string(name), packed.size(), bytes.size(), checksum, kDeflated, 0}),
            packed);
}

void ZipWriter::add_packed(const ZipEntry& entry, std::string_view packed) {
  put_entry(entry.name, shared_fields(entry), packed);
}

void ZipWriter::put_entry(std::string_view name, const std::string& fields, std::string_view packed) {
  directory_ += "PK\x01\x02";
  put(directory_, 20, 2);  // made by
  directory_ += fields;
  put(directory_, 0, 2 + 2 + 2);  // no comment, disk 0, internal attributes
  put(directory_, 0, 4);          // external attributes
  put(directory_, archive_.size(), 4);
  directory_ += name;
  archive_ += "PK\x03\x04";
  archive_ += fields;
  archive_ += name;
  archive_ += packed;
  ++count_;
}

std::string ZipWriter::finish() {
  const std::size_t directory_offset = archive_.size();
  archive_ += directory_;
  archive_ += "PK\x05\x06";
  put(archive_, 0, 4);  // disk 0
  put(archive_, count_, 2);
  put(archive_, count_, 2);
  put(archive_, directory_.size(), 4);
  put(archive_, directory_offset, 4);
  put(archive_, 0, 2);  // no comment
  return std::move(archive_);
}

}  // namespace chuangmo::ooxml
