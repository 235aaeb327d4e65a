#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace chuangmo::series {

// Numbers of one width side by side: number i stands in the bits [i*width, (i+1)*width) of the bytes, bit 0
// being the lowest of the first byte.
inline constexpr unsigned kMaxBits = 56;  // such a number lies within eight bytes wherever it begins

inline unsigned bits_of(std::uint64_t value) {
  return static_cast<unsigned>(std::bit_width(value));
}
constexpr std::size_t bytes_of_bits(std::size_t count, unsigned width) {
  return (count * width + 7) / 8;
}

// Eight bytes, the first one lowest.
inline std::uint64_t eight_bytes(const char* bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

// Room for `count` numbers of at most kMaxBits behind `at` is the caller's to provide, and seven bytes more.
template <class Take>  // Take(i) -> std::uint64_t below 2^width
void pack_bits(char* at, std::size_t count, unsigned width, const Take& take) {
  std::uint64_t waiting = 0;
  unsigned held = 0;
  for (std::size_t i = 0; i < count; ++i) {
    waiting |= take(i) << held;
    held += width;
    std::uint64_t bytes = waiting;
    if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
    std::memcpy(at, &bytes, sizeof bytes);
    at += held / 8;
    waiting >>= held / 8 * 8;
    held %= 8;
  }
}

// `bytes` holds the packed numbers and at least seven bytes more.
template <class Give>  // Give(i, std::uint64_t)
void unpack_bits(const char* bytes, std::size_t count, unsigned width, const Give& give) {
  const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
  for (std::size_t i = 0, bit = 0; i < count; ++i, bit += width)
    give(i, (eight_bytes(bytes + bit / 8) >> (bit % 8)) & mask);
}

}  // namespace chuangmo::series
