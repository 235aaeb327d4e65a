#include "publish/trace_path.h"

#include <algorithm>
#include <optional>

#include "base/decimal.h"
#include "base/text.h"
#include "base/unit.h"

namespace chuangmo::publish {
namespace {

constexpr int kDeepest = 256;

bool is_truth(const TraceNode& node) {
  return node.value == "true" || node.value == "false" || node.value == "unknown";
}

// How far a comparison is from turning over, in parts of its limit; negative when it fails. Nothing when the
// sides are no numbers. Only the order of these is used.
std::optional<Rational> margin_of_comparison(const TraceNode& node) {
  const std::string* op = detail_of(node, "op");
  if (op == nullptr || node.children.size() < 2) return std::nullopt;
  const auto left = Rational::parse(node.children[0].value);
  const auto right = Rational::parse(node.children[1].value);
  const auto from = parse_unit(node.children[0].unit);
  const auto to = parse_unit(node.children[1].unit);
  if (!left || !right || !from || !to) return std::nullopt;
  const auto value = convert(*left, *from, *to);
  const auto above = value ? subtract(*value, *right) : value;
  if (!above) return std::nullopt;
  Rational slack = starts_with(*op, "<") ? negate(*above) : *above;
  if (*op == "=" && slack.sign() > 0) slack = negate(slack);
  if (right->is_zero()) return slack;
  const auto share = divide(slack, right->sign() < 0 ? negate(*right) : *right);
  return share ? std::optional<Rational>(*share) : std::nullopt;
}

// Of the comparisons below a node the one that is nearest to its limit, or furthest beyond it.
std::optional<Rational> margin_of(const TraceNode& node, int depth = 0) {
  if (node.op == "compare") return margin_of_comparison(node);
  std::optional<Rational> least;
  if (depth > kDeepest) return least;
  for (const TraceNode& child : node.children) {
    if (!is_truth(child)) continue;
    const auto margin = margin_of(child, depth + 1);
    if (margin && (!least || *margin < *least)) least = margin;
  }
  return least;
}

std::size_t of_least_margin(const TraceNode& node, const std::vector<std::size_t>& candidates) {
  std::size_t best = candidates.front();
  std::optional<Rational> least;
  for (const std::size_t index : candidates) {
    const auto margin = margin_of(node.children[index]);
    if (!margin || (least && !(*margin < *least))) continue;
    least = margin;
    best = index;
  }
  return best;
}

// "falling": the first year that did not fall, else the one that fell least.
std::optional<std::size_t> deciding_year(const TraceNode& node) {
  if (node.op != "falling" && node.op != "rising") return std::nullopt;
  std::optional<std::size_t> best;
  Rational least;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const auto before = Rational::parse(without_member(node.children[i - 1]).node.value);
    const auto after = Rational::parse(without_member(node.children[i]).node.value);
    if (!before || !after) continue;
    const auto step = node.op == "falling" ? subtract(*before, *after) : subtract(*after, *before);
    if (!step) continue;
    if (step->sign() <= 0) return i;
    if (!best || *step < least) {
      best = i;
      least = *step;
    }
  }
  return best;
}

// A parameter that the method names as the one that decided; rather what leads on to stations.
std::optional<std::size_t> named_child(const TraceNode& node) {
  std::optional<std::size_t> found;
  for (const std::string_view key : {"primary", "deciding", "failing"}) {
    const std::string* names = detail_of(node, key);
    if (names == nullptr || names->empty()) continue;
    const std::vector<std::string> wanted = split(*names, " ");
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const std::string* parameter = detail_of(node.children[i], "parameter");
      if (parameter == nullptr || std::find(wanted.begin(), wanted.end(), *parameter) == wanted.end())
        continue;
      if (!found || (node.children[*found].children.empty() && !node.children[i].children.empty())) found = i;
    }
    if (found) return found;
  }
  return found;
}

std::optional<std::size_t> of_truth(const TraceNode& node) {
  const std::string_view own = node.value;
  std::vector<std::string_view> order{"unknown", "false", "true"};  // of shares: what costs them
  if (own == "true" || own == "false" || own == "unknown") order = {own};
  if (node.op == "count") order = {"unknown", "true", "false"};  // a count is made of what is true
  for (const std::string_view wanted : order) {
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (node.children[i].op != "closure" && node.children[i].value == wanted) candidates.push_back(i);
    }
    if (!candidates.empty()) return of_least_margin(node, candidates);
  }
  return std::nullopt;
}

