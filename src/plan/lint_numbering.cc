// Numbers of indicators and tasks, and cells without which they mean nothing.
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "plan/lint_input.h"

namespace chuangmo::plan {
namespace {

std::string mark_of(const LintCell& cell) {
  return std::string(
      cell.text.substr(cell.numbering.mark.begin, cell.numbering.mark.end - cell.numbering.mark.begin));
}

bool is_numbered(const LintCell& cell) {
  return cell.role == CellRole::task && cell.numbering.number > 0;
}
bool is_doubled(const LintCell& cell) {
  return length_in_characters(mark_of(cell)) > 1;
}
bool has_blank(const LintCell& cell) {
  return cell.numbering.body > cell.numbering.mark.end;
}

void doubled_marks(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!is_numbered(cell) || !is_doubled(cell)) continue;
    findings.add(cell, {cell.numbering.digits.begin, cell.numbering.mark.end},
                 fmt::format("序号「{}{}」多打了标点", cell.numbering.number, mark_of(cell)),
                 fmt::format("改为「{}.」", cell.numbering.number));
  }
}

// The way most of the tasks are numbered; the first in byte order when equal.
template <class Key>
Key usual(const std::map<Key, std::size_t>& counts) {
  Key best{};
  std::size_t most = 0;
  for (const auto& [key, count] : counts) {
    if (count > most) {
      most = count;
      best = key;
    }
  }
  return best;
}

void uneven_marks(const LintInput& input, Findings& findings) {
  std::map<std::string, std::size_t> counts;
  for (const LintCell& cell : input.cells) {
    if (is_numbered(cell) && !is_doubled(cell)) ++counts[mark_of(cell)];
  }
  if (counts.size() < 2) return;
  const std::string mark = usual(counts);
  for (const LintCell& cell : input.cells) {
    if (!is_numbered(cell) || is_doubled(cell) || mark_of(cell) == mark) continue;
    findings.add(cell, {cell.numbering.digits.begin, cell.numbering.mark.end},
                 fmt::format("序号写作「{}{}」，全表多写作「{}{}」", cell.numbering.number, mark_of(cell),
                             cell.numbering.number, mark),
                 fmt::format("改为「{}{}」", cell.numbering.number, mark));
  }
}

void uneven_blanks(const LintInput& input, Findings& findings) {
  std::map<bool, std::size_t> counts;
  for (const LintCell& cell : input.cells) {
    if (is_numbered(cell)) ++counts[has_blank(cell)];
  }
  if (counts.size() < 2) return;
  const bool usually_blank = usual(counts);
  for (const LintCell& cell : input.cells) {
    if (!is_numbered(cell) || has_blank(cell) == usually_blank) continue;
    findings.add(cell, {cell.numbering.digits.begin, std::max(cell.numbering.body, cell.numbering.mark.end)},
                 usually_blank ? "序号后没有空格，与全表不一致" : "序号后多了空格，与全表不一致",
                 usually_blank ? "序号后加一个空格" : "删去空格");
  }
}

void missing_numbers(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task || cell.numbering.number > 0 || trim(cell.text).empty()) continue;
    if (input.indicator_of(cell).tasks.size() < 2) continue;
    findings.add(cell, {cell.trimmed().begin, cell.trimmed().begin}, "任务没有序号，无法引用",
                 fmt::format("加上序号「{}.」", cell.task + 1));
  }
}

void broken_task_order(const LintInput& input, Findings& findings) {
  int expected = 1;
  for (const LintCell& cell : input.cells) {
    if (cell.role == CellRole::requirement) expected = 1;
    if (cell.role != CellRole::task) continue;
    if (cell.numbering.number > 0 && cell.numbering.number != expected) {
      findings.add(cell, cell.numbering.digits,
                   fmt::format("任务序号应为{}，写的是{}", expected, cell.numbering.number),
                   fmt::format("改为「{}.」，或补上漏掉的任务", expected));
    }
    expected = (cell.numbering.number > 0 ? cell.numbering.number : expected) + 1;
  }
}

void broken_indicator_order(const LintInput& input, Findings& findings) {
  int previous = 0;
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::requirement) continue;
    const int number = input.indicator_of(cell).number;
    if (number != previous + 1) {
      findings.add(cell, cell.trimmed(), fmt::format("指标序号应为{}，写的是{}", previous + 1, number),
                   "改正序号，或补上漏掉的指标");
    }
    previous = number;
  }
}

void indicators_without_tasks(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::requirement || !input.indicator_of(cell).tasks.empty()) continue;
    findings.add(cell, cell.trimmed(), fmt::format("指标{}没有分解任务", input.indicator_of(cell).number),
                 "分解为任务，并落实责任单位");
  }
}

void blank_requirements(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::requirement || !trim(cell.text).empty()) continue;
    findings.add(cell, {}, fmt::format("指标{}的要求是空的", input.indicator_of(cell).number),
                 "补上指标要求");
  }
}

void blank_tasks(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task ||
        !bare_text(cell.text.substr(std::min(cell.numbering.body, cell.text.size()))).empty())
      continue;
    findings.add(cell, {}, fmt::format("任务{}没有内容", input.label(cell)), "补上任务内容，或删去这一行");
  }
}

void oversized_cells(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!cell.is_cut) continue;
    findings.add(cell, {}, fmt::format("单元格超过{}个字节，只检查了开头部分", kMostCellBytes),
                 "检查表格是否错位，或拆成几行");
  }
}

}  // namespace

const std::vector<LintRule>& numbering_rules() {
  static const std::vector<LintRule> rules = {
      {"LNT024", Severity::warning, "序号多打标点", doubled_marks},
      {"LNT025", Severity::note, "序号标点不统一", uneven_marks},
      {"LNT026", Severity::note, "序号空格不统一", uneven_blanks},
      {"LNT027", Severity::warning, "任务没有序号", missing_numbers},
      {"LNT028", Severity::error, "任务序号不连续", broken_task_order},
      {"LNT029", Severity::error, "指标序号不连续", broken_indicator_order},
      {"LNT030", Severity::error, "指标没有任务", indicators_without_tasks},
      {"LNT031", Severity::error, "指标要求为空", blank_requirements},
      {"LNT032", Severity::error, "任务内容为空", blank_tasks},
      {"LNT068", Severity::warning, "单元格过长", oversized_cells},
  };
  return rules;
}

}  // namespace chuangmo::plan
