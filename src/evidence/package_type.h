#pragma once
#include <string_view>

#include "model/content_type.h"

namespace chuangmo::evidence {

// What a zip archive holds: docx, xlsx, pptx (by the content type of its main part, ECMA-376 part 2), ofd,
// executable (.jar, .apk), compound (a binary workbook), or just zip.
ContentType package_type(std::string_view bytes);

}  // namespace chuangmo::evidence
