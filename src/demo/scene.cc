#include "demo/scene.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chuangmo::demo {

namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 420;
constexpr int kHorizon = 230;

struct Colour {
  int red;
  int green;
  int blue;
};

Colour between(const Colour& a, const Colour& b, int part, int whole) {
  const auto mix = [&](int x, int y) { return x + (y - x) * part / whole; };
  return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue)};
}

class Canvas {
 public:
  Canvas() : rgb_(static_cast<std::size_t>(kWidth * kHeight * 3)) {}
  void put(int x, int y, const Colour& colour) {
    if (x < 0 || x >= kWidth || y < 0 || y >= kHeight) return;
    std::uint8_t* at = &rgb_[static_cast<std::size_t>((y * kWidth + x) * 3)];
    at[0] = static_cast<std::uint8_t>(std::clamp(colour.red, 0, 255));
    at[1] = static_cast<std::uint8_t>(std::clamp(colour.green, 0, 255));
    at[2] = static_cast<std::uint8_t>(std::clamp(colour.blue, 0, 255));
  }
  void box(int left, int top, int width, int height, const Colour& colour) {
    for (int y = top; y < top + height; ++y) {
      for (int x = left; x < left + width; ++x) put(x, y, colour);
    }
  }
  void disc(int x, int y, int radius, const Colour& colour) {
    for (int dy = -radius; dy <= radius; ++dy) {
      for (int dx = -radius; dx <= radius; ++dx) {
        if (dx * dx + dy * dy <= radius * radius) put(x + dx, y + dy, colour);
      }
    }
  }
  std::vector<std::uint8_t> take() { return std::move(rgb_); }

 private:
  std::vector<std::uint8_t> rgb_;
};

void draw_sky(Canvas& canvas, Chance& chance) {
  for (int y = 0; y < kHorizon; ++y)
    canvas.box(0, y, kWidth, 1, between({96, 150, 205}, {214, 228, 238}, y, kHorizon));
  canvas.disc(chance.between(420, 580), chance.between(50, 90), 26, {250, 240, 205});
}

// Heights of a ridge: straight between points that chance gives.
void draw_ridge(Canvas& canvas, Chance& chance, int base, int rise, const Colour& colour) {
  constexpr int kStep = 80;
  int left = chance.between(0, rise);
  for (int x = 0; x < kWidth; x += kStep) {
    const int right = chance.between(0, rise);
    for (int i = 0; i < kStep; ++i) {
      const int top = base - left - (right - left) * i / kStep;
      canvas.box(x + i, top, 1, kHorizon + 40 - top, colour);
    }
    left = right;
  }
}

void draw_ground(Canvas& canvas, const Colour& far, const Colour& near) {
  for (int y = kHorizon; y < kHeight; ++y)
    canvas.box(0, y, kWidth, 1, between(far, near, y - kHorizon, kHeight - kHorizon));
}

void draw_river(Canvas& canvas, Chance& chance) {
  for (int y = kHorizon + 10; y < kHeight; ++y) {
    const int depth = y - kHorizon;
    const int left = 250 - depth * 5 / 6;
    canvas.box(left, y, 90 + depth * 3 / 2, 1,
               between({150, 182, 196}, {70, 120, 142}, depth, kHeight - kHorizon));
  }
  for (int i = 0; i < 60; ++i) {
    const int y = chance.between(kHorizon + 20, kHeight - 6);
    canvas.box(chance.between(260 - (y - kHorizon) * 3 / 4, 330 + (y - kHorizon) / 2), y,
               chance.between(8, 26), 1, {186, 208, 216});
  }
}

void draw_trees(Canvas& canvas, Chance& chance) {
  for (int row = 0; row < 4; ++row) {
    const int y = kHorizon + 30 + row * 44;
    for (int x = -20 + row * 12; x < kWidth + 20; x += 54 + row * 8) {
      const int size = 13 + row * 5 + chance.between(-2, 3);
      const int at = x + chance.between(-8, 8);
      canvas.box(at - 2, y, 5, size, {94, 72, 52});
      canvas.disc(at, y - size / 3, size, {46 + chance.between(-8, 12), 108 + chance.between(-14, 18), 58});
    }
  }
}

void draw_plant(Canvas& canvas, Chance& chance) {
  canvas.box(90, kHorizon - 30, 330, 96, {176, 172, 164});
  canvas.box(90, kHorizon - 38, 330, 8, {120, 116, 110});
  for (int i = 0; i < 8; ++i) canvas.box(108 + i * 39, kHorizon - 8, 22, 26, {92, 112, 128});
  for (const int x : {450, 512}) {
    canvas.box(x, 70, 24, kHorizon - 4, {188, 186, 182});
    for (int y = 70; y < 150; y += 32) canvas.box(x, y, 24, 14, {186, 74, 62});
    for (int puff = 0; puff < 5; ++puff)
      canvas.disc(x + 14 + puff * 16, 60 - puff * 9, 9 + puff * 3 + chance.between(0, 3), {222, 228, 232});
  }
}

// The letters that are needed, five columns of seven dots from the top.
struct Letter {
  char letter;
  std::array<std::uint8_t, 5> columns;
};
constexpr std::array<Letter, 9> kLetters = {{{'A', {0x7E, 0x11, 0x11, 0x11, 0x7E}},
                                             {'D', {0x7F, 0x41, 0x41, 0x22, 0x1C}},
                                             {'E', {0x7F, 0x49, 0x49, 0x49, 0x41}},
                                             {'I', {0x00, 0x41, 0x7F, 0x41, 0x00}},
                                             {'L', {0x7F, 0x40, 0x40, 0x40, 0x40}},
                                             {'M', {0x7F, 0x02, 0x0C, 0x02, 0x7F}},
                                             {'S', {0x46, 0x49, 0x49, 0x49, 0x31}},
                                             {'T', {0x01, 0x01, 0x7F, 0x01, 0x01}},
                                             {'U', {0x3F, 0x40, 0x40, 0x40, 0x3F}}}};

void write_mark(Canvas& canvas, std::string_view text) {
  constexpr int kDot = 3;
  constexpr int kBand = 34;
  canvas.box(0, kHeight - kBand, kWidth, kBand, {38, 46, 52});
  int x = 16;
  for (const char c : text) {
    const auto* const letter =
        std::find_if(kLetters.begin(), kLetters.end(), [&](const Letter& each) { return each.letter == c; });
    for (std::size_t column = 0; letter != kLetters.end() && column < letter->columns.size(); ++column) {
      for (int row = 0; row < 7; ++row) {
        if ((letter->columns.at(column) >> row & 1) != 0)
          canvas.box(x + static_cast<int>(column) * kDot, kHeight - kBand + 7 + row * kDot, kDot, kDot,
                     {244, 214, 120});
      }
    }
    x += 6 * kDot;
  }
}

}  // namespace

Scene draw_scene(SceneKind kind, Chance chance) {
  Canvas canvas;
  draw_sky(canvas, chance);
  draw_ridge(canvas, chance, kHorizon - 20, 90, {138, 158, 176});
  draw_ridge(canvas, chance, kHorizon, 50, {104, 132, 128});
  draw_ground(canvas, {142, 160, 112}, {92, 118, 66});
  if (kind == SceneKind::river) draw_river(canvas, chance);
  if (kind == SceneKind::greening) draw_trees(canvas, chance);
  if (kind == SceneKind::plant) draw_plant(canvas, chance);
  write_mark(canvas, "SIMULATED");
  return {kWidth, kHeight, canvas.take()};
}

}  // namespace chuangmo::demo
