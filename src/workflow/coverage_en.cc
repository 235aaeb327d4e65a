#include "workflow/coverage_en.h"

#include <string_view>
#include <vector>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

constexpr std::size_t kNamedRequests = 6;  // in one sentence

std::string unit_en(const Plan& plan, std::string_view name) {
  const UnitEntry* unit = plan.units.find(name);
  return unit == nullptr || unit->name_en.empty() ? std::string(name) : unit->name_en;
}

std::string_view standing_en(const RequestStanding& standing) {
  if (standing.state == SubmissionState::submitted) return "waiting for review";
  if (standing.state == SubmissionState::returned) return "returned";
  if (standing.state == SubmissionState::accepted) return "accepted";
  return "nothing handed in";
}

// "市统计局|2010" -> "Bureau of Statistics 2010".
std::string request_en(const Plan& plan, const std::string& id) {
  const std::size_t bar = id.rfind('|');
  if (bar == std::string::npos) return id;
  return unit_en(plan, id.substr(0, bar)) + " " + id.substr(bar + 1);
}

std::string could_bring(const Plan& plan, const std::vector<Supplier>& suppliers) {
  std::vector<std::string> names;
  names.reserve(suppliers.size());
  for (const Supplier& supplier : suppliers) names.push_back(unit_en(plan, supplier.unit));
  return "Could be supplied by " + join(names, ", ");
}

std::string supplier_en(const CoverageSources& sources, const CoverageRow& row) {
  if (row.item.kind == ItemKind::evidence) {
    const std::vector<Supplier> suppliers = evidence_suppliers(sources.pack, sources.plan, row.criterion);
    return suppliers.empty() ? "The plan names no unit responsible for indicator " +
                                   std::to_string(row.indicator) + "; the programme office chooses one"
                             : could_bring(sources.plan, suppliers);
  }
  const Supplier supplier = data_supplier(sources.pack, sources.plan, sources.needed, row.item);
  return supplier.unit.empty() ? "Neither pack nor plan names a supplier; the programme office chooses one"
                               : could_bring(sources.plan, {supplier});
}

std::string open_requests(const Plan& plan, const CoverageRow& row) {
  std::vector<std::string> open;
  for (const CoveredRequest& request : row.requests) {
    if (request.standing.state == SubmissionState::accepted) continue;
    open.push_back(request_en(plan, request.id) + " (" + std::string(standing_en(request.standing)) + ")");
  }
  const std::size_t count = open.size();
  if (count <= kNamedRequests) return join(open, ", ");
  open.resize(kNamedRequests);
  return join(open, ", ") + " and " + std::to_string(count - kNamedRequests) + " more";
}

std::string step_en(const CoverageSources& sources, const CoverageRow& row) {
  switch (row.gap) {
    case CoverageGap::none:
      return "";
    case CoverageGap::no_supplier:
      return supplier_en(sources, row);
    case CoverageGap::not_asked:
      if (row.state == ObligationState::dropped)
        return "No longer reported; where it is still needed, restore the obligation";
      return row.state == ObligationState::proposed ? "Confirm the obligation, then make the requests"
                                                    : "Make the requests";
    case CoverageGap::not_answered:
      return "Remind: " + open_requests(sources.plan, row);
    case CoverageGap::no_evidence:
      return "Ask " + unit_en(sources.plan, row.supplier) + " for the evidence";
  }
  return "";
}

}  // namespace

std::string proposal_en(const CoverageSources& sources, const CoverageRow& row) {
  const std::string step = step_en(sources, row);
  if (!row.state || row.is_asked_by_plan) return step;
  return step.empty() ? "No task of the plan asks for this item"
                      : step + "; no task of the plan asks for this item";
}

}  // namespace chuangmo::workflow
