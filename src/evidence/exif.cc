#include "evidence/exif.h"

#include <algorithm>

#include "evidence/byte_fields.h"

namespace chuangmo::evidence {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxFields = 512;  // of one directory
constexpr std::size_t kMaxSegments = 200;

int orientation_in(std::string_view tiff) {
  const bool is_little = tiff.starts_with("II*\0"sv);
  if (!is_little && !tiff.starts_with("MM\0*"sv)) return 1;
  const auto u16 = [&](std::size_t at) { return is_little ? le16(tiff, at) : be16(tiff, at); };
  const std::size_t directory = is_little ? le32(tiff, 4) : be32(tiff, 4);
  const std::size_t count = std::min<std::size_t>(u16(directory), kMaxFields);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t field = directory + 2 + 12 * i;
    if (u16(field) != 0x0112) continue;
    const int value = u16(field + 8);
    return u16(field + 2) == 3 && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

}  // namespace

int exif_orientation(std::string_view jpeg) {
  constexpr std::string_view kExif = "Exif\0\0"sv;
  std::size_t at = 2;
  for (std::size_t i = 0; i < kMaxSegments && slice(jpeg, at, 1) == "\xFF"; ++i) {
    const auto marker = static_cast<unsigned char>(little(jpeg, at + 1, 1));
    if (marker == 0xFF) {  // fill
      ++at;
      continue;
    }
    if (marker == 0xDA || marker == 0xD9) break;
    const std::size_t length = be16(jpeg, at + 2);
    const std::string_view segment = slice(jpeg, at + 4, length < 2 ? 0 : length - 2);
    if (marker == 0xE1 && segment.starts_with(kExif)) return orientation_in(segment.substr(kExif.size()));
    at += 2 + std::max<std::size_t>(length, 2);
  }
  return 1;
}

}  // namespace chuangmo::evidence
