#include "app/planning.h"

#include <algorithm>

#include "app/criterion_items.h"
#include "app/documents.h"
#include "app/plans.h"
#include "app/work_lists.h"
#include "base/digest.h"
#include "plan/plan_diff.h"
#include "plan/plan_merge.h"
#include "plan/plan_toml.h"
#include "plan/units_toml.h"
#include "workflow/expand.h"
#include "workflow/propose.h"

namespace chuangmo::app {

namespace {

constexpr std::string_view kUnitsBelow = "\n# ---- units ----\n";

Failure other_plan() {
  return {"API021", "任务分解表已经被改过", "重新读取后再交"};
}

}  // namespace

std::string kept_plan(const Plan& plan) {
  return plan::write_plan_toml(plan) + std::string(kUnitsBelow) + plan::write_units_toml(plan.units);
}

Result<Plan> read_kept_plan(const std::string& text) {
  const std::size_t cut = text.rfind(kUnitsBelow);
  const std::string units_text = cut == std::string::npos ? "" : text.substr(cut + kUnitsBelow.size());
  CHUANGMO_TRY(plan, plan::read_plan_toml(text.substr(0, cut), "plan"));
  CHUANGMO_TRY(units, plan::read_units_toml(units_text, "units"));
  plan::attach_units(plan, std::move(units));
  return plan;
}

Result<PlanStoredReport> store_plan(Office& office, const std::string& who, const PlanHandedIn& handed_in) {
  CHUANGMO_TRY(document, read_document(handed_in.bytes, handed_in.file));
  CHUANGMO_TRY(reading, read_plan_document(document, office.library(), std::nullopt));
  PlanStoredReport report;
  report.indicators = reading.plan.indicators.size();
  report.tasks = reading.plan.task_count();
  report.diagnostics = reading.plan.diagnostics;
  if (!obstacles(reading.plan).empty()) return report;
  const std::string text = kept_plan(reading.plan);
  report.digest = sha256_hex(text);
  CHUANGMO_TRY(before, office.latest_work());
  if (before->plan_digest != handed_in.expected) return tl::unexpected(other_plan());
  if (!before->plan_digest.empty()) {
    CHUANGMO_TRY(old, office.plan(*before));
    report.changes = plan::render(plan::diff_plans(*old, reading.plan));
  }
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    if (work.plan_digest != handed_in.expected) return tl::unexpected(other_plan());
    Proposal proposal;
    proposal.who = who;
    if (work.plan_digest == report.digest) return proposal;
    proposal.acts.emplace_back(
        workflow::PlanStored{report.digest, handed_in.file, static_cast<int>(report.tasks)});
    proposal.contents.push_back({report.digest, text});
    return proposal;
  }));
  report.is_stored = true;
  return report;
}

Result<ProposedReport> propose_obligations(Office& office, const std::string& who) {
  CHUANGMO_TRY(before, office.latest_work());
  CHUANGMO_TRY(plan, office.plan(*before));
  const auto needed = criterion_items(office.pack(), office.library().standards);
  ProposedReport report;
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    workflow::Proposal proposed =
        workflow::propose_obligations({office.pack(), *plan, needed, work.edges, office.rules().settings});
    report = {{}, std::move(proposed.without_supplier)};
    Proposal proposal;
    proposal.who = who;
    for (workflow::Obligation& obligation : proposed.obligations) {
      if (work.obligations.contains(obligation.id)) continue;
      proposal.acts.emplace_back(workflow::ObligationSet{obligation});
      report.added.push_back(std::move(obligation));
    }
    return proposal;
  }));
  return report;
}

Result<std::size_t> confirm_obligations(Office& office, const std::string& who,
                                        const std::optional<std::vector<std::string>>& ids) {
  std::size_t confirmed = 0;
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = who;
    confirmed = 0;
    for (const std::string& id : ids.value_or(std::vector<std::string>{})) {
      if (!work.obligations.contains(id)) return fail("API012", "没有报送义务 " + id, "先生成报送义务");
    }
    for (const auto& [id, obligation] : work.obligations) {
      const bool wanted = !ids || std::find(ids->begin(), ids->end(), id) != ids->end();
      if (!wanted || obligation.state != workflow::ObligationState::proposed) continue;
      workflow::Obligation next = obligation;
      next.state = workflow::ObligationState::confirmed;
      proposal.acts.emplace_back(workflow::ObligationSet{std::move(next)});
      ++confirmed;
    }
    return proposal;
  }));
  return confirmed;
}

Result<IssueReport> issue_requests(Office& office, const std::string& who, std::optional<Date> from,
                                   Date until) {
  IssueReport report;
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    const auto obligations = obligations_of(work);
    const auto issued = requests_of(work);
    workflow::Expansion expansion =
        workflow::expand_obligations({obligations, office.pack().years, work.edges, issued,
                                      office.rules().settings, office.rules().calendar, false, until});
    std::erase_if(expansion.added,
                  [&](const workflow::Request& request) { return from && request.closes < *from; });
    report = {expansion.added.size(), expansion.changed.size()};
    Proposal proposal;
    proposal.who = who;
    for (workflow::Request& request : expansion.added)
      proposal.acts.emplace_back(workflow::RequestIssued{std::move(request)});
    for (workflow::Request& request : expansion.changed)
      proposal.acts.emplace_back(workflow::RequestChanged{std::move(request), "新增报送内容"});
    return proposal;
  }));
  return report;
}

}  // namespace chuangmo::app
