#include "evidence/picture.h"

#include <algorithm>
#include <array>

namespace chuangmo::evidence {

Picture upright(const Picture& picture, int orientation) {
  // Where row and column of the upright picture come from (EXIF 2.3, tag 0x0112): swapped, then mirrored.
  struct Turn {
    bool is_swapped;
    bool from_right;
    bool from_bottom;
  };
  constexpr std::array<Turn, 9> kTurns{{{},
                                        {false, false, false},
                                        {false, true, false},
                                        {false, true, true},
                                        {false, false, true},
                                        {true, false, false},
                                        {true, false, true},
                                        {true, true, true},
                                        {true, true, false}}};
  if (orientation < 2 || orientation > 8) return picture;
  const Turn turn = kTurns.at(static_cast<std::size_t>(orientation));
  Picture out{
      turn.is_swapped ? picture.height : picture.width, turn.is_swapped ? picture.width : picture.height, {}};
  out.rgb.reserve(picture.rgb.size());
  for (std::uint32_t y = 0; y < out.height; ++y) {
    for (std::uint32_t x = 0; x < out.width; ++x) {
      const std::uint32_t column = turn.is_swapped ? y : x;
      const std::uint32_t row = turn.is_swapped ? x : y;
      const std::size_t from_x = turn.from_right ? picture.width - 1 - column : column;
      const std::size_t from_y = turn.from_bottom ? picture.height - 1 - row : row;
      const auto pixel =
          picture.rgb.begin() + static_cast<std::ptrdiff_t>((from_y * picture.width + from_x) * 3);
      out.rgb.insert(out.rgb.end(), pixel, pixel + 3);
    }
  }
  return out;
}

}  // namespace chuangmo::evidence
