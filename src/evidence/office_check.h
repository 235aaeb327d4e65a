#pragma once
#include <string_view>

#include "evidence/archive_check.h"
#include "evidence/finding.h"

namespace chuangmo::evidence {

// One part of a docx, xlsx or pptx: macros, controls, document types and deep nesting in its XML (a document
// type is how XML bombs begin; ECMA-376 part 2 forbids it), templates and objects loaded from the network.
Findings office_part_findings(const ArchiveMember& part);

// Macros, packed files and damage of a doc, xls, ppt or another compound file.
Findings compound_findings(std::string_view bytes);

Findings rtf_findings(std::string_view bytes);  // objects and templates of an RTF file

}  // namespace chuangmo::evidence
