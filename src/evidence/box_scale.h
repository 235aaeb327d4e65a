#pragma once
#include <cstdint>
#include <vector>

#include "evidence/picture.h"

namespace chuangmo::evidence {

struct PictureSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};
// The largest size of the same shape whose longer side is at most max_side; never larger than it is, never
// empty.
PictureSize fitted(PictureSize size, std::uint32_t max_side);

// Makes a picture smaller while its rows come in: each pixel of the result is the mean of the area it covers,
// in integers, rounded half up. Memory is that of the result.
class BoxScale {
 public:
  BoxScale(PictureSize from, PictureSize to);  // `to` not larger than `from` on either side
  void add_row(const std::uint8_t* rgb);       // from.width pixels; from.height times
  Picture finish() const;

 private:
  void shrink_row(const std::uint8_t* rgb);
  PictureSize from_;
  PictureSize to_;
  std::uint64_t row_ = 0;
  std::vector<std::uint64_t> shrunk_;  // one row, weighted sums
  std::vector<std::uint64_t> sums_;    // of the result
};

}  // namespace chuangmo::evidence
