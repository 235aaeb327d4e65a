#pragma once
#include <string>
#include <vector>

#include "model/pack.h"
#include "model/verdict.h"

namespace chuangmo::publish {

// What every rendering of a verdict needs to choose the same things to show.

// The criterion that stands for its indicator in one line: the first deciding one whose outcome is the
// indicator's, rather one with a value; nullptr when there is none.
const CriterionVerdict* leading_criterion(const IndicatorVerdict& indicator);

// What still has not arrived: distinct items of all criteria, in order.
std::vector<MissingItem> missing_of(const IndicatorVerdict& indicator);

// The same item of many periods, told once.
struct MissingGroup {
  MissingItem item;         // of the first period
  std::string last_period;  // of the last
  std::size_t periods = 1;
};
std::vector<MissingGroup> grouped(const std::vector<MissingItem>& items);
// "2011", "2010、2011", "2009-01-01 … 2011-12-31（947）"
std::string periods_text(const MissingGroup& group);

// Where a criterion stands in the pack; nullptr when it does not.
const CriterionDefinition* definition_of(const Pack& pack, int indicator, const std::string& criterion);

// Whether people must be told how unsure the number is (INF, MEM).
bool is_doubtful(Confidence confidence);

}  // namespace chuangmo::publish
