#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chuangmo::series {

// Signed numbers near zero as small unsigned ones: 0, -1, 1, -2 ... are 0, 1, 2, 3 ...
inline std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

// Seven bits a byte, lowest first; the top bit says that more follow.
inline void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>((value & 0x7F) | 0x80));
  out.push_back(static_cast<char>(value));
}

// Lowest byte first, on whatever machine.
template <class Number>
void put_number(std::string& out, Number value) {
  for (std::size_t byte = 0; byte < sizeof(Number); ++byte)
    out.push_back(static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * byte)) & 0xFF));
}
template <class Number>
Number number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t byte = 0; byte < sizeof(Number); ++byte)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + byte])) << (8 * byte);
  return static_cast<Number>(value);
}

// Reads what the functions above wrote; once something does not fit it stays failed and returns zeros.
struct ByteReader {
  std::string_view bytes;
  std::size_t at = 0;
  bool ok = true;

  std::uint8_t byte() {
    if (at >= bytes.size()) ok = false;
    return ok ? static_cast<std::uint8_t>(bytes[at++]) : 0;
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t next = byte();
      value |= static_cast<std::uint64_t>(next & 0x7F) << shift;
      if ((next & 0x80) == 0) return value;
    }
    ok = false;
    return 0;
  }
  std::int64_t signed_varint() { return unzigzag(varint()); }
  std::string_view text(std::uint64_t size) {
    if (size > bytes.size() - at) ok = false;
    if (!ok) return {};
    const std::string_view result = bytes.substr(at, size);
    at += size;
    return result;
  }
};

}  // namespace chuangmo::series
