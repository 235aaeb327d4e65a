#pragma once
#include <set>

#include "model/verdict.h"
#include "publish/json_text.h"
#include "publish/verdict_words.h"

namespace chuangmo::publish {

// Verdicts for people who read them on a screen: what evaluation_json.h gives, with everything beside it in
// words of one language. Keys as api/openapi.yaml has them.

// An indicator with its criteria, without traces.
Json worded_indicator_json(const IndicatorVerdict& indicator, const Wording& wording);
// The same with the trace of each criterion, every node in words and what decided marked.
Json worded_traces_json(const IndicatorVerdict& indicator, const Wording& wording);

Json worded_trace_json(const TraceNode& root, const RuleWords* rule, Language language);

}  // namespace chuangmo::publish
