#pragma once
#include <cstddef>
#include <string>

#include "model/verdict.h"
#include "publish/trace_words.h"

namespace chuangmo::publish {

struct TraceCut {
  std::size_t nodes = 60;     // of one criterion, besides what decided
  std::size_t children = 10;  // of one node
};

// The proof tree of a criterion as nested lists that open and close. What decided is shown to its last fact —
// station, hours, file and row — and stands open unless all holds; the rest level by level until `cut` is
// used up. What was left out is counted where it is missing. `rule` may be nullptr; it and
// the words of the nodes are in `language`.
std::string trace_html(const CriterionVerdict& criterion, int indicator, const RuleWords* rule,
                       const TraceCut& cut = {}, Language language = Language::zh);

}  // namespace chuangmo::publish
