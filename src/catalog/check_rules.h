#pragma once
#include "base/diagnostic.h"
#include "model/pack.h"
#include "model/standard.h"

namespace chuangmo::catalog {

// Reads every criterion of a pack against its own figures, ledgers, station sets and the standards: names,
// types, units. Findings carry the indicator's file, the criterion's id as column, and the rule as source for
// the caret.
Diagnostics check_rules(const Pack& pack, const Standards& standards);

}  // namespace chuangmo::catalog
