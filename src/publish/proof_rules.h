#pragma once
#include "model/standard.h"
#include "publish/canonical_json.h"
#include "publish/proof_names.h"

namespace chuangmo::publish {

// What the names in a rule mean: figures, ledgers, station sets, surveys of the pack, parameters of the
// standards.
CanonicalJson definitions_json(const ProofContent& content, const ProofNames& names);

// Every edition of the families that take part, since which one was in force is part of the replay. Those
// that were not in force in the years the proof speaks of, and are not pinned, come without content.
CanonicalJson editions_json(const ProofContent& content, const ProofNames& names);

CanonicalJson citation_json(const Citation& citation);

}  // namespace chuangmo::publish
