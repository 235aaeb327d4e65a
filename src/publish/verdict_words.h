#pragma once
#include <string>

#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/number_words.h"
#include "publish/trace_words.h"

namespace chuangmo::publish {

// In which language verdicts are told, and the words for it. All of it outlives what it is used for.
struct Wording {
  Language language = Language::zh;
  const Pack& pack;
  const RuleGlossary& rules;   // in that language
  const Plan* plan = nullptr;  // of the English names of units; may be nullptr
};

std::string outcome_words(Outcome outcome, Language language);

// The verdict in one plain sentence.
std::string sentence_words(const IndicatorVerdict& indicator, const Wording& wording);

// The value or its bounds with their unit; "" when there is none.
std::string measured_words(const CriterionVerdict& criterion, Language language);

// What would decide a criterion that is not decided, its first items by name; "" where nothing is missing.
std::string would_decide_words(const CriterionVerdict& criterion, const Wording& wording);

// 还来得及吗, as a sentence; "" when it does not apply.
std::string reachability_words(const CriterionVerdict& criterion, Language language);

// The name of what is missing, why, and who owes it.
MissingItem missing_words(const CriterionVerdict& criterion, const MissingItem& item, const Wording& wording);

}  // namespace chuangmo::publish
