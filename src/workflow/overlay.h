#pragma once
#include "model/fact.h"
#include "workflow/submitted_facts.h"

namespace chuangmo::workflow {

// The known facts with others laid over them, in FactSet's orders: what says the same changes nothing,
// another value is the next revision, a withdrawn record goes. For verdicts upon what is not accepted yet.
FactSet overlay(FactSet known, const SubmittedFacts& facts);

}  // namespace chuangmo::workflow
