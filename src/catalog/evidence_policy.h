#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/evidence_policy.h"

namespace chuangmo::catalog {

// Reads the text of evidence.toml. EVI050: a key or disposition nobody knows; EVI051: a type or trait without
// a rule, or with two; EVI052: a limit that is missing or not above 0; CAT001-CAT004 as everywhere.
EvidencePolicy read_evidence_policy(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
