#include "app/overview.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "app/coverage.h"

namespace chuangmo::app {

namespace {

bool is_lacking(RequestState state) {
  return state == RequestState::planned || state == RequestState::open || state == RequestState::returned;
}

void count_requests(Overview& overview, const workflow::Work& work, const UnitFilter& is_shown) {
  std::map<Date, std::pair<int, std::set<std::string>>> next;
  for (const auto& [id, request] : work.requests) {
    if (!is_shown(request.unit)) continue;
    const RequestState state = request_state(work, request, overview.today);
    ++overview.requests[static_cast<std::size_t>(state)];
    const Date due = workflow::effective_due(request);
    if (!is_lacking(state) || due < overview.today) continue;
    ++next[due].first;
    next[due].second.insert(request.unit);
  }
  for (const auto& [due, lacking] : next) {
    if (overview.next.size() == Overview::kMostNext) break;
    overview.next.push_back({due, lacking.first, {lacking.second.begin(), lacking.second.end()}});
  }
}

void count_overdue(Overview& overview, const workflow::Work& work, const WorkingCalendar& calendar,
                   const UnitFilter& is_shown) {
  std::map<std::string, OverdueUnit> units;
  for (const auto& [id, request] : work.requests) {
    const RequestState state = request_state(work, request, overview.today);
    if (!is_shown(request.unit) || !is_overdue(state, request, overview.today)) continue;
    const Date due = workflow::effective_due(request);
    OverdueUnit& unit = units[request.unit];
    if (unit.count == 0 || due < unit.oldest_due) {
      unit.oldest_due = due;
      unit.oldest_request = id;
    }
    unit.unit = request.unit;
    ++unit.count;
  }
  for (auto& [name, unit] : units) {
    unit.days = overview.today - unit.oldest_due;
    unit.working_days = calendar.between(unit.oldest_due, overview.today);
    overview.overdue.push_back(unit);
  }
  std::stable_sort(overview.overdue.begin(), overview.overdue.end(),
                   [](const OverdueUnit& a, const OverdueUnit& b) {
                     return std::tuple(a.oldest_due, -a.count) < std::tuple(b.oldest_due, -b.count);
                   });
}

void count_reviews(Overview& overview, const workflow::Work& work, const UnitFilter& is_shown) {
  for (const auto& [id, request] : work.requests) {
    const workflow::Submission* waiting = work.pending(id);
    if (waiting == nullptr || !is_shown(waiting->unit)) continue;
    ++overview.awaiting_review;
    if (overview.oldest_review && overview.oldest_review->since <= waiting->submitted_at) continue;
    overview.oldest_review = WaitingReview{waiting->id, waiting->unit, waiting->submitted_at};
  }
}

// The whole city has one stream of imports; a unit is shown its own.
void find_last_import(Overview& overview, const workflow::Work& work, const UnitFilter& is_shown) {
  for (auto known = work.imports.rbegin(); known != work.imports.rend(); ++known) {
    if (!is_shown(known->import.who)) continue;
    overview.last_import = LastImport{known->recorded_at, known->import.kind, known->import.name};
    return;
  }
}

void count_evidence(Overview& overview, const workflow::Work& work, const UnitFilter& is_shown) {
  for (const auto& [digest, file] : work.evidence) {
    const bool is_own = std::any_of(file.units.begin(), file.units.end(), is_shown) || is_shown(file.unit);
    if (file.state == workflow::EvidenceState::quarantined && is_own) ++overview.evidence_waiting;
  }
}

bool is_open_gap(const workflow::CoverageRow& row) {
  return row.gap == workflow::CoverageGap::no_supplier || row.gap == workflow::CoverageGap::not_asked;
}

}  // namespace

Result<Overview> overview(Office& office, const workflow::Work& work, const Evaluation& verdicts, Date today,
                          const UnitFilter& is_shown) {
  Overview overview;
  overview.today = today;
  overview.journal = work.size;
  const std::vector<int>& years = office.pack().years;
  overview.first_day = Period::of_year(years.front()).begin;
  overview.last_day = Period::of_year(years.back()).end - 1;
  for (const IndicatorVerdict& indicator : verdicts.indicators)
    ++overview.outcomes[static_cast<std::size_t>(indicator.outcome)];
  count_requests(overview, work, is_shown);
  count_overdue(overview, work, office.rules().calendar, is_shown);
  count_reviews(overview, work, is_shown);
  count_evidence(overview, work, is_shown);
  find_last_import(overview, work, is_shown);
  CHUANGMO_TRY(all_slips, slips(office, work, today));
  for (const workflow::Slip& slip : all_slips) {
    if (is_shown(slip.unit)) ++overview.slips[static_cast<std::size_t>(slip.colour)];
  }
  if (work.plan_digest.empty()) return overview;
  CHUANGMO_TRY(rows, coverage(office, work, today));
  overview.gaps =
      static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const workflow::CoverageRow& row) {
        return is_open_gap(row) && is_shown(row.supplier);
      }));
  return overview;
}

}  // namespace chuangmo::app
