#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "model/plan.h"
#include "plan/plan_diff.h"

namespace chuangmo::app {

// A city's table handed in by the office: bytes of a document or of a table.
struct PlanHandedIn {
  std::string file;  // as the user named it
  std::string_view bytes;
  std::string expected;     // digest of the plan it is to follow; "" there is none yet
  bool is_preview = false;  // only told, not stored
};
// What a change of the table comes to.
struct PlanStoredReport {
  std::string digest;
  std::size_t indicators = 0;
  std::size_t tasks = 0;
  std::string changes;      // what it says differently, a line each
  plan::PlanDiff diff;      // the same
  plan::PlanDiff kept;      // of a document: what people had edited and still stands
  Diagnostics diagnostics;  // all findings
  Diagnostics raised;       // those that the plan before did not have
  Diagnostics cleared;      // those that only the plan before had
  Diagnostics obstacles;    // of a document: because of these it cannot be stored
  bool is_stored = false;
};
// What people edited since the last document stays where it speaks of the same. API021 the plan is no longer
// the expected one.
Result<PlanStoredReport> store_plan(Office& office, const std::string& who, const PlanHandedIn& handed_in);

// Obligations that pack and plan give reason for and that nobody has decided upon, added as proposed.
struct ProposedReport {
  std::vector<workflow::Obligation> added;
  std::vector<workflow::Item> without_supplier;  // nobody the plan or the pack names: the office has to
};
Result<ProposedReport> propose_obligations(Office& office, const std::string& who);

// nullopt: all that are proposed. How many became confirmed.
Result<std::size_t> confirm_obligations(Office& office, const std::string& who,
                                        const std::optional<std::vector<std::string>>& ids);

// Everything confirmed that can be handed in by `until`, asked for; with `from`, nothing whose window closed
// before that day.
struct IssueReport {
  std::size_t issued = 0;
  std::size_t changed = 0;  // items added to requests that stand already
};
Result<IssueReport> issue_requests(Office& office, const std::string& who, std::optional<Date> from,
                                   Date until);

// API012 neither the plan nor a change of units knows this one; without a plan every name will do.
Result<void> require_known_unit(Office& office, const workflow::Work& work, const std::string& unit);

// What the plan that is to follow says besides the present one: diff, findings that come and go, counts.
Result<PlanStoredReport> plan_report(Office& office, const workflow::Work& work, const Plan& next,
                                     bool same_document);

// API021
Failure other_plan();

// The text a plan is kept as: its TOML, then that of its units.
std::string kept_plan(const Plan& plan);
Result<Plan> read_kept_plan(const std::string& text);

}  // namespace chuangmo::app
