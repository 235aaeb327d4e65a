// Whether the tasks together make the indicator: what nobody does, and what is asked twice.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/text.h"
#include "plan/lint_input.h"
#include "plan/prose.h"

namespace chuangmo::plan {
namespace {

constexpr std::size_t kMostTasksCompared = 200;  // of one indicator

bool supplies(const Task& task) {
  const bool asks = task.kind == TaskKind::data_supply || task.kind == TaskKind::monitoring ||
                    task.kind == TaskKind::survey;
  const bool hands_in =
      contains(task.text, "提供") || contains(task.text, "上报") || contains(task.text, "报送");
  return asks || (hands_in && !task.deliverables.empty());
}

void nobody_supplies(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    const PlanIndicator& indicator = input.indicator_of(cell);
    if (cell.role != CellRole::requirement || indicator.tasks.empty()) continue;
    if (std::any_of(indicator.tasks.begin(), indicator.tasks.end(), supplies)) continue;
    findings.add(cell, cell.trimmed(),
                 fmt::format("指标{}的任务中没有一项要求提供判定所需的数据或资料", indicator.number),
                 "增加一项数据报送任务，写明由谁、每年何时提供什么");
  }
}

using Pairs = std::set<std::u32string>;

// Neighbouring characters, all ways of writing one thing (环评, 环境影响评价) taken for one.
Pairs pairs_of(const LintInput& input, std::string_view text) {
  std::string words = nfkc(text);
  for (const TermFamily& family : input.context.terms) {
    for (const std::string& variant : family.variants) {
      if (!contains(family.right, variant)) words = replace_all(std::move(words), variant, family.right);
    }
  }
  const std::u32string bare = to_u32(bare_text(words));
  Pairs pairs;
  for (std::size_t at = 0; at + 1 < bare.size(); ++at) pairs.insert(bare.substr(at, 2));
  return pairs;
}

std::size_t shared(const Pairs& some, const Pairs& all) {
  return static_cast<std::size_t>(std::count_if(
      some.begin(), some.end(), [&](const std::u32string& pair) { return all.count(pair) > 0; }));
}

// A result is reached by measures that need not repeat it: there one shared pair is enough. Anything else is
// covered when a quarter of its pairs stand in the tasks.
bool is_covered(std::string_view clause, const Pairs& pairs, const Pairs& in_tasks) {
  const std::size_t common = shared(pairs, in_tasks);
  const bool is_result =
      contains(clause, "达到") || contains(clause, "达标") || !read_thresholds(clause).empty();
  return is_result ? common > 0 : common * 4 >= pairs.size();
}

void uncovered_clauses(const LintInput& input, Findings& findings) {
  constexpr std::size_t kFewPairs = 5;  // 近三年 is no clause of its own
  for (const LintCell& cell : input.cells) {
    const PlanIndicator& indicator = input.indicator_of(cell);
    if (cell.role != CellRole::requirement || indicator.tasks.empty()) continue;
    Pairs in_tasks;
    for (std::size_t t = 0; t < std::min(indicator.tasks.size(), kMostTasksCompared); ++t) {
      in_tasks.merge(pairs_of(input, indicator.tasks[t].text));
    }
    for (const std::string& clause : clauses_of(cell.text)) {
      const Pairs pairs = pairs_of(input, clause);
      if (pairs.size() < kFewPairs || is_covered(clause, pairs, in_tasks)) continue;
      const std::size_t at = cell.folded.find(clause);
      const Span span = at == std::string::npos ? cell.trimmed() : cell.original(at, at + clause.size());
      findings.add(cell, span, fmt::format("指标要求中的{}没有任务落实", quoted(clause)),
                   "增加相应的任务，或说明由哪项任务落实");
    }
  }
}

std::string leads_of(const Task& task) {
  std::vector<std::string> names;
  for (const Duty& duty : task.lead) names.push_back(duty.name);
  return join(names, "、");
}

void repeated_tasks(const LintInput& input, Findings& findings) {
  constexpr std::size_t kFewCharacters = 6;
  std::map<std::string, const LintCell*> first;
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task) continue;
    const std::string words = bare_text(cell.text.substr(std::min(cell.numbering.body, cell.text.size())));
    if (length_in_characters(words) < kFewCharacters) continue;
    const auto [place, is_new] = first.emplace(words, &cell);
    if (is_new) continue;
    const Task& earlier = input.task_of(*place->second);
    const Task& later = input.task_of(cell);
    const bool other_lead = leads_of(earlier) != leads_of(later);
    findings.add(
        cell, cell.trimmed(),
        fmt::format(
            "任务{}与任务{}文字相同{}", input.label(cell), input.label(*place->second),
            other_lead ? fmt::format("，责任单位却不同（{}；{}）", leads_of(earlier), leads_of(later)) : ""),
        "合并为一项，或写出各自针对哪个指标");
  }
}

void restated_requirement(const LintInput& input, Findings& findings) {
  constexpr std::size_t kFewCharacters = 8;
  constexpr double kSame = 0.95;
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task) continue;
    const LintCell* requirement = input.requirement_cell(cell.indicator);
    const std::string words = bare_text(cell.text.substr(std::min(cell.numbering.body, cell.text.size())));
    const std::string required = requirement ? bare_text(requirement->text) : "";
    const std::size_t length = length_in_characters(words);
    if (length < kFewCharacters || length > length_in_characters(required)) continue;
    if (!contains(required, words) &&
        !(length * 10 >= length_in_characters(required) * 8 && sentence_likeness(words, required) >= kSame))
      continue;
    findings.add(cell, cell.trimmed(),
                 fmt::format("任务{}照抄指标要求，没有分解成要做的事", input.label(cell)),
                 "写明做什么、做到什么程度、何时完成");
  }
}

void compound_tasks(const LintInput& input, Findings& findings) {
  constexpr std::size_t kManyClauses = 5;
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task) continue;
    const std::size_t clauses =
        clauses_of(cell.text.substr(std::min(cell.numbering.body, cell.text.size()))).size();
    if (clauses < kManyClauses) continue;
    findings.add(cell, cell.trimmed(),
                 fmt::format("任务{}一条里写了{}件事，完成一部分时无法判断", input.label(cell), clauses),
                 "分成几条，分别落实单位和时限");
  }
}

void repeated_requirements(const LintInput& input, Findings& findings) {
  std::map<std::string, const LintCell*> first;
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::requirement) continue;
    const std::string words = bare_text(cell.text);
    if (words.empty()) continue;
    const auto [place, is_new] = first.emplace(words, &cell);
    if (is_new) continue;
    findings.add(cell, cell.trimmed(),
                 fmt::format("指标{}与指标{}文字相同", input.indicator_of(cell).number,
                             input.indicator_of(*place->second).number),
                 "合并，或改正其中一条");
  }
}

}  // namespace

const std::vector<LintRule>& coverage_rules() {
  static const std::vector<LintRule> rules = {
      {"LNT062", Severity::warning, "无人提供数据", nobody_supplies},
      {"LNT063", Severity::warning, "要求没有任务落实", uncovered_clauses},
      {"LNT064", Severity::warning, "任务重复", repeated_tasks},
      {"LNT065", Severity::note, "照抄指标", restated_requirement},
      {"LNT066", Severity::note, "一条多件事", compound_tasks},
      {"LNT067", Severity::warning, "指标重复", repeated_requirements},
  };
  return rules;
}

}  // namespace chuangmo::plan
