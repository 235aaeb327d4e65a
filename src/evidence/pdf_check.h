#pragma once
#include <string_view>

#include "evidence/finding.h"

namespace chuangmo::evidence {

// Actions and attachments of a PDF (ISO 32000-1, 12.6.4, 7.11.4), looked for by their names in the file and
// in its compressed object streams (7.5.7), at most kMaxUnpackedPdfBytes of them. What cannot be looked into,
// as it is encrypted or coded otherwise, is unexamined.
Findings pdf_findings(std::string_view bytes);

inline constexpr std::size_t kMaxUnpackedPdfBytes = 256U << 20U;  // of all object streams of a file

}  // namespace chuangmo::evidence
