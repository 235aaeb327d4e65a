#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "evidence/picture.h"
#include "evidence/thumbnail.h"

namespace chuangmo::evidence {

// A PNG made smaller while it is read, what is transparent on white. EVI010, EVI011.
Result<Picture> read_small_png(std::string_view bytes, const ThumbnailLimits& limits);
Result<std::string> write_png(const Picture& picture);  // EVI010: libpng has no memory

}  // namespace chuangmo::evidence
