#pragma once
#include <string>

#include "workflow/coverage.h"

namespace chuangmo::workflow {

// CoverageRow::proposal in English: what to do about the gap, and whom to ask. Why somebody is proposed is
// told in Chinese only.
std::string proposal_en(const CoverageSources& sources, const CoverageRow& row);

}  // namespace chuangmo::workflow
