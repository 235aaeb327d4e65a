#pragma once
#include <cstdint>
#include <vector>

#include "demo/chance.h"

namespace chuangmo::demo {

enum class SceneKind { river, greening, plant };

// Pixels, row by row, red green blue in a byte each.
struct Scene {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::vector<std::uint8_t> rgb;
};

// A picture drawn by the program where a unit would have sent a photograph, and marked so.
Scene draw_scene(SceneKind kind, Chance chance);

}  // namespace chuangmo::demo
