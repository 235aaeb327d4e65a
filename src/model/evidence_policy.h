#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "model/content_type.h"

namespace chuangmo {

enum class Disposition {
  accepted,
  quarantined,  // kept, and seen by nobody but the office until it decides
  refused       // not kept
};

// What becomes of a file of a type, or with a trait.
struct EvidenceRule {
  Disposition disposition = Disposition::refused;
  std::string reason;  // 中文: why; empty when accepted
  std::string fix;     // 中文: what to do; empty when accepted
};

struct EvidenceLimits {
  std::uint64_t max_file_bytes = 0;
  std::uint64_t max_unit_bytes = 0;  // of all evidence and unfinished uploads of one unit
  int max_open_uploads = 0;          // of one unit
  int upload_expires_hours = 0;      // after its last byte
};

// catalog/evidence.toml: a rule for every type and every trait.
struct EvidencePolicy {
  std::map<ContentType, EvidenceRule> types;
  std::map<ContentTrait, EvidenceRule> traits;
  EvidenceLimits limits;
};

}  // namespace chuangmo
