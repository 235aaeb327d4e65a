#include "app/plan_editing.h"

#include <algorithm>

#include "app/plans.h"
#include "plan/plan_diff.h"

namespace chuangmo::app {

namespace {

// The next version, its content with it where it is a new one.
struct NextVersion {
  const workflow::PlanVersion& basis;  // whose document it goes back to
  std::string reason;
  std::string expected;
  std::optional<std::string> text;
};

Result<void> put_in_force(Office& office, const std::string& who, const NextVersion& next,
                          PlanStoredReport& report) {
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    if (work.plan_digest != next.expected) return tl::unexpected(other_plan());
    Proposal proposal;
    proposal.who = who;
    if (work.plan_digest == report.digest) return proposal;
    proposal.acts.emplace_back(workflow::PlanEdited{report.digest, next.basis.imported, next.basis.file,
                                                    static_cast<int>(report.tasks), report.changes,
                                                    next.reason});
    if (next.text) proposal.contents.push_back({report.digest, *next.text});
    return proposal;
  }));
  report.is_stored = true;
  return {};
}

}  // namespace

Result<PlanStoredReport> edit_plan(Office& office, const std::string& who,
                                   const PlanEditsHandedIn& handed_in) {
  CHUANGMO_TRY(work, office.latest_work());
  CHUANGMO_TRY(present, office.plan(*work));
  if (work->plan_digest != handed_in.expected) return tl::unexpected(other_plan());
  const workflow::PlanVersion& version = work->plan_versions.back();
  CHUANGMO_TRY(imported, office.plan_of(version.imported));
  CHUANGMO_TRY(edited, plan::edit_plan(*present, *imported, handed_in.edits));
  CHUANGMO_TRY(findings, edited_findings(edited, *imported, office.library()));
  edited.diagnostics = std::move(findings);
  CHUANGMO_TRY(report, plan_report(office, *work, edited, true));
  if (handed_in.is_preview) return report;
  CHUANGMO_CHECK(
      put_in_force(office, who, {version, handed_in.reason, handed_in.expected, kept_plan(edited)}, report));
  return report;
}

Result<PlanStoredReport> restore_plan(Office& office, const std::string& who, const PlanRestored& wanted) {
  CHUANGMO_TRY(work, office.latest_work());
  if (work->plan_digest != wanted.expected) return tl::unexpected(other_plan());
  const auto version =
      std::find_if(work->plan_versions.rbegin(), work->plan_versions.rend(),
                   [&](const workflow::PlanVersion& each) { return each.digest == wanted.digest; });
  if (version == work->plan_versions.rend())
    return fail("PLN055", "任务分解表没有这个版本", "在修改记录中选一个版本");
  CHUANGMO_TRY(former, office.plan_of(wanted.digest));
  CHUANGMO_TRY(report,
               plan_report(office, *work, *former, version->imported == work->plan_versions.back().imported));
  if (wanted.is_preview) return report;
  CHUANGMO_CHECK(put_in_force(office, who, {*version, wanted.reason, wanted.expected, std::nullopt}, report));
  return report;
}

}  // namespace chuangmo::app
