#pragma once
#include "app/verdicts.h"
#include "publish/trace_words.h"

namespace chuangmo::app {

// Every criterion of the pack in words, whole and by its parts.
publish::RuleGlossary rule_glossary(const Pack& pack, const Library& library,
                                    publish::Language language = publish::Language::zh);

// The evaluation with the stations and hours of the days that decided: a trace over three years of days names
// the index of each day only, for want of room. For readers; proofs and JSON keep the evaluation as it is.
Evaluation with_deciding_days(const Pack& pack, const Library& library, const Judgement& judgement);

}  // namespace chuangmo::app
