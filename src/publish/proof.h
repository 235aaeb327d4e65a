#pragma once
#include <string>

#include "model/fact.h"
#include "model/pack.h"
#include "model/standard.h"
#include "model/verdict.h"

namespace chuangmo::publish {

// All that a verdict rests on. Facts may hold more than the indicator used: the proof takes what its rules
// name.
struct ProofContent {
  const Evaluation& evaluation;
  const IndicatorVerdict& verdict;  // of `evaluation`
  const Pack& pack;
  const Standards& standards;
  const FactSet& facts;  // as known at evaluation.known_at
};

// The self-contained proof of one indicator's verdict: rules, trace, facts, definitions and editions, with
// the SHA-256 of the canonical body. docs/formats/verdict.md says how to replay it; tools/verify_verdict.py
// does. Ends with a line feed.
std::string write_proof(const ProofContent& content);

}  // namespace chuangmo::publish
