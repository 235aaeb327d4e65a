#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "app/library.h"
#include "model/plan.h"
#include "model/table.h"

namespace chuangmo::app {

// A city's table as it was read: the plan with every finding, of the file, of reading and of lint, by
// position.
struct PlanReading {
  Plan plan;
  UnitRegister confirmed;  // the register it was read with
  std::string programme;   // id of the catalogue's programme it belongs to; "" unknown
};

// Reads a table from whatever file. Unit names come from `units` when given, else from the catalogue's
// programme whose city the title names, else they are proposed by rule.
Result<PlanReading> read_plan_file(const std::filesystem::path& file, const Library& library,
                                   const std::optional<UnitRegister>& units);
Result<PlanReading> read_plan_document(const Document& document, const Library& library,
                                       const std::optional<UnitRegister>& units);

// Every finding of a plan in which people edited: of reading the document where its cells still hold, of lint
// over the words as they were edited. By position.
Result<Diagnostics> edited_findings(const Plan& plan, const Plan& imported, const Library& library);

// The errors because of which what was read may not be what stands in the file: no plan, a column missing, an
// open quote. Such a reading is not stored. Other errors are the drafters' and stay with the plan.
Diagnostics obstacles(const Plan& plan);

// Where a plan lives: plan.toml (people may edit), plan.imported.toml (as the last import left it),
// units.toml (confirmed by people), units.proposed.toml (written by import).
struct StoredPlan {
  Plan plan;  // with confirmed and proposed units, import diagnostics included
  UnitRegister confirmed;
};
Result<StoredPlan> read_stored_plan(const std::filesystem::path& folder);  // WSP003 there is none

// The units people confirmed in that folder; empty when it has no units.toml.
Result<UnitRegister> read_confirmed_units(const std::filesystem::path& folder);

// Writes a reading into a folder, and there only what differs. What people edited there since the last import
// is kept; the changes are told.
struct StoredChanges {
  std::string
      document;      // what the document changed since the last import, a line each; "" on the first import
  std::string kept;  // what people had edited and still stands
  Diagnostics diagnostics;  // PLN050, PLN051
};
Result<StoredChanges> store_plan(const std::filesystem::path& folder, const PlanReading& reading);

// The correction report (校核报告) to send to the drafters, as .docx bytes.
std::string review_document(const Plan& plan, const Library& library);

}  // namespace chuangmo::app
