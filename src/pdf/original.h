#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::pdf {

// Pages fit to be bound with others.
struct Pages {
  std::string pdf;
  int count = 0;
};

// What a stranger's PDF may ask of us.
struct OriginalLimits {
  std::size_t bytes = std::size_t{64} << 20U;
  std::size_t pages = 2'000;
  std::size_t objects_of_a_page = 200'000;
  std::size_t depth = 400;  // of what a page refers to: libqpdf copies by recursion
};

// The pages of a stranger's PDF as they look, and nothing else: what is written on annotations and in form
// fields becomes part of the page; scripts, actions, links, attached files, outlines, labels and metadata
// stay behind. Streams are copied as they are, none is unpacked. PDF001 damaged, PDF002 encrypted, PDF003
// larger or deeper than the limits.
Result<Pages> clean_pages(std::string_view pdf, const OriginalLimits& limits = {});

// A picture on a page of A4, lying where it is wider than high. `jpeg` is one of three colours, `png` one of
// 8 bits and three colours, not interlaced: what evidence::thumbnail makes. PDF001.
Result<Pages> jpeg_page(std::string_view jpeg, std::uint32_t width, std::uint32_t height);
Result<Pages> png_page(std::string_view png, std::uint32_t width, std::uint32_t height);

}  // namespace chuangmo::pdf
