#include "publish/reading_aid.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/decimal.h"
#include "base/text.h"
#include "publish/drawing.h"

namespace chuangmo::publish {
namespace {

struct Sign {
  std::string_view written;
  std::string_view shown;
};
// Longer signs first: "<=" must not be read as "<".
constexpr std::array<Sign, 9> kSigns{{{"<=", "≤"},
                                      {">=", "≥"},
                                      {"!=", "≠"},
                                      {"≤", "≤"},
                                      {"≥", "≥"},
                                      {"==", "="},
                                      {"<", "<"},
                                      {">", ">"},
                                      {"=", "="}}};

bool begins_with_sign(std::string_view text) {
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](const Sign& sign) { return starts_with(text, sign.written); });
}

bool begins_with_shown_sign(std::string_view text) {
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](const Sign& sign) { return starts_with(text, sign.shown); });
}

void count_nodes(const TraceNode& node, int depth, std::size_t& count) {
  ++count;
  if (depth > 256) return;
  for (const TraceNode& child : node.children) count_nodes(child, depth + 1, count);
}

// Units that people write as a word.
std::string unit_zh(const std::string& unit) {
  if (unit == "d") return "天";
  return unit == "h" ? "小时" : unit;
}

// A unit is written once, behind the last number, unless the number brings it along.
std::string with_unit(const std::string& number, const std::string& unit) {
  if (unit.empty() || ends_with(number, unit)) return number;
  return unit == "%" ? number + "%" : number + " " + unit;
}

}  // namespace

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

std::string relation(const CriterionVerdict& criterion) {
  if (criterion.limit.empty() || begins_with_sign(criterion.limit)) return "";
  const std::string& rule = criterion.rule;
  std::string_view last;
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < rule.size();) {
    const char c = rule[at];
    if (c == '"') quoted = !quoted;
    if (c == '(' && !quoted) ++depth;
    if (c == ')' && !quoted) --depth;
    std::size_t step = 1;
    if (depth == 0 && !quoted) {
      for (const Sign& sign : kSigns) {
        if (!starts_with(std::string_view(rule).substr(at), sign.written)) continue;
        last = sign.shown;
        step = sign.written.size();
        break;
      }
    }
    at += step;
  }
  return std::string(last);
}

std::string measured_text(const CriterionVerdict& criterion) {
  if (!criterion.value.empty()) return criterion.value;
  if (criterion.best.empty() && criterion.worst.empty()) return "";
  const std::optional<double> best = drawn_number(criterion.best);
  const std::optional<double> worst = drawn_number(criterion.worst);
  const std::string limit = limit_text(criterion);
  const bool is_ceiling = starts_with(limit, "≤") || starts_with(limit, "<");
  const bool best_first = best && worst ? *best <= *worst : is_ceiling;
  const std::string& low = best_first ? criterion.best : criterion.worst;
  const std::string& high = best_first ? criterion.worst : criterion.best;
  return (low.empty() ? "−∞" : low) + " … " + (high.empty() ? "∞" : high);
}

std::string limit_text(const CriterionVerdict& criterion) {
  if (criterion.limit.empty()) return "";
  const std::string limit = with_unit(criterion.limit, criterion.unit);
  for (const Sign& sign : kSigns) {
    if (!starts_with(limit, sign.written)) continue;
    return std::string(sign.shown) + " " + trim(limit.substr(sign.written.size()));
  }
  const std::string sign = relation(criterion);
  return sign.empty() ? limit : sign + " " + limit;
}

std::string value_against_limit(const CriterionVerdict& criterion) {
  const std::string value = measured_text(criterion);
  if (criterion.limit.empty()) return value.empty() ? "" : with_unit(value, criterion.unit);
  const std::string limit = limit_text(criterion);
  if (value.empty()) return limit;
  return value + (begins_with_shown_sign(limit) ? " " : " / ") + limit;
}

