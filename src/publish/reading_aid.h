#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/pack.h"
#include "model/verdict.h"

namespace chuangmo::publish {

// What every rendering of a verdict needs to choose the same things to show.

// The criterion that stands for its indicator in one line: the first deciding one whose outcome is the
// indicator's, rather one with a value; nullptr when there is none.
const CriterionVerdict* leading_criterion(const IndicatorVerdict& indicator);

// The sign between value and limit, "≤" "≥" "<" ">" "=" or "": of the rule's last comparison outside
// parentheses.
std::string relation(const CriterionVerdict& criterion);

// The value, or its bounds in ascending order: "1.58", "1.52 … 1.81"; "" when there is none.
std::string measured_text(const CriterionVerdict& criterion);

// "≤ 0.060 mg/m3": the limit with the sign it is held against and its unit; "" when there is none.
std::string limit_text(const CriterionVerdict& criterion);

// "0.061 ≤ 0.060 mg/m3"; with bounds "1.52 … 1.81 ≥ 1.7 %"; "" when there is nothing to compare.
std::string value_against_limit(const CriterionVerdict& criterion);

// An exact fraction with at most four decimals.
std::string written_number(const std::string& exact);

// "余 12 天", "缺 3 天" (room is negative); "" when it does not apply.
std::string room_text(const Reachability& reachable);

// What still has not arrived: distinct items of all criteria, in order.
std::vector<MissingItem> missing_of(const IndicatorVerdict& indicator);

// Which children to show when only `at_most` may be: those that are not plainly true first, then the first
// ones; in their order.
std::vector<std::size_t> chosen_children(const TraceNode& node, std::size_t at_most);

// A member of a quantifier stands between it and what is put to the member: readers are shown the latter,
// with the member's name before it ("2009 · SO2").
struct NamedNode {
  std::string name;  // "" of every other node
  const TraceNode& node;
};
NamedNode without_member(const TraceNode& node);

std::size_t node_count(const TraceNode& node);

// "annex/air_2010.csv · 表1 · 第 31 行 · PM10列" with `separator` between the parts.
std::string origin_text(const Origin& origin, std::string_view separator);

// A detail of a node in the words of readers.
struct ShownDetail {
  std::string_view zh;
  std::string_view en;
  std::string value;
};
// Of a node's details those that tell a reader something: edition, days, counts, who said it when. What the
// words of the rule or the node's place say already is left out.
std::vector<ShownDetail> shown_details(const TraceNode& node);

// Whether people must be told how unsure the number is (INF, MEM).
bool is_doubtful(Confidence confidence);

}  // namespace chuangmo::publish
