#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "evidence/picture.h"
#include "evidence/thumbnail.h"

namespace chuangmo::evidence {

// A JPEG made smaller while it is read, not turned. EVI010, EVI011.
Result<Picture> read_small_jpeg(std::string_view bytes, const ThumbnailLimits& limits);
Result<std::string> write_jpeg(const Picture& picture);  // EVI010: libjpeg has no memory

}  // namespace chuangmo::evidence
