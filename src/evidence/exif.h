#pragma once
#include <string_view>

namespace chuangmo::evidence {

// The orientation a JPEG's EXIF block states (EXIF 2.3, tag 0x0112), 1..8; 1 when it states none.
int exif_orientation(std::string_view jpeg);

}  // namespace chuangmo::evidence
