#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/workspace.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/chart.h"
#include "workflow/submitted_facts.h"

namespace chuangmo::app {

struct EvaluateOptions {
  std::optional<int> indicator;
  std::optional<Date>
      as_of;  // default: the last day of the last assessment year, or today when that is earlier
  std::optional<Instant> known_at;                // default: all that is known now
  std::vector<std::string> pinned;                // --standard-as: edition ids; EVL001 names an unknown one
  std::optional<Instant> now;                     // default: the clock of the machine
  std::vector<workflow::SubmittedFacts> pending;  // laid over what is known
  bool with_all_years = false;  // read every assessment year, asked for or not, as charts show them
};

// The last day of the last assessment year, or the day of `known_at` when that is earlier: a past verdict is
// rebuilt from where somebody looked who knew no more than that.
Date default_as_of(const Pack& pack, Instant known_at);

// An evaluation with what it was made from, so that charts, pages and proofs speak of the same facts.
struct Judgement {
  Evaluation evaluation;
  FactSet facts;
};
Result<Judgement> evaluate(Workspace& workspace, const Library& library, const EvaluateOptions& options);

// One city day down to the hours. EVL002 when the pack has no air stations.
struct DayExplained {
  TraceNode trace;
  Diagnostics damage;  // FactSet::damage
};
Result<DayExplained> explain_day(Workspace& workspace, const Library& library, const EvaluateOptions& options,
                                 Date day);

// The self-contained proof of one indicator. EVL003 when the pack has no such indicator.
struct VerdictProof {
  std::string text;
  Diagnostics damage;
};
Result<VerdictProof> verdict_proof(Workspace& workspace, const Library& library,
                                   const EvaluateOptions& options);

// One self-contained scoreboard.html; `plan` may be nullptr.
struct PageOptions {
  const Plan* plan = nullptr;
  bool simulated = false;
};
std::string scoreboard_page(const Workspace& workspace, const Library& library, const Judgement& judgement,
                            const PageOptions& options);

// Charts of all indicators that have something to draw; what the stations measured stands in monitoring.h.
std::vector<publish::Chart> charts(const Pack& pack, const Evaluation& evaluation);
// Of the criteria that ask for one year alone: the same number of every assessment year. The judgement is of
// this indicator, with all years.
std::vector<publish::Chart> yearly_charts(const Pack& pack, const Standards& standards,
                                          const Judgement& judgement, int indicator);

}  // namespace chuangmo::app
