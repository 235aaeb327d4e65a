#pragma once
#include <string>
#include <string_view>

#include "model/content_type.h"

namespace chuangmo::evidence {

// The name under which a file is kept and handed out: the last step of the path it came with, without control
// characters, signs that turn the direction of writing, or those no system takes, at most 120 characters, and
// with an extension of what it is: "报告.exe" that is a PDF becomes "报告.exe.pdf". Never empty.
std::string download_name(std::string_view name, ContentType type);

}  // namespace chuangmo::evidence
