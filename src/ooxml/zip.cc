#include "ooxml/zip.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <zlib.h>

#include "ooxml/zip_directory.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::size_t kPieceBytes = 65'536;

std::string folded(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

tl::unexpected<Failure> damaged(const ZipEntry& entry) {
  return fail("ZIP008", fmt::format("压缩包中 {} 已损坏", entry.name),
              "请用 Word/Excel/WPS 修复并另存，或重新传送文件");
}

std::uint32_t crc_of(std::uint32_t crc, std::string_view piece) {
  return static_cast<std::uint32_t>(
      crc32(crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size())));
}

// A raw deflate stream being read; freed whichever way the reading ends.
class Inflater {
 public:
  explicit Inflater(std::string_view packed) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    is_open_ = inflateInit2(&stream_, -MAX_WBITS) == Z_OK;
  }
  ~Inflater() {
    if (is_open_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // The next piece; false when the stream is damaged. An empty piece with is_done() is the end.
  bool next(std::string_view& piece) {
    if (!is_open_) return false;
    stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_out = static_cast<uInt>(buffer_.size());
    const int state = inflate(&stream_, Z_NO_FLUSH);
    piece = {buffer_.data(), buffer_.size() - stream_.avail_out};
    is_done_ = state == Z_STREAM_END;
    return is_done_ || (state == Z_OK && !piece.empty());
  }
  bool is_done() const { return is_done_; }

 private:
  z_stream stream_{};
  std::array<char, kPieceBytes> buffer_{};
  bool is_open_ = false;
  bool is_done_ = false;
};

}  // namespace

Result<ZipArchive> ZipArchive::open(std::string_view bytes, const ZipLimits& limits) {
  ZipArchive archive;
  archive.bytes_ = bytes;
  archive.limits_ = limits;
  CHUANGMO_TRY(entries, read_zip_directory(bytes, limits));
  archive.entries_ = std::move(entries);
  for (std::size_t i = 0; i < archive.entries_.size(); ++i) {
    if (!archive.by_name_.emplace(folded(archive.entries_[i].name), i).second) {
      return fail("ZIP006", fmt::format("压缩包中 {} 出现两次", archive.entries_[i].name),
                  "请用 Word/Excel/WPS 另存一份后重试");
    }
  }
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = by_name_.find(folded(name));
  return found == by_name_.end() ? nullptr : &entries_[found->second];
}

Result<std::string> ZipArchive::read(std::string_view name) {
  std::string whole;
  if (const ZipEntry* entry = find(name)) whole.reserve(entry->unpacked_bytes);
  CHUANGMO_CHECK(stream(name, [&whole](std::string_view piece) -> Result<void> {
    whole.append(piece);
    return {};
  }));
  return whole;
}

Result<void> ZipArchive::stream(std::string_view name, const Sink& sink) {
  const ZipEntry* entry = find(name);
  if (entry == nullptr) {
    return fail("ZIP009", fmt::format("压缩包中没有 {}", name), "请用 Word/Excel/WPS 另存一份后重试");
  }
  return unpack(*entry, sink);
}

Result<void> ZipArchive::unpack(const ZipEntry& entry, const Sink& sink) {
  if (entry.unpacked_bytes > limits_.max_total_bytes - std::min(unpacked_total_, limits_.max_total_bytes)) {
    return fail("ZIP007", "压缩包解开后总量过大，可能是压缩炸弹",
                "请确认文件来源；如确是正常文件，请拆分后再导入");
  }
  unpacked_total_ += entry.unpacked_bytes;

  std::uint64_t done_bytes = 0;
  std::uint32_t crc = 0;
  const auto pass_on = [&](std::string_view piece) -> Result<void> {
    done_bytes += piece.size();
    if (done_bytes > entry.unpacked_bytes) return damaged(entry);  // it said it was smaller
    crc = crc_of(crc, piece);
    return sink(piece);
  };

  std::string_view packed = bytes_.substr(entry.data_offset, entry.packed_bytes);
  if (entry.method == 0) {
    for (; !packed.empty(); packed.remove_prefix(std::min(packed.size(), kPieceBytes))) {
      CHUANGMO_CHECK(pass_on(packed.substr(0, kPieceBytes)));
    }
  } else {
    Inflater inflater(packed);
    std::string_view piece;
    while (!inflater.is_done()) {
      if (!inflater.next(piece)) return damaged(entry);
      CHUANGMO_CHECK(pass_on(piece));
    }
  }
  if (done_bytes != entry.unpacked_bytes || crc != entry.crc32) return damaged(entry);
  return {};
}

}  // namespace chuangmo::ooxml
