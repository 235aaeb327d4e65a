#pragma once
#include "model/fact.h"
#include "model/pack.h"
#include "model/standard.h"

namespace chuangmo::eval {

// Fills the fields of a record that the pack declares as derived from its other fields. What a unit reported
// in such a field is kept under "<field>.reported", and what it was derived by under "<field>.edition",
// "<field>.clause" and "<field>.confidence". A value that cannot be decided is left out: not knowing
// is an answer.
void derive_fields(const LedgerDefinition& ledger, const Standards& standards, RecordFact& record);

}  // namespace chuangmo::eval
