#pragma once
#include <string>

#include "model/verdict.h"
#include "publish/terminal.h"

namespace chuangmo::publish {

struct ExplainDepth {
  bool full = false;          // the whole trace, however long
  int deepest = 6;            // levels of the tree otherwise
  std::size_t children = 12;  // of one node otherwise; what tells most is kept
};

// What `explain N` prints: the sentence; of each criterion the rule, the value against its limit, best and
// worst case, what would decide it, who owes what; then the tree of the trace down to file, sheet, row and
// clause.
std::string explain_text(const IndicatorVerdict& indicator, const TerminalLook& look,
                         const ExplainDepth& depth = {});

}  // namespace chuangmo::publish
