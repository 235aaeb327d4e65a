#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "model/plan.h"

namespace chuangmo::app {

// A city's table handed in by the office: bytes of a document or of a table.
struct PlanHandedIn {
  std::string file;  // as the user named it
  std::string_view bytes;
  std::string expected;  // digest of the plan it is to follow; "" there is none yet
};
struct PlanStoredReport {
  std::string digest;
  std::size_t indicators = 0;
  std::size_t tasks = 0;
  std::string changes;      // what the document changed since the last, a line each
  Diagnostics diagnostics;  // with an obstacle among them nothing was stored
  bool is_stored = false;
};
// API021 the plan is no longer the expected one.
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

// The text a plan is kept as: its TOML, then that of its units.
std::string kept_plan(const Plan& plan);
Result<Plan> read_kept_plan(const std::string& text);

}  // namespace chuangmo::app
