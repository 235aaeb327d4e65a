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

constexpr std::string_view kClass = "类";  // "III类"

// The indexes of a day are shown as the next integer.
bool is_index(const TraceNode& node) {
  return node.op == "method:api" || node.op == "method:aqi";
}

// The words of a part of the rule; text of nodes that is no source stays.
std::string translated(const std::string& text, const RuleWords* rule) {
  if (rule == nullptr) return text;
  const auto found = rule->parts.find(text);
  return found == rule->parts.end() ? text : found->second;
}

// "0.10 mg/m3" stays as the standard writes it; "86.575342 %" is cut to four decimals.
std::string shown_value(const TraceNode& node, Language language) {
  const std::size_t point = node.shown.find('.');
  const std::size_t end = node.shown.find(' ');
  const std::size_t decimals =
      point == std::string::npos ? 0 : std::min(end, node.shown.size()) - std::min(end, point + 1);
  const auto exact = Rational::parse(node.value);
  // What is shown has its unit in Chinese.
  const bool is_foreign = language == Language::en && !is_index(node) &&
                          unit_words(node.unit, Language::en) != unit_words(node.unit, Language::zh);
  if (exact && (node.shown.empty() || decimals >= 4 || is_foreign) && node.op != "sub_index")
    return with_unit(written_number(node.value), node.unit, language);
  std::string shown = node.shown;
  if (shown.empty() && !node.value.empty() && node.value != "unknown")
    shown = with_unit(node.value, node.unit, language);
  if (language == Language::en && ends_with(shown, kClass))
    return "class " + shown.substr(0, shown.size() - kClass.size());
  return readable(shown);
}

// A side in the unit of the limit, for that is how they are compared.
std::string side_value(const TraceNode& side, const std::string& unit, const RuleWords* rule,
                       Language language) {
  const auto value = Rational::parse(side.value);
  const auto from = parse_unit(side.unit);
  const auto to = parse_unit(unit);
  if (value && from && to && side.unit != unit && !is_index(side)) {
    const auto converted = convert(*value, *from, *to);
    if (converted) return with_unit(written_number(converted->text()), unit, language);
  }
  return node_result(side, rule, language).text;
}

std::string side_words(const TraceNode& side, const std::string& unit, const RuleWords* rule,
                       Language language) {
  const std::string value = side_value(side, unit, rule, language);
  if (side.op == "number" || side.op == "choice") return value.empty() ? translated(side.text, rule) : value;
  const std::string words = node_words(side, rule, language);
  return value.empty() ? words : words + " " + value;
}

std::string sign_of(const TraceNode& node) {
  const std::string* op = detail_of(node, "op");
  return op == nullptr ? "" : readable(*op);
}

std::string comparison_words(const TraceNode& node, const RuleWords* rule, Language language) {
  const TraceNode& left = node.children[0];
  const TraceNode& right = node.children[1];
  return side_words(left, right.unit, rule, language) +
         (language == Language::zh ? "，要求 " : ", required ") + sign_of(node) + " " +
         side_words(right, right.unit, rule, language);
}

// "coal | 2011": the fields that tell a record apart.
std::string record_words(const TraceNode& node, const RuleWords* rule, Language language) {
  std::vector<std::string> parts = split(node.text, " | ");
  for (std::string& part : parts) part = translated(part, rule);
  return join(parts, language == Language::zh ? "，" : ", ");
}

// What the words of a rule do not cover, because the program named it in Chinese.
std::string english_words(const TraceNode& node, const RuleWords* rule) {
  const std::string* period = detail_of(node, "period");
  if (node.op == "sub_index") return "sub-index of " + node.text + " at " + readable(node.shown);
  if (node.op == "number") return "number";
  if (node.op == "month" && period != nullptr) return *period;
  if (node.op == "source_month" && period != nullptr)
    return node.text.substr(0, node.text.rfind(' ')) + " " + *period;
  if (node.op == "limit") {
    const std::string* parameter = detail_of(node, "parameter");
    if (parameter != nullptr) return "limit of " + *parameter;
  }
  if (node.op == "closure") {
    const std::vector<std::string> quoted = split(node.text, "“");
    const std::string name = quoted.size() < 2 ? node.text : split(quoted[1], "”").front();
    return "all of “" + term_words(name, rule) + "” is declared";
  }
  return readable(term_words(node.text.empty() ? node.op : node.text, rule));
}

