#include "evidence/box_scale.h"

#include <algorithm>
#include <cassert>

namespace chuangmo::evidence {

PictureSize fitted(PictureSize size, std::uint32_t max_side) {
  const std::uint64_t longer = std::max(size.width, size.height);
  if (longer <= max_side) return size;
  const auto scaled = [&](std::uint32_t side) {
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::uint64_t{side} * max_side / longer));
  };
  return {scaled(size.width), scaled(size.height)};
}

BoxScale::BoxScale(PictureSize from, PictureSize to)
    : from_(from), to_(to), shrunk_(std::size_t{to.width} * 3), sums_(std::size_t{to.width} * to.height * 3) {
  assert(to.width > 0 && to.height > 0 && to.width <= from.width && to.height <= from.height);
}

// Along one side a pixel of the source is `to` wide and one of the result `from`: it lies in one or two of
// them.
void BoxScale::shrink_row(const std::uint8_t* rgb) {
  std::fill(shrunk_.begin(), shrunk_.end(), 0);
  const std::uint64_t step = to_.width;
  std::uint64_t left = from_.width;  // of the present pixel of the result
  std::size_t at = 0;
  for (std::uint32_t x = 0; x < from_.width; ++x, rgb += 3) {
    const std::uint64_t here = std::min(step, left);
    for (std::size_t i = 0; i < 3; ++i) shrunk_[at + i] += here * rgb[i];
    left -= here;
    if (left > 0) continue;
    at += 3;
    left = from_.width;
    if (here == step) continue;
    for (std::size_t i = 0; i < 3; ++i) shrunk_[at + i] += (step - here) * rgb[i];
    left -= step - here;
  }
}

void BoxScale::add_row(const std::uint8_t* rgb) {
  assert(row_ < from_.height);
  shrink_row(rgb);
  const std::uint64_t begin = row_++ * to_.height;
  const std::uint64_t target = begin / from_.height;
  const std::uint64_t here = std::min<std::uint64_t>(to_.height, (target + 1) * from_.height - begin);
  const std::size_t width = shrunk_.size();
  for (std::size_t i = 0; i < width; ++i) sums_[target * width + i] += here * shrunk_[i];
  if (here == to_.height) return;
  for (std::size_t i = 0; i < width; ++i) sums_[(target + 1) * width + i] += (to_.height - here) * shrunk_[i];
}

Picture BoxScale::finish() const {
  const std::uint64_t area = std::uint64_t{from_.width} * from_.height;
  Picture out{to_.width, to_.height, {}};
  out.rgb.reserve(sums_.size());
  for (const std::uint64_t sum : sums_) out.rgb.push_back(static_cast<std::uint8_t>((sum + area / 2) / area));
  return out;
}

}  // namespace chuangmo::evidence
