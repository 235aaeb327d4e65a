#pragma once
#include <cstdint>
#include <vector>

namespace chuangmo::evidence {

// Pixels, row by row, red green blue in a byte each.
struct Picture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::vector<std::uint8_t> rgb;
};

// Turns and mirrors pixels as an EXIF orientation of 1..8 says they must be to stand upright.
Picture upright(const Picture& picture, int orientation);

}  // namespace chuangmo::evidence
