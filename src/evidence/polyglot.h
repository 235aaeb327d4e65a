#pragma once
#include <string_view>

#include "evidence/finding.h"

namespace chuangmo::evidence {

// Signs that a file of this type reads as a file of another: an archive behind a picture, a PDF header that
// is not the first thing, tags where a browser looks. Linear in the size.
Findings polyglot_findings(std::string_view bytes, ContentType type);

}  // namespace chuangmo::evidence