std::string truth_words(const TraceNode& node, Language language) {
  const bool zh = language == Language::zh;
  if (node.value == "true") return zh ? "是" : "yes";
  return node.value == "false" ? (zh ? "否" : "no") : "";
}

std::string bounds_text(const TraceNode& node, Language language) {
  const bool zh = language == Language::zh;
  if (node.low.empty() && node.high.empty()) return "";
  if (node.high.empty())
    return (zh ? "至少 " : "at least ") + with_unit(written_number(node.low), node.unit, language);
  if (node.low.empty())
    return (zh ? "至多 " : "at most ") + with_unit(written_number(node.high), node.unit, language);
  return (zh ? "介于 " : "between ") + written_number(node.low) + (zh ? " 与 " : " and ") +
         with_unit(written_number(node.high), node.unit, language);
}

}  // namespace

const RuleWords* words_of(const RuleGlossary& glossary, const std::string& criterion) {
  const auto found = glossary.find(criterion);
  return found == glossary.end() ? nullptr : &found->second;
}

std::string term_words(const std::string& name, const RuleWords* rule) {
  if (rule == nullptr) return name;
  const auto word = [&](const std::string& text) {
    const auto part = rule->parts.find(text);
    if (part != rule->parts.end()) return &part->second;
    if (rule->terms == nullptr) return static_cast<const std::string*>(nullptr);
    const auto term = rule->terms->find(text);
    return term == rule->terms->end() ? nullptr : &term->second;
  };
  if (const std::string* whole = word(name)) return *whole;
  std::vector<std::string> parts = split(name, " ");
  for (std::string& part : parts) {
    if (const std::string* known = word(part)) part = *known;
  }
  return join(parts, " ");
}

std::string node_words(const TraceNode& node, const RuleWords* rule, Language language) {
  if (node.op == "compare" && node.children.size() >= 2) return comparison_words(node, rule, language);
  if (node.op == "record") return record_words(node, rule, language);
  if (language == Language::en) return english_words(node, rule);
  if (node.op == "sub_index") return node.text + " 浓度 " + readable(node.shown) + " 的分指数";
  if (node.op == "number") return "数值";
  return readable(translated(node.text.empty() ? node.op : node.text, rule));
}

NodeResult node_result(const TraceNode& node, const RuleWords* rule, Language language) {
  const std::string truth = truth_words(node, language);
  if (node.op == "field" && !truth.empty()) return {ResultKind::value, truth};
  if (node.value == "true") return {ResultKind::holds, ""};
  if (node.value == "false") return {ResultKind::fails, ""};
  if (node.value == "unknown") return {ResultKind::unknown, bounds_text(node, language)};
  if (node.op == "sub_index") return {ResultKind::value, written_number(node.value)};
  const std::string value = shown_value(node, language);
  if (node.op == "field" || node.op == "choice") return {ResultKind::value, translated(value, rule)};
  if (!value.empty()) return {ResultKind::value, value};
  const std::string bounds = bounds_text(node, language);
  return bounds.empty() ? NodeResult{} : NodeResult{ResultKind::unknown, bounds};
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

std::string citation_words(const Citation& citation, Language language) {
  // The city's own table is cited by its key.
  const char* annex = language == Language::zh ? "任务分解表" : "the plan";
  const std::string document = citation.document == "annex" ? annex : citation.document;
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
    if (key == "as_given" && readable(value) == shown_value(node, Language::zh)) continue;
    if ((key == "unknown" || key == "missing_days") && value == "0") continue;
    shown.push_back({found->zh, found->en, key == "recorded_at" ? value.substr(0, 10) : value});
  }
  return shown;
}

}  // namespace chuangmo::publish
