#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/content_type.h"

namespace chuangmo::evidence {

// What a picture may ask of us; held against its header, before anything is unpacked. Memory stays below
// 8 bytes x max_pixels / 64 for an ordinary picture; those that must be kept whole have bounds of their own.
struct ThumbnailLimits {
  std::uint32_t max_side = 320;
  std::uint64_t max_pixels = 50'000'000;
  std::uint64_t max_progressive_pixels = 25'000'000;  // JPEG whose scans refine each other
  std::uint64_t max_interlaced_pixels = 16'000'000;   // PNG in Adam7 order
  int max_scans = 100;                                // of a progressive JPEG: each costs the whole picture
};

struct Thumbnail {
  std::string bytes;
  ContentType type = ContentType::jpeg;  // of a JPEG a JPEG, of a PNG a PNG
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

// A small picture of a JPEG or PNG, upright, on white, its longer side at most max_side, with nothing of the
// original's metadata. The same bytes give the same bytes. EVI010 damaged, EVI011 too large, EVI012 neither
// JPEG nor PNG.
Result<Thumbnail> thumbnail(std::string_view bytes, const ThumbnailLimits& limits = {});

}  // namespace chuangmo::evidence
