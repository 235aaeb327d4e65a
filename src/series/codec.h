#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "series/block.h"

namespace chuangmo::series {

// A block as stored bytes: "CMRB", version, size of the body, body (deflated: step, first, flags as runs,
// values and rows as zigzag differences in variable-length integers, texts), CRC-32 of all before it. The
// names are not inside: they are the key under which the store keeps the bytes.
inline constexpr std::size_t kMaxBlockPositions = 744;  // a month of hours
inline constexpr std::size_t kMaxAsGivenBytes = 120;    // longer texts are cut when they are placed

std::string encode_block(const ReadingBlock& block);

// SER001 these are not a block, SER002 a version this program does not know, SER003 the checksum differs
// (damage), SER004 the content contradicts itself. Never reads outside `bytes`, never allocates more than a
// block can hold.
Result<ReadingBlock> decode_block(std::string_view bytes);

}  // namespace chuangmo::series
