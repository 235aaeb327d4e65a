#include "app/coverage.h"

#include <algorithm>

#include "app/criterion_items.h"
#include "app/submitted_facts.h"
#include "app/work_lists.h"

namespace chuangmo::app {

namespace {

workflow::RequestStanding standing(const std::vector<workflow::Submission>& answers) {
  for (auto answer = answers.rbegin(); answer != answers.rend(); ++answer) {
    if (answer->state == workflow::SubmissionState::withdrawn) continue;
    workflow::RequestStanding standing{answer->state, std::nullopt};
    if (answer->state == workflow::SubmissionState::returned)
      standing.returned_on = answer->reviewed_at.date();
    return standing;
  }
  return {};
}

// Files of accepted submissions, by criterion, and reports by task.
struct Accepted {
  std::map<std::string, int> evidence;
  std::vector<workflow::AcceptedReport> reports;
};
Result<Accepted> accepted_parts(Office& office, const workflow::Work& work) {
  Accepted accepted;
  for (const auto& [id, request] : work.requests) {
    const workflow::Submission* answer = work.accepted(id);
    if (answer == nullptr) continue;
    CHUANGMO_TRY(content, submitted_content(office, answer->digest));
    for (const workflow::SubmittedEvidence& file : content->evidence) ++accepted.evidence[file.criterion];
    for (const auto& [task, text] : content->reports)
      accepted.reports.push_back({task, answer->unit, request.period, text});
  }
  return accepted;
}

}  // namespace

bool are_readings_in(const workflow::Work& work, const workflow::Request& request) {
  return std::all_of(request.items.begin(), request.items.end(), [&](const workflow::Item& item) {
    if (item.kind != workflow::ItemKind::readings) return false;
    return std::any_of(work.imports.begin(), work.imports.end(), [&](const workflow::KnownImport& known) {
      return known.import.kind == "readings:" + item.key && known.recorded_at.date() >= request.opens;
    });
  });
}

workflow::RequestStandings request_standings(const workflow::Work& work) {
  workflow::RequestStandings standings;
  for (const auto& [request, answers] : work.submissions) standings.emplace(request, standing(answers));
  for (const auto& [id, request] : work.requests) {
    if (!standings.contains(id) && are_readings_in(work, request))
      standings[id] = {workflow::SubmissionState::accepted, std::nullopt};
  }
  return standings;
}

Result<std::vector<workflow::CoverageRow>> coverage(Office& office, const workflow::Work& work, Date as_of) {
  CHUANGMO_TRY(plan, office.plan(work));
  CHUANGMO_TRY(accepted, accepted_parts(office, work));
  const auto needed = criterion_items(office.pack(), office.library().standards);
  const auto obligations = obligations_of(work);
  const auto requests = requests_of(work);
  const auto standings = request_standings(work);
  return workflow::coverage(
      {office.pack(), *plan, needed, obligations, requests, work.edges, standings, accepted.evidence, as_of});
}

Result<std::vector<workflow::DutyStanding>> duties(Office& office, const workflow::Work& work, Date as_of) {
  CHUANGMO_TRY(plan, office.plan(work));
  CHUANGMO_TRY(accepted, accepted_parts(office, work));
  const auto obligations = obligations_of(work);
  return workflow::duty_standings({*plan, obligations, office.pack().years, work.edges, accepted.reports,
                                   office.rules().settings, office.rules().calendar, as_of});
}

Result<std::vector<workflow::Slip>> slips(Office& office, const workflow::Work& work, Date as_of) {
  const workflow::SlipSources sources{office.rules().settings, office.rules().calendar, work.edges, as_of};
  std::vector<workflow::Slip> all =
      workflow::request_slips(requests_of(work), request_standings(work), sources);
  std::vector<workflow::Matter> matters;
  for (const auto& [id, matter] : work.matters) matters.push_back(matter);
  const std::vector<workflow::Slip> of_matters = workflow::matter_slips(matters, sources);
  all.insert(all.end(), of_matters.begin(), of_matters.end());
  if (!work.plan_digest.empty()) {
    CHUANGMO_TRY(standings, duties(office, work, as_of));
    const std::vector<workflow::Slip> of_duties = workflow::duty_slips(standings, sources);
    all.insert(all.end(), of_duties.begin(), of_duties.end());
  }
  workflow::sort_slips(all);
  return all;
}

}  // namespace chuangmo::app
