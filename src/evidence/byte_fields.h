#pragma once
#include <cstdint>
#include <string_view>

namespace chuangmo::evidence {

// Numbers inside bytes of somebody's; what lies beyond the end reads as 0.
constexpr std::uint64_t little(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i-- > 0;) {
    value = value << 8U |
            (at + i < bytes.size() && at + i >= at ? static_cast<unsigned char>(bytes[at + i]) : 0U);
  }
  return value;
}
constexpr std::uint16_t le16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(little(bytes, at, 2));
}
constexpr std::uint32_t le32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(little(bytes, at, 4));
}
constexpr std::uint16_t be16(std::string_view bytes, std::size_t at) {
  const std::uint16_t value = le16(bytes, at);
  return static_cast<std::uint16_t>(value << 8U | value >> 8U);
}
constexpr std::uint32_t be32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(be16(bytes, at)) << 16U | be16(bytes, at + 2);
}
// Empty where it lies beyond the end.
constexpr std::string_view slice(std::string_view bytes, std::uint64_t at, std::uint64_t count) {
  return at > bytes.size() ? std::string_view() : bytes.substr(at, count);
}

}  // namespace chuangmo::evidence
