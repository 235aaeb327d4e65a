#pragma once
#include <cstdint>
#include <string_view>

namespace chuangmo::series {

// CRC-32C (Castagnoli; RFC 3720 appendix B.4): of "123456789" it is 0xE3069283. `before` is the checksum of
// the bytes that stand before these.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t before = 0);

// The same by table, which runs everywhere; crc32c takes the processor's instruction where there is one.
std::uint32_t crc32c_by_table(std::string_view bytes, std::uint32_t before = 0);

}  // namespace chuangmo::series
