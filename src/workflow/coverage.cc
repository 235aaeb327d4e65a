#include "workflow/coverage.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/text.h"
#include "workflow/coverage_en.h"
#include "workflow/unit_edges.h"

namespace chuangmo::workflow {
namespace {

constexpr std::size_t kNamedRequests = 6;  // in one sentence

struct GapName {
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array<GapName, 5> kGaps{{{"none", "已覆盖"},
                                        {"no_supplier", "无人供数"},
                                        {"not_asked", "未催报"},
                                        {"not_answered", "未报送"},
                                        {"no_evidence", "无佐证"}}};

using ByItem = std::map<Item, std::vector<const Obligation*>>;

ByItem obligations_by_item(const std::vector<Obligation>& obligations) {
  ByItem result;
  for (const Obligation& obligation : obligations) result[obligation.item].push_back(&obligation);
  return result;
}

std::string join_names(const std::vector<Supplier>& suppliers) {
  std::vector<std::string> names;
  names.reserve(suppliers.size());
  for (const Supplier& supplier : suppliers) names.push_back(supplier.unit);
  return join(names, "、");
}

std::string proposed_supplier(const CoverageSources& sources, const CoverageRow& row) {
  if (row.item.kind == ItemKind::evidence) {
    const std::vector<Supplier> suppliers = evidence_suppliers(sources.pack, sources.plan, row.criterion);
    if (suppliers.empty())
      return "任务分解表没有指标" + std::to_string(row.indicator) + "的责任单位，请创模办指定报送单位";
    return "建议由" + join_names(suppliers) + "报送：" + suppliers.front().reason;
  }
  const Supplier supplier = data_supplier(sources.pack, sources.plan, sources.needed, row.item);
  return supplier.unit.empty() ? supplier.reason : "建议由" + supplier.unit + "报送：" + supplier.reason;
}

std::string open_requests(const CoverageRow& row) {
  std::vector<std::string> open;
  for (const CoveredRequest& request : row.requests)
    if (request.standing.state != SubmissionState::accepted)
      open.push_back(request.id + "（" + std::string(standing_name_zh(request.standing)) + "）");
  const std::size_t count = open.size();
  if (count <= kNamedRequests) return join(open, "、");
  open.resize(kNamedRequests);
  return join(open, "、") + "等" + std::to_string(count) + "份";
}

std::string proposal_for(const CoverageSources& sources, const CoverageRow& row) {
  switch (row.gap) {
    case CoverageGap::none:
      return "";
    case CoverageGap::no_supplier:
      return proposed_supplier(sources, row);
    case CoverageGap::not_asked:
      if (row.state == ObligationState::dropped) return "该项已停报；仍然需要的，请恢复报送义务";
      return row.state == ObligationState::proposed ? "请确认报送义务后生成催报" : "请生成催报";
    case CoverageGap::not_answered:
      return "请催办：" + open_requests(row);
    case CoverageGap::no_evidence:
      return "请要求" + row.supplier + "补交佐证材料";
  }
  return "";
}

CoverageGap gap_of(const CoverageRow& row, bool is_waited_for) {
  if (!row.state) return CoverageGap::no_supplier;
  if (*row.state == ObligationState::dropped || row.requests.empty()) return CoverageGap::not_asked;
  if (is_waited_for) return CoverageGap::not_answered;
  const bool is_over = std::any_of(
      row.requests.begin(), row.requests.end(),
      [](const CoveredRequest& request) { return request.standing.state == SubmissionState::accepted; });
  return row.item.kind == ItemKind::evidence && is_over && row.evidence_count == 0 ? CoverageGap::no_evidence
                                                                                   : CoverageGap::none;
}

// The requests that ask the obligation's unit, or one of its line, for the item.
std::vector<const Request*> requests_for(const CoverageSources& sources, const Obligation& obligation) {
  const std::string item = item_text(obligation.item);
  const std::string unit = last_unit(sources.edges, obligation.unit, item);
  std::vector<const Request*> found;
  for (const Request& request : sources.requests) {
    if (request.is_withdrawn || last_unit(sources.edges, request.unit, item) != unit) continue;
    if (std::binary_search(request.items.begin(), request.items.end(), obligation.item))
      found.push_back(&request);
  }
  std::sort(found.begin(), found.end(), [](const Request* a, const Request* b) {
    return std::tie(a->period.begin, a->id) < std::tie(b->period.begin, b->id);
  });
  return found;
}

bool is_asked_by_task(const Obligation& obligation) {
  return std::any_of(obligation.needed_by.begin(), obligation.needed_by.end(),
                     [](const std::string& need) { return starts_with(need, "task:"); });
}

CoverageRow owed_row(const CoverageSources& sources, CoverageRow row, const Obligation& obligation) {
  row.supplier = obligation.unit;
  row.state = obligation.state;
  row.is_asked_by_plan = is_asked_by_task(obligation);
  bool is_waited_for = false;
  for (const Request* request : requests_for(sources, obligation)) {
    const RequestStanding standing = standing_of(sources.standings, request->id);
    row.requests.push_back({request->id, standing});
    is_waited_for |= request->opens <= sources.as_of && standing.state != SubmissionState::accepted;
  }
  row.gap = gap_of(row, is_waited_for);
  row.proposal = proposal_for(sources, row);
  if (!row.is_asked_by_plan) {
    const std::string reason = "任务分解表没有任务要求报送此项（" + obligation.reason + "）";
    row.proposal = row.proposal.empty() ? reason : row.proposal + "；" + reason;
  }
  row.proposal_en = proposal_en(sources, row);
  return row;
}

void add_rows(std::vector<CoverageRow>& rows, const CoverageSources& sources, const ByItem& by_item,
              const CoverageRow& pattern) {
  const auto found = by_item.find(pattern.item);
  if (found == by_item.end()) {
    CoverageRow row = pattern;
    row.gap = CoverageGap::no_supplier;
    row.proposal = proposal_for(sources, row);
    row.proposal_en = proposal_en(sources, row);
    rows.push_back(std::move(row));
    return;
  }
  for (const Obligation* obligation : found->second) rows.push_back(owed_row(sources, pattern, *obligation));
}

std::set<Item> items_of(const CoverageSources& sources, const CriterionDefinition& criterion) {
  std::set<Item> items;
  if (const auto found = sources.needed.find(criterion.id); found != sources.needed.end())
    items.insert(found->second.begin(), found->second.end());
  if (!criterion.evidence.empty()) items.insert({ItemKind::evidence, criterion.id});
  return items;
}

int evidence_count(const CoverageSources& sources, const Item& item) {
  if (item.kind != ItemKind::evidence) return 0;
  const auto found = sources.evidence_counts.find(item.key);
  return found == sources.evidence_counts.end() ? 0 : found->second;
}

}  // namespace

std::string_view coverage_gap_name(CoverageGap gap) {
  return kGaps.at(static_cast<std::size_t>(gap)).english;
}
std::string_view coverage_gap_name_zh(CoverageGap gap) {
  return kGaps.at(static_cast<std::size_t>(gap)).chinese;
}

std::vector<CoverageRow> coverage(const CoverageSources& sources) {
  const ByItem by_item = obligations_by_item(sources.obligations);
  std::vector<CoverageRow> rows;
  for (const IndicatorDefinition& indicator : sources.pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      for (const Item& item : items_of(sources, criterion)) {
        CoverageRow pattern;
        pattern.indicator = indicator.number;
        pattern.criterion = criterion.id;
        pattern.item = item;
        pattern.name = item_name(sources.pack, item);
        pattern.name_en = item_name_en(sources.pack, item);
        pattern.evidence_count = evidence_count(sources, item);
        add_rows(rows, sources, by_item, pattern);
      }
    }
  }
  return rows;
}

}  // namespace chuangmo::workflow
