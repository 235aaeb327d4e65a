#include "app/planning.h"

#include <algorithm>
#include <set>

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

// Findings of `all` that `others` does not have. What moved to another row is the same finding.
Diagnostics besides(const Diagnostics& all, const Diagnostics& others) {
  std::multiset<std::pair<std::string, std::string>> known;
  for (const Diagnostic& finding : others) known.emplace(finding.code, finding.text);
  Diagnostics found;
  for (const Diagnostic& finding : all) {
    const auto same = known.find({finding.code, finding.text});
    if (same == known.end())
      found.push_back(finding);
    else
      known.erase(same);
  }
  return found;
}

// Units that people's edits name and the new document does not.
void add_units(UnitRegister& units, const UnitRegister& others) {
  for (const UnitEntry& unit : others.units) {
    if (units.find(unit.name) == nullptr) units.units.push_back(unit);
  }
  for (const GroupEntry& group : others.groups) {
    if (units.find_group(group.name) == nullptr) units.groups.push_back(group);
  }
}

// A document as it was read, and the same with what people had edited before it came.
struct FollowingPlan {
  Plan imported;
  Plan plan;
  plan::PlanDiff kept;
};
Result<FollowingPlan> following_plan(Office& office, const workflow::Work& work, Plan incoming) {
  FollowingPlan following{incoming, std::move(incoming), {}};
  if (work.plan_versions.empty() || work.plan_versions.back().imported == work.plan_digest) return following;
  CHUANGMO_TRY(imported, office.plan_of(work.plan_versions.back().imported));
  CHUANGMO_TRY(edited, office.plan(work));
  plan::MergedPlan merged = plan::merge_plans(*imported, *edited, following.imported);
  following.kept = std::move(merged.kept);
  following.plan = std::move(merged.plan);
  add_units(following.plan.units, edited->units);
  CHUANGMO_TRY(findings, edited_findings(following.plan, following.imported, office.library()));
  following.plan.diagnostics = std::move(merged.diagnostics);
  following.plan.diagnostics.insert(following.plan.diagnostics.end(), findings.begin(), findings.end());
  return following;
}

}  // namespace

Failure other_plan() {
  return {"API021", "任务分解表已经被改过", "重新读取后再交"};
}

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

Result<PlanStoredReport> plan_report(Office& office, const workflow::Work& work, const Plan& next,
                                     bool same_document) {
  PlanStoredReport report;
  report.digest = sha256_hex(kept_plan(next));
  report.indicators = next.indicators.size();
  report.tasks = next.task_count();
  report.diagnostics = next.diagnostics;
  if (work.plan_digest.empty()) {
    report.raised = next.diagnostics;
    return report;
  }
  CHUANGMO_TRY(present, office.plan(work));
  report.diff = plan::diff_plans(*present, next, same_document);
  report.changes = plan::render(report.diff);
  report.raised = besides(next.diagnostics, present->diagnostics);
  report.cleared = besides(present->diagnostics, next.diagnostics);
  return report;
}

namespace {

// A document that does not say whose it is speaks of the units that this office knows already.
Result<PlanReading> read_handed_in(Office& office, const workflow::Work& work,
                                   const PlanHandedIn& handed_in) {
  CHUANGMO_TRY(document, read_document(handed_in.bytes, handed_in.file));
  CHUANGMO_TRY(reading, read_plan_document(document, office.library(), std::nullopt));
  if (!reading.programme.empty() || work.plan_digest.empty()) return reading;
  CHUANGMO_TRY(present, office.plan(work));
  return read_plan_document(document, office.library(), present->units);
}

}  // namespace

Result<PlanStoredReport> store_plan(Office& office, const std::string& who, const PlanHandedIn& handed_in) {
  CHUANGMO_TRY(before, office.latest_work());
  CHUANGMO_TRY(reading, read_handed_in(office, *before, handed_in));
  PlanStoredReport unreadable;
  unreadable.diagnostics = reading.plan.diagnostics;
  unreadable.obstacles = obstacles(reading.plan);
  if (!unreadable.obstacles.empty()) return unreadable;
  if (before->plan_digest != handed_in.expected) return tl::unexpected(other_plan());
  CHUANGMO_TRY(next, following_plan(office, *before, std::move(reading.plan)));
  CHUANGMO_TRY(report, plan_report(office, *before, next.plan, false));
  report.kept = std::move(next.kept);
  if (handed_in.is_preview) return report;
  const std::string imported_text = kept_plan(next.imported);
  const std::string imported = sha256_hex(imported_text);
  const int tasks = static_cast<int>(report.tasks);
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    if (work.plan_digest != handed_in.expected) return tl::unexpected(other_plan());
    Proposal proposal;
    proposal.who = who;
    if (work.plan_digest == report.digest && work.plan_versions.back().imported == imported) return proposal;
    proposal.acts.emplace_back(workflow::PlanStored{imported, handed_in.file, tasks});
    proposal.contents.push_back({imported, imported_text});
    if (report.digest == imported) return proposal;
    proposal.acts.emplace_back(workflow::PlanEdited{report.digest, imported, handed_in.file, tasks,
                                                    plan::render(report.kept), "新文件中保留人工修改"});
    proposal.contents.push_back({report.digest, kept_plan(next.plan)});
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

Result<void> require_known_unit(Office& office, const workflow::Work& work, const std::string& unit) {
  if (work.plan_digest.empty()) return {};
  CHUANGMO_TRY(plan, office.plan(work));
  if (plan->units.find(unit) != nullptr) return {};
  for (const workflow::UnitEdge& edge : work.edges) {
    if (edge.before == unit || edge.after == unit) return {};
  }
  return fail("API012", "没有单位“" + unit + "”", "用 GET /units 查看单位的名称");
}

}  // namespace chuangmo::app
