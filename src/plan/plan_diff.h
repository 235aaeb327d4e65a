#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"

namespace chuangmo::plan {

enum class ChangeKind { added, removed, moved, changed };
std::string_view change_kind_name(ChangeKind kind);     // "added" "removed" "moved" "changed"
std::string_view change_kind_name_zh(ChangeKind kind);  // "新增" "删除" "移动" "修改"

struct PlanChange {
  ChangeKind kind = ChangeKind::changed;
  std::string place;   // "指标 3" or "任务 10.7"; the newer number, the older one of what was removed
  std::string field;   // key of the field that changed: "lead"; "" for added, removed and moved
  std::string before;  // its text in the older plan; the older label of what moved
  std::string after;
  friend bool operator==(const PlanChange&, const PlanChange&) = default;
};

// In the order of the newer plan, what was removed at the end.
struct PlanDiff {
  std::vector<PlanChange> changes;
  bool empty() const { return changes.empty(); }
};

// What the newer plan says differently. Row numbers, spacing and guesses do not count. `same_document`: the
// newer is an edited copy of the older (plan_match.h).
PlanDiff diff_plans(const Plan& before, const Plan& after, bool same_document = false);

// One line for each change, as a person reads it: "修改 任务 10.7 责任单位: 市创模办 → 市环保局".
std::string render(const PlanDiff& diff);

}  // namespace chuangmo::plan
