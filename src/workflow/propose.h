#pragma once
#include <vector>

#include "model/workflow_settings.h"
#include "workflow/duty_share.h"
#include "workflow/obligation.h"
#include "workflow/supplier.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

struct ProposalSources {
  const Pack& pack;
  const Plan& plan;  // with its units
  const NeededItems& needed;
  const std::vector<UnitEdge>& edges;
  const WorkflowSettings& settings;
};

struct Proposal {
  std::vector<Obligation> obligations;  // one per unit and item, all `proposed`, by unit and item
  std::vector<OpenDuty> open;           // shown, but nobody can be asked
  std::vector<Item> without_supplier;   // sorted; the office has to name somebody
};

// What the units owe, out of what the pack defines and the plan distributes:
//   figures, ledgers, readings, surveys   of the supplier (data_supplier), in the rhythm of the definition,
//   of ledgers and
//                                         surveys that of the tasks that ask for them, else the settings'
//   evidence                              of each criterion that names any, from the leads
//   (evidence_suppliers) reports                               of each task: from every lead in full, from
//   every cooperating unit its part
// A unit that had been replaced when the programme began is its successor. An obligation without a "task:" in
// needed_by is one that the plan asks of nobody.
Proposal propose_obligations(const ProposalSources& sources);

}  // namespace chuangmo::workflow
