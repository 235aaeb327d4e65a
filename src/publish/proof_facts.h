#pragma once
#include "model/fact.h"
#include "publish/canonical_json.h"
#include "publish/proof_names.h"

namespace chuangmo::publish {

// The facts behind the names: figures, records, closures, stations and readings. Readings are whole numbers
// in 10^-decimals of the parameter's unit with null for gaps; where they stand in their files is kept as runs
// of consecutive rows.
CanonicalJson facts_json(const FactSet& facts, const ProofNames& names);

CanonicalJson origin_json(const Origin& origin);

}  // namespace chuangmo::publish
