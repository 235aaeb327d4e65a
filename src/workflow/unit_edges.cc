#include "workflow/unit_edges.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

bool lists(const UnitEdge& edge, std::string_view item) {
  if (edge.change != UnitChange::split || edge.items.empty() || item.empty()) return false;
  const std::vector<std::string> items = split(edge.items, " ");
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool takes_rest(const UnitEdge& edge) {
  return edge.change != UnitChange::split || edge.items.empty();
}

// The first edge in time that takes the item from the unit; of one day, the one that names it.
const UnitEdge* next_edge(const std::vector<UnitEdge>& edges, std::string_view unit, std::string_view item,
                          Date from, Date until) {
  const UnitEdge* best = nullptr;
  for (const UnitEdge& edge : edges) {
    if (edge.before != unit || edge.day < from || edge.day > until) continue;
    if (!lists(edge, item) && !takes_rest(edge)) continue;
    const bool is_better =
        best == nullptr || edge.day < best->day || (edge.day == best->day && lists(edge, item));
    if (is_better) best = &edge;
  }
  return best;
}

bool can_reach(const std::vector<UnitEdge>& edges, const std::string& from, const std::string& target) {
  std::set<std::string> seen;
  std::vector<std::string> open{from};
  while (!open.empty()) {
    const std::string unit = open.back();
    open.pop_back();
    if (unit == target) return true;
    if (!seen.insert(unit).second) continue;
    for (const UnitEdge& edge : edges)
      if (edge.before == unit) open.push_back(edge.after);
  }
  return false;
}

// What both edges would take from their common unit; none when they get along.
std::optional<std::string> taken_twice(const UnitEdge& a, const UnitEdge& b) {
  if (a.before != b.before) return std::nullopt;
  if (takes_rest(a) && takes_rest(b)) return "全部职责或其余职责";
  if (takes_rest(a) || takes_rest(b)) return std::nullopt;
  for (const std::string& item : split(a.items, " "))
    if (lists(b, item)) return item;
  return std::nullopt;
}

}  // namespace

Result<void> check_unit_edges(const std::vector<UnitEdge>& edges) {
  for (const UnitEdge& edge : edges) {
    if (can_reach(edges, edge.after, edge.before))
      return fail("WRK040", "单位沿革成环：" + quote(edge.before) + "最终又成为它自己",
                  "请核对单位变更文件，删去其中一条；职责划回原单位的，请为其另立一个名称");
  }
  for (std::size_t i = 0; i < edges.size(); ++i) {
    for (std::size_t j = i + 1; j < edges.size(); ++j) {
      const std::optional<std::string> what = taken_twice(edges[i], edges[j]);
      if (!what) continue;
      return fail("WRK041",
                  quote(edges[i].before) + "的" + *what + "同时划给" + quote(edges[i].after) + "和" +
                      quote(edges[j].after),
                  "请按职责划分文件写明哪些内容归哪个单位，其余内容只能有一个去向");
    }
  }
  return {};
}

std::string unit_at(const std::vector<UnitEdge>& edges, std::string_view unit, std::string_view item,
                    Date day) {
  std::string now(unit);
  Date from{std::numeric_limits<std::int32_t>::min()};
  for (std::size_t step = 0; step < edges.size(); ++step) {  // no chain is longer, cycles are refused
    const UnitEdge* edge = next_edge(edges, now, item, from, day);
    if (edge == nullptr) break;
    now = edge->after;
    from = edge->day;
  }
  return now;
}

std::string last_unit(const std::vector<UnitEdge>& edges, std::string_view unit, std::string_view item) {
  return unit_at(edges, unit, item, Date{std::numeric_limits<std::int32_t>::max()});
}

std::vector<std::string> successors_at(const std::vector<UnitEdge>& edges, std::string_view unit, Date day) {
  std::set<std::string> result{unit_at(edges, unit, "", day)};
  std::set<std::string> items;
  for (const UnitEdge& edge : edges) {
    if (edge.change != UnitChange::split || edge.items.empty()) continue;
    for (const std::string& item : split(edge.items, " ")) items.insert(item);
  }
  for (const std::string& item : items) result.insert(unit_at(edges, unit, item, day));
  return {result.begin(), result.end()};
}

std::vector<PastUnit> past_of(const std::vector<UnitEdge>& edges, std::string_view unit, Date day) {
  std::vector<PastUnit> result;
  std::set<std::string> seen{std::string(unit)};
  std::vector<std::string> ring{std::string(unit)};
  while (!ring.empty()) {
    std::vector<PastUnit> found;
    for (const UnitEdge& edge : edges) {
      if (edge.day > day || std::find(ring.begin(), ring.end(), edge.after) == ring.end()) continue;
      if (!seen.insert(edge.before).second) continue;
      found.push_back({edge.before, edge.day, edge.change == UnitChange::split ? edge.items : ""});
    }
    std::sort(found.begin(), found.end(),
              [](const PastUnit& a, const PastUnit& b) { return a.unit < b.unit; });
    ring.clear();
    for (const PastUnit& past : found) ring.push_back(past.unit);
    result.insert(result.end(), found.begin(), found.end());
  }
  return result;
}

}  // namespace chuangmo::workflow
