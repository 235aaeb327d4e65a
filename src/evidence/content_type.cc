#include "evidence/content_type.h"

#include <algorithm>
#include <array>
#include <optional>

#include "evidence/byte_fields.h"
#include "evidence/compound_file.h"
#include "evidence/package_type.h"
#include "evidence/text_type.h"

namespace chuangmo::evidence {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  ContentType type;
};
// The longer stands before the shorter.
constexpr std::array kMagics{
    Magic{0, "%PDF-"sv, ContentType::pdf},
    Magic{0, "\xFF\xD8\xFF"sv, ContentType::jpeg},
    Magic{0, "\x89PNG\r\n\x1A\n"sv, ContentType::png},
    Magic{0, "GIF87a"sv, ContentType::gif},
    Magic{0, "GIF89a"sv, ContentType::gif},
    Magic{0, "II*\0"sv, ContentType::tiff},
    Magic{0, "MM\0*"sv, ContentType::tiff},
    Magic{8, "WEBP"sv, ContentType::webp},  // of a RIFF
    Magic{8, "AVI "sv, ContentType::avi},
    Magic{8, "WAVE"sv, ContentType::wav},
    Magic{0, "\0\0\1\xBA"sv, ContentType::mpeg},
    Magic{0, "\0\0\1\xB3"sv, ContentType::mpeg},
    Magic{0, "\x1A\x45\xDF\xA3"sv, ContentType::matroska},
    Magic{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C"sv, ContentType::asf},
    Magic{0, "ID3"sv, ContentType::mp3},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, ContentType::compound},
    Magic{0, "Rar!\x1A\x07\x00"sv, ContentType::rar},
    Magic{0, "Rar!\x1A\x07\x01\x00"sv, ContentType::rar},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, ContentType::seven_zip},
    Magic{0, "\x1F\x8B\x08"sv, ContentType::gzip},
    Magic{0, "PK\x03\x04"sv, ContentType::zip},
    Magic{0, "PK\x05\x06"sv, ContentType::zip},
    Magic{0, "{\\rtf"sv, ContentType::rtf},
    Magic{0,
          "\x7F"
          "ELF"sv,
          ContentType::executable},
    Magic{0, "\xFE\xED\xFA\xCE"sv, ContentType::executable},  // Mach-O
    Magic{0, "\xFE\xED\xFA\xCF"sv, ContentType::executable},
    Magic{0, "\xCE\xFA\xED\xFE"sv, ContentType::executable},
    Magic{0, "\xCF\xFA\xED\xFE"sv, ContentType::executable},
    Magic{0, "\xCA\xFE\xBA\xBE"sv, ContentType::executable},          // also Java
    Magic{0, "\x4C\0\0\0\x01\x14\x02\0"sv, ContentType::executable},  // .lnk
    Magic{0, "\0asm"sv, ContentType::executable},
    Magic{0, "dex\n"sv, ContentType::executable},
    Magic{0, "ITSF"sv, ContentType::executable},  // .chm
    Magic{0, "MSCF"sv, ContentType::executable},  // .cab
    Magic{0, "MZ"sv, ContentType::executable},
    Magic{0, "FWS"sv, ContentType::executable},  // Flash
    Magic{0, "CWS"sv, ContentType::executable},
    Magic{0, "ZWS"sv, ContentType::executable},
};

// ISO base media (ISO/IEC 14496-12): a box `ftyp` first.
std::optional<ContentType> media_box_type(std::string_view head) {
  constexpr std::array<std::string_view, 7> kPictureBrands{"heic", "heix", "hevc", "mif1",
                                                           "msf1", "heim", "avif"};
  if (slice(head, 4, 4) != "ftyp" || be32(head, 0) < 16 || be32(head, 0) > 4096) return std::nullopt;
  const bool is_picture =
      std::find(kPictureBrands.begin(), kPictureBrands.end(), slice(head, 8, 4)) != kPictureBrands.end();
  return is_picture ? ContentType::heic : ContentType::mp4;
}

bool is_bmp(std::string_view head) {
  constexpr std::array<std::uint32_t, 7> kHeaderSizes{12, 40, 52, 56, 64, 108, 124};
  return head.starts_with("BM") &&
         std::find(kHeaderSizes.begin(), kHeaderSizes.end(), le32(head, 14)) != kHeaderSizes.end();
}

bool is_transport_stream(std::string_view head) {  // ISO/IEC 13818-1: packets of 188 bytes
  constexpr std::size_t kPacketBytes = 188;
  if (head.size() <= 4 * kPacketBytes) return false;
  for (std::size_t i = 0; i <= 4; ++i) {
    if (head[i * kPacketBytes] != 'G') return false;
  }
  return true;
}

// The length of an MPEG audio layer III frame; 0 for what is none (ISO/IEC 11172-3 2.4.1.3).
std::size_t mp3_frame_bytes(std::string_view head) {
  constexpr std::array<int, 15> kRates1{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
  constexpr std::array<int, 15> kRates2{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
  constexpr std::array<int, 3> kSamples{44'100, 48'000, 32'000};
  const std::uint32_t word = be32(head, 0);
  const std::uint32_t version = word >> 19U & 3U;  // 3: 1, 2: 2, 0: 2.5
  const std::uint32_t rate = word >> 12U & 15U;
  const std::uint32_t sample = word >> 10U & 3U;
  if (word >> 21U != 0x7FFU || version == 1 || (word >> 17U & 3U) != 1 || rate == 0 || rate == 15 ||
      sample == 3) {
    return 0;
  }
  const int sample_hz = kSamples.at(sample) >> (version == 3 ? 0 : version == 2 ? 1 : 2);
  const int bits_per_s = 1000 * (version == 3 ? kRates1.at(rate) : kRates2.at(rate));
  return static_cast<std::size_t>((version == 3 ? 144 : 72) * bits_per_s / sample_hz) + (word >> 9U & 1U);
}

bool is_mp3(std::string_view head) {
  const std::size_t first = mp3_frame_bytes(head);
  return first > 0 && mp3_frame_bytes(slice(head, first, 4)) > 0;
}

std::optional<ContentType> magic_type(std::string_view head) {
  if (const auto media = media_box_type(head)) return media;
  if (is_bmp(head)) return ContentType::bmp;
  for (const Magic& magic : kMagics) {
    if (slice(head, magic.at, magic.bytes.size()) != magic.bytes) continue;
    if (magic.at > 0 && !head.starts_with("RIFF")) continue;
    return magic.type;
  }
  if (is_transport_stream(head)) return ContentType::mpeg;
  return is_mp3(head) ? std::optional(ContentType::mp3) : std::nullopt;
}

// "MZ", "FWS", "ID3" may begin a sentence.
bool may_be_text(std::optional<ContentType> by_magic) {
  return !by_magic || by_magic == ContentType::executable || by_magic == ContentType::mp3 ||
         by_magic == ContentType::mpeg;
}

}  // namespace

ContentType content_type_of_head(std::string_view head) {
  if (head.empty()) return ContentType::empty;
  const auto by_magic = magic_type(head);
  if (may_be_text(by_magic)) {
    if (const auto by_text = text_type(head)) return *by_text;
  }
  return by_magic.value_or(ContentType::unknown);
}

ContentType content_type(std::string_view bytes) {
  const ContentType type = content_type_of_head(bytes);
  if (type == ContentType::zip) return package_type(bytes);
  if (type == ContentType::compound) return compound_type(bytes);
  return type;
}

}  // namespace chuangmo::evidence
