#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"
#include "model/day_sum.h"
#include "series/block.h"

namespace chuangmo::series {

// A block as stored bytes (docs/formats/readings.md): a head, the days condensed, the readings themselves.
// Days and readings have a checksum each, so that either can be read and trusted alone. The names are not
// inside: they are the key under which the store keeps the bytes.
inline constexpr std::size_t kMaxBlockPositions = 1440;  // a day of minutes; a month of hours has 744
inline constexpr std::size_t kMaxBlockDays = 31;
inline constexpr std::size_t kMaxAsGivenBytes = 120;  // longer texts are cut when they are placed

// With a rule the days of an hourly block say their greatest window, too.
std::string encode_block(const ReadingBlock& block, const WindowRule& rule = {});
void encode_block(const ReadingBlock& block, const WindowRule& rule, std::string& into);  // keeps its memory

// SER001 these are not a block, SER002 a version this program does not know, SER003 a checksum differs,
// SER004 the content contradicts itself. Whatever the bytes are, it returns.
Result<ReadingBlock> decode_block(std::string_view bytes);
Result<void> decode_block(std::string_view bytes, ReadingBlock& into);  // leaves its names, keeps its memory

// The days of an hourly block, from its first on; none (count 0) of a block of another step.
struct BlockDays {
  Date first;
  std::size_t count = 0;
};
// Reads only the days and checks only their checksum, unless they were condensed by another rule or not at
// all (version 1): then it decodes the readings. Without a rule no windows are given. Failures as above.
Result<BlockDays> decode_days(std::string_view bytes, const WindowRule& rule,
                              std::span<DaySum, kMaxBlockDays> into);

}  // namespace chuangmo::series
