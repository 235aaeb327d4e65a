#pragma once
#include <string>

#include "model/verdict.h"
#include "publish/json_text.h"

namespace chuangmo::publish {

// What `evaluate --json` prints. Keys stand in a fixed order and numbers are text, so equal verdicts are
// equal bytes. A value, limit or bound that does not exist is null; an unbounded one is null too. Shape:
// docs/formats/json.md.
std::string evaluation_json(const Evaluation& evaluation);

// The same with one of its indicators alone.
std::string indicator_json(const Evaluation& evaluation, const IndicatorVerdict& indicator);

// What an evaluation says of itself: programme, pack, as_of, known_at, pinned.
Json evaluation_head_json(const Evaluation& evaluation);

// A criterion without its trace; keys as docs/formats/json.md has them.
Json criterion_json(const CriterionVerdict& criterion);

// One node of a trace without what stands below it.
Json trace_node_json(const TraceNode& node);
// One node of a trace with all below it; keys as docs/formats/json.md has them.
Json trace_json(const TraceNode& node, int depth = 0);

}  // namespace chuangmo::publish
