#pragma once
#include "base/result.h"
#include "model/fact.h"
#include "server/api/call.h"

namespace chuangmo::server {

// Figures and records of `period`, all where none is given, as they were known at `known_at`; no readings.
Result<FactSet> facts_asked_for(Call& call);

}  // namespace chuangmo::server
