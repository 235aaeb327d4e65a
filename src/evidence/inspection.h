#pragma once
#include <string_view>

#include "base/diagnostic.h"
#include "evidence/archive_check.h"
#include "evidence/finding.h"
#include "model/evidence_policy.h"

namespace chuangmo::evidence {

// What a file is and what is odd about it.
struct Inspection {
  ContentType type = ContentType::unknown;
  Findings findings;
};
// Looks at a whole file, and into archives as deep as the limits say. Reads bytes, runs nothing, never fails.
Inspection inspect(std::string_view bytes, const ArchiveLimits& limits = {});

// What becomes of it. Reasons for the one who handed it in: EVI001 refused, EVI002 quarantined, the worst
// first.
struct Judgement {
  Disposition disposition = Disposition::refused;
  Diagnostics reasons;
};
Judgement judge(const Inspection& inspection, const EvidencePolicy& policy, const std::string& name);

}  // namespace chuangmo::evidence
