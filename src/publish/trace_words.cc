#include "publish/trace_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/decimal.h"
#include "base/text.h"
#include "base/unit.h"
#include "publish/trace_path.h"

namespace chuangmo::publish {
namespace {

// The words of a part of the rule; text of nodes that is no source stays.
std::string translated(const std::string& text, const RuleWords* rule) {
  if (rule == nullptr) return text;
  const auto found = rule->parts.find(text);
  return found == rule->parts.end() ? text : found->second;
}

// "0.10 mg/m3" stays as the standard writes it; "86.575342 %" is cut to four decimals.
std::string shown_value(const TraceNode& node) {
  const std::size_t point = node.shown.find('.');
  const std::size_t end = node.shown.find(' ');
  const std::size_t decimals =
      point == std::string::npos ? 0 : std::min(end, node.shown.size()) - std::min(end, point + 1);
  const auto exact = Rational::parse(node.value);
  if (exact && (node.shown.empty() || decimals >= 4) && node.op != "sub_index")
    return with_unit(written_number(node.value), node.unit);
  std::string shown = node.shown;
  if (shown.empty() && !node.value.empty() && node.value != "unknown")
    shown = with_unit(node.value, node.unit);
  return readable(shown);
}

// A side in the unit of the limit, for that is how they are compared.
std::string side_value(const TraceNode& side, const std::string& unit, const RuleWords* rule) {
  const auto value = Rational::parse(side.value);
  const auto from = parse_unit(side.unit);
  const auto to = parse_unit(unit);
  const bool is_index = side.op == "method:api" || side.op == "method:aqi";  // shown as the next integer
  if (value && from && to && side.unit != unit && !is_index) {
    const auto converted = convert(*value, *from, *to);
    if (converted) return with_unit(written_number(converted->text()), unit);
  }
  return node_result(side, rule, Language::zh).text;
}

std::string side_words(const TraceNode& side, const std::string& unit, const RuleWords* rule) {
  const std::string value = side_value(side, unit, rule);
  if (side.op == "number" || side.op == "choice") return value.empty() ? translated(side.text, rule) : value;
  const std::string words = node_words(side, rule);
  return value.empty() ? words : words + " " + value;
}

std::string sign_of(const TraceNode& node) {
  const std::string* op = detail_of(node, "op");
  return op == nullptr ? "" : readable(*op);
}

std::string comparison_words(const TraceNode& node, const RuleWords* rule) {
  const TraceNode& left = node.children[0];
  const TraceNode& right = node.children[1];
  return side_words(left, right.unit, rule) + "，要求 " + sign_of(node) + " " +
         side_words(right, right.unit, rule);
}

// "coal | 2011": the fields that tell a record apart.
std::string record_words(const TraceNode& node, const RuleWords* rule) {
  std::vector<std::string> parts = split(node.text, " | ");
  for (std::string& part : parts) part = translated(part, rule);
  return join(parts, "，");
}

std::string truth_words(const TraceNode& node) {
  if (node.value == "true") return "是";
  return node.value == "false" ? "否" : "";
}

std::string bounds_text(const TraceNode& node, Language language) {
  const bool zh = language == Language::zh;
  if (node.low.empty() && node.high.empty()) return "";
  if (node.high.empty()) return (zh ? "至少 " : "at least ") + with_unit(written_number(node.low), node.unit);
  if (node.low.empty()) return (zh ? "至多 " : "at most ") + with_unit(written_number(node.high), node.unit);
  return (zh ? "介于 " : "between ") + written_number(node.low) + (zh ? " 与 " : " and ") +
         with_unit(written_number(node.high), node.unit);
}

}  // namespace

const RuleWords* words_of(const RuleGlossary& glossary, const std::string& criterion) {
  const auto found = glossary.find(criterion);
  return found == glossary.end() ? nullptr : &found->second;
}

std::string node_words(const TraceNode& node, const RuleWords* rule) {
  if (node.op == "compare" && node.children.size() >= 2) return comparison_words(node, rule);
  if (node.op == "record") return record_words(node, rule);
  if (node.op == "sub_index") return node.text + " 浓度 " + readable(node.shown) + " 的分指数";
  if (node.op == "number") return "数值";
  return readable(translated(node.text.empty() ? node.op : node.text, rule));
}

NodeResult node_result(const TraceNode& node, const RuleWords* rule, Language language) {
  if (node.op == "field" && !truth_words(node).empty()) return {Result::value, truth_words(node)};
  if (node.value == "true") return {Result::holds, ""};
  if (node.value == "false") return {Result::fails, ""};
  if (node.value == "unknown") return {Result::unknown, bounds_text(node, language)};
  if (node.op == "sub_index") return {Result::value, written_number(node.value)};
  if (node.op == "field" || node.op == "choice") return {Result::value, translated(shown_value(node), rule)};
  const std::string value = shown_value(node);
  if (!value.empty()) return {Result::value, value};
  const std::string bounds = bounds_text(node, language);
  return bounds.empty() ? NodeResult{} : NodeResult{Result::unknown, bounds};
}

std::vector<HourValue> hours_of(const TraceNode& node) {
  std::vector<HourValue> hours;
  const std::string* written = node.op == "station_day" ? detail_of(node, "hours") : nullptr;
  if (written == nullptr) return hours;
  std::optional<Rational> highest;
  std::size_t at = 0;
  for (const std::string& hour : split(*written, " ")) {
    const auto value = Rational::parse(hour);
    if (value && (!highest || *highest < *value)) {
      highest = *value;
      at = hours.size();
    }
    hours.push_back({value ? written_number(hour) : "", false});
  }
  if (highest) hours[at].is_highest = true;
  return hours;
}

std::string citation_words(const Citation& citation) {
  // The city's own table is cited by its key.
  const std::string document = citation.document == "annex" ? "任务分解表" : citation.document;
  return citation.clause.empty() ? document : document + " " + citation.clause;
}

std::string origin_text(const Origin& origin, std::string_view separator, Language language) {
  const bool zh = language == Language::zh;
  std::vector<std::string> parts;
  if (!origin.file.empty()) parts.push_back(origin.file);
  if (!origin.sheet.empty()) parts.push_back(origin.sheet);
  if (origin.row > 0)
    parts.push_back(zh ? "第" + std::to_string(origin.row) + "行" : "row " + std::to_string(origin.row));
  if (!origin.column.empty()) parts.push_back(zh ? origin.column + "列" : "column " + origin.column);
  return join(parts, separator);
}

std::vector<ShownDetail> shown_details(const TraceNode& node) {
  struct Label {
    std::string_view key;
    std::string_view zh;
    std::string_view en;
  };
  static constexpr std::array<Label, 27> kLabels{
      {{"edition", "版本", "edition"},
       {"valid_days", "有效天数", "valid days"},
       {"days_needed", "需要天数", "days needed"},
       {"missing_days", "缺测天数", "days missing"},
       {"valid_hours", "有效小时", "valid hours"},
       {"hours_needed", "需要小时", "hours needed"},
       {"valid_windows", "有效8小时滑动平均", "valid 8 h means"},
       {"windows_needed", "需要滑动平均", "8 h means needed"},
       {"lines", "各时所在行", "rows of the hours"},
       {"reference_factor", "参比状态换算系数", "reference state factor"},
       {"missing", "缺项", "missing"},
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
  for (const auto& detail : node.details) {
    const std::string& key = detail.first;  // clang 14 cannot capture structured bindings
    const std::string& value = detail.second;
    const auto found =
        std::find_if(kLabels.begin(), kLabels.end(), [&](const Label& label) { return label.key == key; });
    if (found == kLabels.end() || value.empty()) continue;
    // What was given says nothing new when it is the value, and nobody asks about none.
    if (key == "as_given" && readable(value) == shown_value(node)) continue;
    if ((key == "unknown" || key == "missing_days") && value == "0") continue;
    shown.push_back({found->zh, found->en, key == "recorded_at" ? value.substr(0, 10) : value});
  }
  return shown;
}

}  // namespace chuangmo::publish
