#include "publish/reading_aid.h"

#include <algorithm>

namespace chuangmo::publish {

const CriterionVerdict* leading_criterion(const IndicatorVerdict& indicator) {
  const CriterionVerdict* first = nullptr;
  for (const CriterionVerdict& criterion : indicator.criteria) {
    if (!criterion.decides || criterion.outcome != indicator.outcome) continue;
    if (!criterion.value.empty() || !criterion.best.empty() || !criterion.worst.empty()) return &criterion;
    if (first == nullptr) first = &criterion;
  }
  if (first == nullptr && !indicator.criteria.empty()) first = &indicator.criteria.front();
  return first;
}

std::vector<MissingItem> missing_of(const IndicatorVerdict& indicator) {
  std::vector<MissingItem> items;
  for (const CriterionVerdict& criterion : indicator.criteria) {
    for (const MissingItem& item : criterion.missing) {
      if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
    }
  }
  return items;
}

std::vector<MissingGroup> grouped(const std::vector<MissingItem>& items) {
  std::vector<MissingGroup> groups;
  for (const MissingItem& item : items) {
    const auto same = [&](const MissingGroup& group) {
      return group.item.name == item.name && group.item.what == item.what &&
             group.item.supplier == item.supplier && group.item.reason == item.reason &&
             group.item.in_future == item.in_future;
    };
    // Periods that follow each other: the list says so by its order.
    if (!groups.empty() && same(groups.back())) {
      groups.back().last_period = item.period;
      ++groups.back().periods;
    } else {
      groups.push_back({item, item.period, 1});
    }
  }
  return groups;
}

std::string periods_text(const MissingGroup& group) {
  if (group.periods == 1) return group.item.period;
  const std::string ends = group.item.period + (group.periods == 2 ? "、" : " … ") + group.last_period;
  return group.periods == 2 ? ends : ends + "（" + std::to_string(group.periods) + "）";
}

const CriterionDefinition* definition_of(const Pack& pack, int indicator, const std::string& criterion) {
  const IndicatorDefinition* definition = pack.indicator(indicator);
  if (definition == nullptr) return nullptr;
  for (const CriterionDefinition& one : definition->criteria) {
    if (one.id == criterion) return &one;
  }
  return nullptr;
}

bool is_doubtful(Confidence confidence) {
  return confidence == Confidence::inferred || confidence == Confidence::memory;
}

}  // namespace chuangmo::publish