// A mean is moved most by its largest value.
std::optional<std::size_t> largest(const TraceNode& node) {
  if (node.op != "method:mean" && node.op != "method:length_weighted_mean" && node.op != "city_day")
    return std::nullopt;
  std::optional<std::size_t> best;
  Rational most;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const auto value = Rational::parse(node.children[i].value);
    if (!value || (best && !(most < *value))) continue;
    best = i;
    most = *value;
  }
  return best;
}

std::size_t deciding_child(const TraceNode& node) {
  const auto first_that = [&](const auto& wanted) -> std::optional<std::size_t> {
    const auto found = std::find_if(node.children.begin(), node.children.end(), wanted);
    if (found == node.children.end()) return std::nullopt;
    return static_cast<std::size_t>(found - node.children.begin());
  };
  if (node.op != "compare") {
    if (const auto year = deciding_year(node)) return *year;
    if (const auto child = of_truth(node)) return *child;
    if (const auto child = named_child(node)) return *child;
    if (const auto child = largest(node)) return *child;
  }
  if (const auto child = first_that([](const TraceNode& c) { return c.value == "unknown"; })) return *child;
  if (const auto child = first_that([](const TraceNode& c) { return !c.children.empty(); })) return *child;
  return first_that([](const TraceNode& c) { return c.origin.has_value(); }).value_or(0);
}

bool is_told(const TraceNode& node, const TraceNode& child) {
  if (node.op != "compare" || !child.children.empty() || child.origin || child.citation) return false;
  return child.op == "number" || child.op == "choice" || child.op == "field" || child.op == "text" ||
         child.op == "date";
}

void count_nodes(const TraceNode& node, int depth, std::size_t& count) {
  ++count;
  if (depth > kDeepest) return;
  for (const TraceNode& child : node.children) count_nodes(child, depth + 1, count);
}

}  // namespace

std::vector<const TraceNode*> deciding_path(const TraceNode& root) {
  std::vector<const TraceNode*> path;
  const TraceNode* node = &root;
  for (int depth = 0; depth < kDeepest && !node->children.empty(); ++depth) {
    path.push_back(node);
    node = &node->children[deciding_child(*node)];
  }
  if (!path.empty()) path.push_back(node);
  return path;
}

std::vector<std::size_t> chosen_children(const TraceNode& node, std::size_t at_most,
                                         const std::set<const TraceNode*>& path) {
  const std::size_t size = node.children.size();
  const bool fits = telling_children(node) <= at_most;
  std::vector<std::size_t> chosen;
  const auto rank = [&](const TraceNode& child) {
    if (path.count(&child) > 0) return 0;
    return child.value == "false" || child.value == "unknown" ? 1 : 2;
  };
  for (int wanted = 0; wanted <= 2; ++wanted) {
    for (std::size_t i = 0; i < size && chosen.size() < at_most; ++i) {
      if (is_told(node, node.children[i])) continue;
      if (fits ? wanted == 0 : rank(node.children[i]) == wanted) chosen.push_back(i);
    }
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::size_t telling_children(const TraceNode& node) {
  return static_cast<std::size_t>(
      std::count_if(node.children.begin(), node.children.end(),
                    [&](const TraceNode& child) { return !is_told(node, child); }));
}

NamedNode without_member(const TraceNode& node) {
  if (node.op != "member" || node.children.size() != 1) return {"", node};
  std::vector<std::string> names;
  for (const auto& [key, value] : node.details) {
    // A day says its year itself.
    if (!names.empty() && starts_with(value, names.back() + "-")) names.pop_back();
    if (key != "factor") names.push_back(value);
  }
  return {join(names, " · "), node.children.front()};
}

std::size_t node_count(const TraceNode& node) {
  std::size_t count = 0;
  count_nodes(node, 0, count);
  return count;
}

const std::string* detail_of(const TraceNode& node, std::string_view key) {
  for (const auto& [name, value] : node.details) {
    if (name == key) return &value;
  }
  return nullptr;
}

TraceNode* deciding_day_index(TraceNode& root) {
  TraceNode* node = &root;
  for (int depth = 0; depth < kDeepest && !node->children.empty(); ++depth) {
    if (node->op == "method:api" || node->op == "method:aqi") return node;
    node = &node->children[deciding_child(*node)];
  }
  return nullptr;
}

std::string deciding_day(const TraceNode& root) {
  std::string day;
  for (const TraceNode* node : deciding_path(root)) {
    const std::string* own = detail_of(*node, "day");
    if (own != nullptr) day = *own;
  }
  return day;
}

}  // namespace chuangmo::publish