// An exact number as people write it; what is no number stays as it is.
std::string written_number(const std::string& exact) {
  const auto value = Rational::parse(exact);
  return value ? display(*value, 4) : exact;
}

std::string room_text(const Reachability& reachable) {
  if (!reachable.applicable || reachable.room.empty()) return "";
  const bool is_short = reachable.room.front() == '-';
  const std::string number = written_number(is_short ? reachable.room.substr(1) : reachable.room);
  return std::string(is_short ? "缺 " : "余 ") + with_unit(number, unit_zh(reachable.room_unit));
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

std::vector<std::size_t> chosen_children(const TraceNode& node, std::size_t at_most) {
  const std::size_t size = node.children.size();
  std::vector<std::size_t> chosen;
  if (size <= at_most) {
    for (std::size_t i = 0; i < size; ++i) chosen.push_back(i);
    return chosen;
  }
  for (const bool telling : {true, false}) {
    for (std::size_t i = 0; i < size && chosen.size() < at_most; ++i) {
      const TraceNode& child = node.children[i];
      const bool tells = child.value == "false" || child.value == "unknown";
      if (tells == telling) chosen.push_back(i);
    }
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

NamedNode without_member(const TraceNode& node) {
  if (node.op != "member" || node.children.size() != 1) return {"", node};
  std::vector<std::string> names;
  for (const auto& [key, value] : node.details) {
    if (key != "factor") names.push_back(value);
  }
  return {join(names, " · "), node.children.front()};
}

std::size_t node_count(const TraceNode& node) {
  std::size_t count = 0;
  count_nodes(node, 0, count);
  return count;
}

std::string origin_text(const Origin& origin, std::string_view separator) {
  std::vector<std::string> parts;
  if (!origin.file.empty()) parts.push_back(origin.file);
  if (!origin.sheet.empty()) parts.push_back(origin.sheet);
  if (origin.row > 0) parts.push_back("第" + std::to_string(origin.row) + "行");
  if (!origin.column.empty()) parts.push_back(origin.column + "列");
  return join(parts, separator);
}

std::vector<ShownDetail> shown_details(const TraceNode& node) {
  struct Label {
    std::string_view key;
    std::string_view zh;
    std::string_view en;
  };
  static constexpr std::array<Label, 22> kLabels{{{"edition", "版本", "edition"},
                                                  {"valid_days", "有效天数", "valid days"},
                                                  {"days_needed", "需要天数", "days needed"},
                                                  {"missing_days", "缺测天数", "days missing"},
                                                  {"valid_hours", "有效小时", "valid hours"},
                                                  {"hours_needed", "需要小时", "hours needed"},
                                                  {"valid_stations", "有效点位", "valid stations"},
                                                  {"stations", "点位", "stations"},
                                                  {"members", "总数", "all"},
                                                  {"matched", "符合", "matching"},
                                                  {"met", "达标", "met"},
                                                  {"not_met", "未达标", "not met"},
                                                  {"unknown", "未知", "unknown"},
                                                  {"months", "有值月数", "months"},
                                                  {"class", "类别", "class"},
                                                  {"deciding", "决定项目", "decided by"},
                                                  {"failing", "超标项目", "failing"},
                                                  {"level", "级别", "level"},
                                                  {"primary", "首要污染物", "primary pollutant"},
                                                  {"as_given", "原报", "as given"},
                                                  {"recorded_at", "录入", "recorded"},
                                                  {"reason", "更正原因", "correction"}}};
  std::vector<ShownDetail> shown;
  for (const auto& [key, value] : node.details) {
    const auto found =
        std::find_if(kLabels.begin(), kLabels.end(), [&](const Label& label) { return label.key == key; });
    if (found == kLabels.end() || value.empty()) continue;
    shown.push_back({found->zh, found->en, key == "recorded_at" ? value.substr(0, 10) : value});
  }
  return shown;
}

bool is_doubtful(Confidence confidence) {
  return confidence == Confidence::inferred || confidence == Confidence::memory;
}

}  // namespace chuangmo::publish
