#pragma once
#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "base/civil.h"
#include "model/plan.h"
#include "workflow/item.h"

namespace chuangmo::workflow {

// When something for a period is due: a day of the calendar, else so long after the period's last day.
struct DueRule {
  std::optional<Date> fixed;
  int days = 0;
  int working_days = 0;  // counted from the day that fixed or days give
  friend bool operator==(const DueRule&, const DueRule&) = default;
};

enum class ObligationState { proposed, confirmed, dropped };

// That a unit reports one item in a rhythm. The program proposes them from pack and plan, the office edits
// them.
struct Obligation {
  std::string id;  // unit + "|" + item_text: "市统计局|figure:gdp"
  std::string unit;
  Item item;
  Rhythm rhythm = Rhythm::annual;
  DueRule due;
  std::vector<std::string> needed_by;  // "criterion:4.1" "task:4.2", sorted
  std::string reason;                  // 中文: why this unit, why this rhythm
  ObligationState state = ObligationState::proposed;
  friend bool operator==(const Obligation&, const Obligation&) = default;
};

}  // namespace chuangmo::workflow
