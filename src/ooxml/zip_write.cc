#include "ooxml/zip_write.h"

#include <array>
#include <cassert>
#include <zlib.h>

namespace chuangmo::ooxml {
namespace {

void put(std::string& out, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i, value >>= 8) out += static_cast<char>(value & 0xFF);
}

// Deflates what is put onto the end of a text, and counts it.
class Deflater {
 public:
  explicit Deflater(std::string& out) : out_(out) {
    const int state = deflateInit2(&stream_, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    assert(state == Z_OK);
    static_cast<void>(state);
  }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  ~Deflater() { deflateEnd(&stream_); }

  void put(std::string_view piece) {
    checksum_ = static_cast<std::uint32_t>(crc32_z(checksum_, bytes_of(piece), piece.size()));
    bytes_ += piece.size();
    run(piece, Z_NO_FLUSH);
  }
  void finish() { run("", Z_FINISH); }
  std::uint64_t bytes() const { return bytes_; }
  std::uint32_t checksum() const { return checksum_; }

 private:
  static const Bytef* bytes_of(std::string_view piece) {
    return reinterpret_cast<const Bytef*>(piece.data());
  }

  void run(std::string_view piece, int flush) {
    stream_.next_in = const_cast<Bytef*>(bytes_of(piece));
    stream_.avail_in = static_cast<uInt>(piece.size());
    do {
      stream_.next_out = room_.data();
      stream_.avail_out = static_cast<uInt>(room_.size());
      deflate(&stream_, flush);
      out_.append(reinterpret_cast<const char*>(room_.data()), room_.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  z_stream stream_{};
  std::array<Bytef, 1 << 16> room_{};
  std::string& out_;
  std::uint64_t bytes_ = 0;
  std::uint32_t checksum_ = 0;
};

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
  add_pieces(name, [bytes](const Put& put) { put(bytes); });
}

void ZipWriter::add_pieces(std::string_view name, const std::function<void(const Put& put)>& pieces) {
  constexpr std::uint16_t kDeflated = 8;
  const std::size_t begin = begin_entry(name);
  const std::size_t packed_from = archive_.size();
  Deflater deflater(archive_);
  pieces([&deflater](std::string_view piece) { deflater.put(piece); });
  deflater.finish();
  end_entry(begin, {std::string(name), archive_.size() - packed_from, deflater.bytes(), deflater.checksum(),
                    kDeflated, 0});
}

void ZipWriter::add_packed(const ZipEntry& entry, std::string_view packed) {
  const std::size_t begin = begin_entry(entry.name);
  archive_ += packed;
  end_entry(begin, entry);
}

// Its fields are filled in when they are known.
std::size_t ZipWriter::begin_entry(std::string_view name) {
  const std::size_t begin = archive_.size();
  archive_ += "PK\x03\x04";
  archive_ += shared_fields({});
  archive_ += name;
  return begin;
}

void ZipWriter::end_entry(std::size_t begin, const ZipEntry& entry) {
  const std::string fields = shared_fields(entry);
  archive_.replace(begin + 4, fields.size(), fields);
  directory_ += "PK\x01\x02";
  put(directory_, 20, 2);  // made by
  directory_ += fields;
  put(directory_, 0, 2 + 2 + 2);  // no comment, disk 0, internal attributes
  put(directory_, 0, 4);          // external attributes
  put(directory_, begin, 4);
  directory_ += entry.name;
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
