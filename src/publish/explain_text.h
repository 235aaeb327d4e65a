#pragma once
#include <cstddef>
#include <string>

#include "model/pack.h"
#include "model/verdict.h"
#include "publish/terminal.h"
#include "publish/trace_words.h"

namespace chuangmo::publish {

struct ExplainDepth {
  bool full = false;         // the whole trace, however long
  std::size_t children = 8;  // of one node otherwise; what tells most is kept
};

// What stands around a verdict; each may be nullptr or empty.
struct ExplainContext {
  const Pack* pack = nullptr;              // for clauses
  const RuleGlossary* glossary = nullptr;  // for rules in words
  std::string workspace;                   // of the commands to go on with: "demo"; "" the current folder
};

// What `explain N` prints: the sentence; of each criterion the rule in words and as written, the value
// against its limit, best and worst case, what would decide it, who owes what, the standards and how sure
// they are; then the tree of the trace, along what decided down to station, hours, file, row and clause; then
// how to go on.
std::string explain_text(const IndicatorVerdict& indicator, const TerminalLook& look,
                         const ExplainDepth& depth = {}, const ExplainContext& context = {});

// What `explain N --day D` prints: a title and one tree, with the hours of every station day.
std::string trace_text(const std::string& title, const TraceNode& trace, const TerminalLook& look);

}  // namespace chuangmo::publish
