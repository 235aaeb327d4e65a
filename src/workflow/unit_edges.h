#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

// WRK040: a unit would become itself again. WRK041: two edges take the same thing from one unit, so that
// nobody could say who has it.
Result<void> check_unit_edges(const std::vector<UnitEdge>& edges);

// Who answers on `day` for what `unit` owed: the unit itself until an edge takes the item (item text; "" what
// no split names) away. A unit keeps what a split neither lists nor gives away as the rest.
std::string unit_at(const std::vector<UnitEdge>& edges, std::string_view unit, std::string_view item,
                    Date day);
// Who answers for it after all edges there are: two units with the same last unit are one line.
std::string last_unit(const std::vector<UnitEdge>& edges, std::string_view unit, std::string_view item);

// Everybody who answers on `day` for some of what `unit` owed, sorted; the unit itself when it kept anything.
std::vector<std::string> successors_at(const std::vector<UnitEdge>& edges, std::string_view unit, Date day);

// A unit whose history belongs to another.
struct PastUnit {
  std::string unit;
  Date until;         // first day it no longer answered
  std::string items;  // "" everything or the rest; else the item texts that came over, joined by ' '
  friend bool operator==(const PastUnit&, const PastUnit&) = default;
};
// Those that `unit` carries on, by `day`: nearest first, of the same distance by name.
std::vector<PastUnit> past_of(const std::vector<UnitEdge>& edges, std::string_view unit, Date day);

}  // namespace chuangmo::workflow
