#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo::ooxml {

struct PptxLimits {
  std::size_t max_slides = 2'000;
  std::uint64_t max_text_bytes = 16ULL << 20;  // of all slides together
};

// What stands on one slide: the paragraphs of its boxes and tables in the order of the file, empty ones left
// out.
struct Slide {
  std::vector<std::string> paragraphs;
};

// The slides of a PowerPoint file in the order they are shown (ECMA-376 part 1, PresentationML). Speaker's
// notes, masters and pictures are not read. Failures: OFF001..OFF003, ZIP..., XML..., PPT010 too many slides
// or too much text.
Result<std::vector<Slide>> read_pptx(std::string_view bytes, std::string_view file,
                                     const PptxLimits& limits = {});

}  // namespace chuangmo::ooxml
