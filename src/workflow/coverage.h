#pragma once
#include <optional>
#include <string>
#include <vector>

#include "workflow/obligation.h"
#include "workflow/request_standing.h"
#include "workflow/supplier.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

enum class CoverageGap {
  none,
  no_supplier,   // nobody owes it
  not_asked,     // owed, but no request asks for it
  not_answered,  // asked, and a request whose window is open has no accepted answer
  no_evidence    // all answers accepted, and not one file among them
};
std::string_view coverage_gap_name(CoverageGap gap);  // "none" "no_supplier" ...
std::string_view coverage_gap_name_zh(CoverageGap gap);  // "已覆盖" "无人供数" "未催报" "未报送" "无佐证"

struct CoveredRequest {
  std::string id;
  RequestStanding standing;
  friend bool operator==(const CoveredRequest&, const CoveredRequest&) = default;
};

// 覆盖矩阵: who brings one item that one criterion needs, and how far it has come.
struct CoverageRow {
  int indicator = 0;
  std::string criterion;
  Item item;
  std::string name;      // 中文 of the item
  std::string name_en;   // empty where nobody has written one
  std::string supplier;  // "" nobody
  std::optional<ObligationState> state;
  std::vector<CoveredRequest> requests;  // by period
  int evidence_count = 0;                // files handed in for the criterion; of evidence items only
  bool is_asked_by_plan = false;         // a task of the plan asks for it
  CoverageGap gap = CoverageGap::none;
  std::string proposal;  // 中文: what to do about the gap, and whom to ask with which reason
  std::string proposal_en;
};

struct CoverageSources {
  const Pack& pack;
  const Plan& plan;
  const NeededItems& needed;
  const std::vector<Obligation>& obligations;
  const std::vector<Request>& requests;
  const std::vector<UnitEdge>& edges;
  const RequestStandings& standings;
  const std::map<std::string, int>& evidence_counts;  // by criterion
  Date as_of;
};

// A row for every criterion, item and supplier, in the order of the pack, items sorted; a criterion needs its
// items and, where it names any, evidence.
std::vector<CoverageRow> coverage(const CoverageSources& sources);

}  // namespace chuangmo::workflow
