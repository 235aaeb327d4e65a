#include "app/document_basis.h"

#include <algorithm>

#include "app/coverage.h"
#include "app/explanations.h"
#include "app/monitoring.h"
#include "app/notice_draft.h"
#include "app/overview.h"
#include "publish/documents/chasing_view.h"
#include "publish/documents/standing_view.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kBasesKept = 2;

publish::DocumentSources sources_of(const Office& office, const DocumentBasis& basis, const Period& period) {
  publish::DocumentSources sources{office.pack(), basis.city, basis.today(), basis.known_at, period, ""};
  sources.now = &basis.judgement.evaluation;
  sources.before = &basis.judgement.evaluation;
  sources.monitoring = basis.monitoring;
  sources.slips = basis.slips;
  sources.overdue = basis.overdue;
  return sources;
}

}  // namespace

// Its reader is free again before anything else wants one.
Result<Judgement> judged(Office& office, const workflow::Work& work, Instant now,
                         std::optional<Instant> known_at) {
  EvaluateOptions options;
  options.pinned = work.pinned;
  options.now = now;
  options.known_at = known_at;
  CHUANGMO_TRY(reading, office.reader());
  return evaluate(*reading, office.library(), options);
}

Result<void> gather_chasing(Office& office, const workflow::Work& work, const Evaluation& evaluation,
                            publish::DocumentSources& sources) {
  CHUANGMO_TRY(found, slips(office, work, sources.today));
  sources.slips = std::move(found);
  CHUANGMO_TRY(state,
               overview(office, work, evaluation, sources.today, [](const std::string&) { return true; }));
  for (const OverdueUnit& unit : state.overdue)
    sources.overdue.push_back({unit.unit, unit.count, unit.oldest_due, unit.working_days});
  for (const NextDue& next : state.next) sources.next.push_back({next.due, next.requests, next.units});
  return {};
}

Result<DocumentBasisPtr> document_basis(Office& office, std::optional<Instant> known_at) {
  const auto basis = std::make_shared<DocumentBasis>();
  basis->known_at = known_at.value_or(office.now());
  CHUANGMO_TRY(work, office.work_at(known_at));
  basis->work = work;
  basis->city = city_of(office);
  CHUANGMO_TRY(judgement, judged(office, *work, basis->known_at));
  basis->judgement = std::move(judgement);
  basis->monitoring = monitoring(office.pack(), office.library(), basis->judgement);
  basis->rules = rule_glossary(office.pack(), office.library());
  const Period year = Period::of_year(basis->today().year());
  if (!work->plan_digest.empty()) {
    publish::DocumentSources sources = sources_of(office, *basis, year);
    CHUANGMO_CHECK(gather_chasing(office, *work, basis->judgement.evaluation, sources));
    basis->slips = std::move(sources.slips);
    basis->overdue = std::move(sources.overdue);
  }
  // Neither is of a period.
  basis->standing = written_values(office, *basis, year, publish::put_standing);
  basis->chasing = written_values(office, *basis, year, publish::put_chasing);
  return DocumentBasisPtr(basis);
}

std::map<std::string, std::string> written_values(const Office& office, const DocumentBasis& basis,
                                                  const Period& period, const PutView& put) {
  publish::DocumentSources sources = sources_of(office, basis, period);
  ViewValue view = view_record();
  put(view, sources);
  return bound_texts(view);
}

Result<DocumentBasisPtr> DocumentBases::of(std::optional<Instant> known_at) {
  const std::lock_guard lock(mutex_);
  CHUANGMO_TRY(work, office_.work_at(known_at));
  const Date today = known_at.value_or(office_.now()).date();
  const auto same = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& each) {
    return each.known_at == known_at && each.journal == work->size && each.today == today;
  });
  if (same != kept_.end()) return same->basis;
  CHUANGMO_TRY(basis, document_basis(office_, known_at));
  kept_.push_front({known_at, work->size, today, basis});
  if (kept_.size() > kBasesKept) kept_.pop_back();
  return basis;
}

}  // namespace chuangmo::app
