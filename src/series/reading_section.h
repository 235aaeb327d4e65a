#pragma once
#include <string>
#include <string_view>

#include "series/block.h"

namespace chuangmo::series {

// The readings of a block position by position, in four parts: runs of equal flags; the values as multiples
// of a common step, packed as differences; the rows in runs of equal stride; the texts of what is not valid.
// docs/formats/readings.md has every byte.
void put_readings(std::string& out, const ReadingBlock& block);

// Fills values, flags, rows and texts of `block`, which has `count` positions; keeps the memory it has.
// False: these are not such bytes.
bool read_readings(std::string_view section, std::size_t count, ReadingBlock& block);

}  // namespace chuangmo::series
