#pragma once
#include <string_view>

#include "base/result.h"
#include "series/block.h"

namespace chuangmo::series {

// Blocks of version 1, which nothing writes any more: magic, version, size of the body, the body deflated,
// CRC-32 of all before it. The caller has seen magic and version, and that nine bytes are there.
Result<ReadingBlock> decode_block_v1(std::string_view bytes);

// SER003 and SER004, as every version says them.
tl::unexpected<Failure> checksum_differs();
tl::unexpected<Failure> contradicts();

}  // namespace chuangmo::series
