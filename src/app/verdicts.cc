#include "app/verdicts.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/editions.h"
#include "app/explanations.h"
#include "app/monitoring.h"
#include "audit/hash.h"
#include "base/text.h"
#include "eval/evaluate.h"
#include "publish/proof.h"
#include "publish/scoreboard_html.h"
#include "workflow/overlay.h"

namespace chuangmo::app {

Date default_as_of(const Pack& pack, Instant known_at) {
  const Date last = Period::of_year(pack.years.back()).end - 1;
  return std::min(last, known_at.date());
}

namespace {

// Everything the years of the pack may ask for: "previous year" and school years reach one year back.
store::FactQuery query_of(const Workspace& workspace, Instant known_at) {
  return store::FactQuery::of_years(workspace.programme.id, known_at, workspace.pack.years.front() - 1,
                                    workspace.pack.years.back());
}

}  // namespace

Result<Judgement> evaluate(Workspace& workspace, const Library& library, const EvaluateOptions& options) {
  eval::EvaluationRequest request;
  request.programme = workspace.programme.id;
  CHUANGMO_TRY(pinned, with_companions(library, options.pinned));
  request.pinned = pinned;
  request.indicator = options.indicator;
  if (options.indicator && workspace.pack.indicator(*options.indicator) == nullptr) {
    return fail("EVL003", fmt::format("没有第 {} 项指标", *options.indicator),
                fmt::format("指标编号为 1 到 {}", workspace.pack.indicators.size()));
  }
  const Instant known_at = options.known_at.value_or(options.now.value_or(Instant::now()));
  request.as_of = options.as_of.value_or(default_as_of(workspace.pack, known_at));
  eval::FactsNeeded needed = eval::facts_needed(workspace.pack, library.standards, request);
  const Date first_day = Period::of_year(workspace.pack.years.front()).begin;
  if (options.with_all_years) needed.from = std::min(needed.from, first_day);
  CHUANGMO_TRY(facts, workspace.store->read(
                          {request.programme, known_at, needed.from, needed.until, needed.station_sets}));
  for (const workflow::SubmittedFacts& pending : options.pending)
    facts = workflow::overlay(std::move(facts), pending);
  // Without --known-at the result names the latest moment that changed anything, so that two runs give the
  // same bytes.
  request.known_at = known_at;
  if (!options.known_at) {
    CHUANGMO_TRY(imports, workspace.store->imports(workspace.programme.id));
    request.known_at = imports.empty() ? workspace.programme.recorded_at : imports.back().recorded_at;
  }
  Judgement judgement;
  judgement.evaluation = eval::evaluate(workspace.pack, library.standards, facts, request);
  judgement.facts = std::move(facts);
  return judgement;
}

Result<DayExplained> explain_day(Workspace& workspace, const Library& library, const EvaluateOptions& options,
                                 Date day) {
  CHUANGMO_TRY(pinned, with_companions(library, options.pinned));
  const auto& sets = workspace.pack.station_sets;
  const auto air =
      std::find_if(sets.begin(), sets.end(), [](const auto& set) { return set.medium == "air"; });
  if (air == sets.end()) return fail("EVL002", "指标包没有空气点位组", "换一个有空气点位组的指标包");
  const Instant known_at = options.known_at.value_or(options.now.value_or(Instant::now()));
  CHUANGMO_TRY(facts, workspace.store->read(query_of(workspace, known_at)));
  TraceNode trace =
      eval::explain_day(workspace.pack, library.standards, facts,
                        {options.as_of.value_or(default_as_of(workspace.pack, known_at)), pinned}, *air, day);
  return DayExplained{std::move(trace), std::move(facts.damage)};
}

Result<VerdictProof> verdict_proof(Workspace& workspace, const Library& library,
                                   const EvaluateOptions& options) {
  CHUANGMO_TRY(judgement, evaluate(workspace, library, options));
  std::string text = publish::write_proof({judgement.evaluation, judgement.evaluation.indicators.front(),
                                           workspace.pack, library.standards, judgement.facts});
  return VerdictProof{std::move(text), std::move(judgement.facts.damage)};
}

std::string scoreboard_page(const Workspace& workspace, const Library& library, const Judgement& judgement,
                            const PageOptions& options) {
  const Evaluation evaluation = with_deciding_days(workspace.pack, library, judgement);
  publish::ScoreboardPage page{evaluation, workspace.pack};
  page.plan = options.plan;
  page.charts = charts(workspace.pack, evaluation);
  page.monitoring = monitoring(workspace.pack, library, judgement);
  page.rule_words = rule_glossary(workspace.pack, library);
  page.marks.simulated = options.simulated;
  page.marks.title = workspace.programme.title;
  page.marks.title_en = programme_title_en(library, workspace.programme.id);
  // The page says under which root of the log it was made: later it can be shown that nothing was changed
  // since.
  if (const auto head = workspace.store->head(workspace.programme.id); head && head->size > 0) {
    page.marks.log_size = head->size;
    if (const auto root = audit::Hash::from_raw(head->root)) page.marks.log_root = root->hex();
  }
  return publish::scoreboard_html(page);
}

}  // namespace chuangmo::app
