#include "plan/report.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "plan/lint.h"

namespace chuangmo::plan {
namespace {

struct RowLabel {
  std::string indicator;  // "指标14"; empty in a row that begins no indicator
  std::string task;       // "任务14.1"
};
using RowLabels = std::map<int, RowLabel>;

RowLabels labels_of(const Plan& plan) {
  RowLabels labels;
  for (const PlanIndicator& indicator : plan.indicators) {
    labels[indicator.source.row].indicator = fmt::format("指标{}", indicator.number);
    for (const Task& task : indicator.tasks) {
      std::string& label = labels[task.source.row].task;
      if (label.empty()) label = fmt::format("任务{}.{}", indicator.number, task.number);
    }
  }
  return labels;
}

std::string place(const Plan& plan, const RowLabels& labels, const Where& where) {
  const auto found = labels.find(where.row);
  const bool is_indicator_column =
      where.column == plan.headings.requirement || where.column == plan.headings.number;
  std::string label;
  if (found != labels.end()) label = is_indicator_column ? found->second.indicator : found->second.task;
  if (label.empty() && where.row > 0) label = fmt::format("第{}行", where.row);
  if (label.empty()) return where.column.empty() ? "全表" : where.column;
  return where.column.empty() ? label : label + " " + where.column;
}

// The bytes of a span widened to whole characters of valid text.
std::string_view words_in(std::string_view source, std::size_t begin, std::size_t end) {
  const auto is_inside = [&](std::size_t at) {
    return at < source.size() && (static_cast<unsigned char>(source[at]) & 0xC0U) == 0x80U;
  };
  begin = std::min(begin, source.size());
  end = std::clamp(end, begin, source.size());
  while (begin > 0 && is_inside(begin)) --begin;
  while (is_inside(end)) ++end;
  return source.substr(begin, end - begin);
}

constexpr std::size_t kFewCharacters = 4;    // a shorter span says nothing without its neighbours
constexpr std::size_t kMostCharacters = 60;  // of the original that are printed
constexpr std::size_t kNeighbourCharacters = 8;

std::string shortened(std::string_view text) {
  std::u32string words = to_u32(collapse_spaces(text));
  if (words.size() > kMostCharacters) words = words.substr(0, kMostCharacters) + U"…";
  return to_utf8(words);
}

// The words found fault with; a lone mark with what stands around it: "…达标排放【.】".
std::string original_of(const Diagnostic& diagnostic) {
  const Where& where = diagnostic.where;
  const std::string_view words = words_in(diagnostic.source, where.begin, where.end);
  if (words.empty()) return diagnostic.source.empty() ? "（空）" : shortened(diagnostic.source);
  if (length_in_characters(words) >= kFewCharacters) return shortened(words);
  const std::size_t begin = static_cast<std::size_t>(words.data() - diagnostic.source.data());
  constexpr std::size_t kNearBytes = 64;
  const std::size_t end = begin + words.size();
  const std::u32string before =
      to_u32(words_in(diagnostic.source, begin > kNearBytes ? begin - kNearBytes : 0, begin));
  const std::u32string behind = to_u32(words_in(diagnostic.source, end, end + kNearBytes));
  const bool cut_before = before.size() > kNeighbourCharacters;
  const bool cut_behind = behind.size() > kNeighbourCharacters;
  const std::u32string left =
      cut_before ? U"…" + before.substr(before.size() - kNeighbourCharacters) : before;
  const std::u32string right = cut_behind ? behind.substr(0, kNeighbourCharacters) + U"…" : behind;
  const std::string shown = to_utf8(left) + "【" + std::string(words) + "】" + to_utf8(right);
  return replace_all(shown, "\n", " ");
}

std::string name_of(const std::string& code, const std::map<std::string, std::string>& names) {
  if (const LintRule* rule = find_lint_rule(code)) return std::string(rule->name);
  const auto name = names.find(code);
  return name == names.end() ? code : name->second;
}

// The drafters have their own folders.
std::string without_folders(const std::string& file) {
  return file.substr(file.find_last_of("/\\") + 1);
}

struct Group {
  std::size_t count = 0;
  const Diagnostic* first = nullptr;
};

// Worst first, then most frequent, then by code.
std::vector<std::pair<std::string, Group>> groups_of(const Diagnostics& diagnostics) {
  std::map<std::string, Group> by_code;
  for (const Diagnostic& diagnostic : diagnostics) {
    Group& group = by_code[diagnostic.code];
    if (group.count++ == 0) group.first = &diagnostic;
  }
  std::vector<std::pair<std::string, Group>> groups(by_code.begin(), by_code.end());
  std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
    if (a.second.first->severity != b.second.first->severity)
      return a.second.first->severity > b.second.first->severity;
    return a.second.count > b.second.count;
  });
  return groups;
}

std::string titled(const Plan& plan) {
  const std::string name = plan.title.empty() ? without_folders(plan.file) : plan.title;
  return name.empty() ? "任务分解表校核报告" : fmt::format("《{}》校核报告", name);
}

std::vector<std::string> opening_of(const Plan& plan, const Diagnostics& diagnostics, std::size_t kinds) {
  std::vector<std::string> paragraphs;
  paragraphs.push_back(fmt::format("本次校核对象为{}，共{}项指标、{}项任务。",
                                   plan.file.empty() ? "任务分解表" : without_folders(plan.file),
                                   plan.indicators.size(), plan.task_count()));
  if (diagnostics.empty()) {
    paragraphs.emplace_back("未发现问题。");
    return paragraphs;
  }
  paragraphs.push_back(fmt::format("共发现{}处问题，属{}类：错误{}处，警告{}处，提示{}处。",
                                   diagnostics.size(), kinds, count_of(diagnostics, Severity::error),
                                   count_of(diagnostics, Severity::warning),
                                   count_of(diagnostics, Severity::note)));
  paragraphs.emplace_back(
      "“错误”必须改正，否则任务无法落实到单位；“警告”影响理解、判定或责任划分，请改正或说明理由；“提示”为文字"
      "和"
      "体例问题，建议一并修改。");
  paragraphs.emplace_back("“建议”一栏由程序按规则提出，采用与否由起草单位决定。");
  return paragraphs;
}

}  // namespace

std::string place_in_table(const Plan& plan, const Where& where) {
  return place(plan, labels_of(plan), where);
}

ReviewReport review_report(const Plan& plan, const Diagnostics& diagnostics,
                           const std::map<std::string, std::string>& names) {
  const RowLabels labels = labels_of(plan);
  const auto groups = groups_of(diagnostics);
  ReviewReport report;
  report.title = titled(plan);
  report.paragraphs = opening_of(plan, diagnostics, groups.size());
  report.summary_heading = "一、分类汇总";
  report.summary.push_back({"代码", "问题类型", "级别", "处数", "首处"});
  for (const auto& [code, group] : groups) {
    report.summary.push_back({code, name_of(code, names),
                              std::string(severity_name_zh(group.first->severity)),
                              std::to_string(group.count), place(plan, labels, group.first->where)});
  }
  report.findings_heading = "二、逐条意见";
  report.findings.push_back({"序号", "位置", "原文", "问题", "建议"});
  for (const Diagnostic& diagnostic : diagnostics) {
    report.findings.push_back(
        {std::to_string(report.findings.size()), place(plan, labels, diagnostic.where),
         original_of(diagnostic),
         fmt::format("{}（{} {}）", diagnostic.text, severity_name_zh(diagnostic.severity), diagnostic.code),
         diagnostic.fix});
  }
  return report;
}

}  // namespace chuangmo::plan
