#pragma once
#include <optional>
#include <string_view>

#include "model/content_type.h"

namespace chuangmo::evidence {

// Text, csv, html, svg, xml or script; none when the bytes are no text: control characters, or neither UTF-8,
// UTF-16 with a mark nor GB18030.
std::optional<ContentType> text_type(std::string_view bytes);

}  // namespace chuangmo::evidence
