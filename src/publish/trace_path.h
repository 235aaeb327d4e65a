#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "model/verdict.h"

namespace chuangmo::publish {

// Which part of a trace is shown when not all of it can be.

// From the root to the last fact that decided: what failed worst, what is missing, or, where all holds, what
// came closest to its limit. Empty only for a trace without children.
std::vector<const TraceNode*> deciding_path(const TraceNode& root);

// The children of a node that are shown when only `at_most` may be: the one on the path, then those that are
// not plainly true, then the first ones; in their order.
std::vector<std::size_t> chosen_children(const TraceNode& node, std::size_t at_most,
                                         const std::set<const TraceNode*>& path = {});

// How many children say something that the node's own words do not: both sides of "种类 = 公告" stand in
// them.
std::size_t telling_children(const TraceNode& node);

// A member of a quantifier stands between it and what is put to the member: readers are shown the latter,
// with the member's name before it ("2009 · SO2").
struct NamedNode {
  std::string name;  // "" of every other node
  const TraceNode& node;
};
NamedNode without_member(const TraceNode& node);

std::size_t node_count(const TraceNode& node);
const std::string* detail_of(const TraceNode& node, std::string_view key);

// The day index on the deciding path, whose stations and hours the trace leaves out for want of room; nullptr
// when there is none. Its detail "period" is the day.
TraceNode* deciding_day_index(TraceNode& root);
// The day that a reader who wants to see hours should look at: "2011-03-05"; "" when the trace knows no days.
std::string deciding_day(const TraceNode& root);

}  // namespace chuangmo::publish
