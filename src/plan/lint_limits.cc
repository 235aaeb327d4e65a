// Limits, dates and scopes: what a verdict will need, and what contradicts it.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "plan/lint_input.h"
#include "plan/prose.h"

namespace chuangmo::plan {
namespace {

// Where folded words stand in the cell; the whole cell when they cannot be found again.
Span span_of(const LintCell& cell, std::string_view folded_words) {
  const std::size_t at = folded_words.empty() ? std::string::npos : cell.folded.find(folded_words);
  return at == std::string::npos ? cell.trimmed() : cell.original(at, at + folded_words.size());
}

bool is_whole(const Threshold& threshold) {
  return threshold.value && *threshold.value == Decimal(100, 0) && threshold.unit == "%";
}

bool is_upper(ThresholdSense sense) {
  return sense == ThresholdSense::at_most || sense == ThresholdSense::below;
}
bool is_lower(ThresholdSense sense) {
  return sense == ThresholdSense::at_least || sense == ThresholdSense::above;
}

bool contradict(const Threshold& a, const Threshold& b) {
  if (!a.value || !b.value || a.unit != b.unit) return false;
  return !(*a.value == *b.value) || (is_upper(a.sense) && is_lower(b.sense)) ||
         (is_lower(a.sense) && is_upper(b.sense));
}

// What two subjects must share to be one: 城市生活污水集中处理率, 城市生活污水处理率.
bool same_subject(const Threshold& a, const Threshold& b) {
  constexpr double kAlike = 0.8;
  constexpr std::size_t kFewCharacters = 4;
  const std::string left = bare_text(a.subject);
  const std::string right = bare_text(b.subject);
  if (length_in_characters(left) < kFewCharacters || length_in_characters(right) < kFewCharacters)
    return left == right;
  return sentence_likeness(left, right) >= kAlike;
}

constexpr std::size_t kMostThresholds = 50;  // of one cell that are compared

void contradicting_limits(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task) continue;
    const std::vector<Threshold>& required = input.indicator_of(cell).thresholds;
    const std::vector<Threshold>& own = input.task_of(cell).thresholds;
    for (std::size_t i = 0; i < std::min(own.size(), kMostThresholds); ++i) {
      for (std::size_t j = 0; j < std::min(required.size(), kMostThresholds); ++j) {
        if (!contradict(own[i], required[j]) || !same_subject(own[i], required[j])) continue;
        findings.add(cell, span_of(cell, own[i].original),
                     fmt::format("任务写「{}」，指标{}要求「{}」，两处不一致", own[i].original,
                                 input.indicator_of(cell).number, required[j].original),
                     "确认以哪个为准并统一；有意从严的，写明“高于指标要求”");
      }
    }
  }
}

void widened_scope(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task) continue;
    const LintCell* requirement = input.requirement_cell(cell.indicator);
    for (const std::string& narrow : input.context.narrowing_words) {
      if (!requirement || !contains(requirement->folded, narrow) || contains(cell.folded, narrow)) continue;
      for (const std::string& wide : input.context.widening_words) {
        if (!contains(cell.folded, wide)) continue;
        findings.add(cell, span_of(cell, wide),
                     fmt::format("指标只要求「{}」，任务却写「{}」，范围不一致", narrow, wide),
                     fmt::format("统一范围：任务中写明「{}」，或说明有意扩大", narrow));
        break;
      }
    }
  }
}

void lost_operators(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.is_unit_cell()) continue;
    const std::vector<Threshold>& thresholds = cell.role == CellRole::requirement
                                                   ? input.indicator_of(cell).thresholds
                                                   : input.task_of(cell).thresholds;
    for (const Threshold& threshold : thresholds) {
      if (threshold.sense != ThresholdSense::bare || is_whole(threshold)) continue;
      const Span span = span_of(cell, threshold.original);
      findings.add(
          cell, span,
          fmt::format("「{}」没有写是“以上”还是“以下”", cell.text.substr(span.begin, span.end - span.begin)),
          fmt::format("写明比较关系，例如「{}以上」", threshold.original));
    }
  }
}

bool has_time(const Task& task) {
  const Schedule& schedule = task.schedule;
  return !schedule.due.empty() || !schedule.years.empty() || schedule.rhythm != Rhythm::none ||
         !schedule.original.empty() || !trim(task.due_cell).empty();
}

void no_time(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task || has_time(input.task_of(cell)) || bare_text(cell.text).empty())
      continue;
    findings.add(cell, cell.trimmed(),
                 fmt::format("任务{}没有写完成时间，也没有写多久做一次", input.label(cell)),
                 "写明完成时限（例如“2011年底前”）或频次（例如“每季度一次”）");
  }
}

void past_due(const LintInput& input, Findings& findings) {
  if (input.base_year == 0) return;
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task) continue;
    const Schedule& schedule = input.task_of(cell).schedule;
    if (schedule.due.empty() || schedule.due.substr(0, 4) >= std::to_string(input.base_year)) continue;
    findings.add(cell, span_of(cell, schedule.original),
                 fmt::format("期限{}早于本表的{}年", schedule.due, input.base_year), "核对年份");
  }
}

void promised_past(const LintInput& input, Findings& findings) {
  if (input.base_year == 0) return;
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task || !has_any(cell.folded, input.context.commitment_words)) continue;
    const Schedule& schedule = input.task_of(cell).schedule;
    std::vector<std::string> past;
    for (int year : schedule.years) {
      if (year < input.base_year) past.push_back(std::to_string(year));
    }
    if (past.empty()) continue;
    findings.add(cell, span_of(cell, past.front() + "年"),
                 fmt::format("{}年已经过去（本表以{}年为准），不能再“确保”，只能核实", join(past, "、"),
                             input.base_year),
                 "把已过去年份改为核实、补报数据，对以后年份提要求");
  }
}

bool is_measurable(const LintInput& input, const LintCell& cell, const Task& task) {
  return !task.thresholds.empty() || !task.deliverables.empty() || !task.schedule.due.empty() ||
         task.schedule.least_times > 0 || has_any(cell.folded, input.context.result_words);
}

void no_measurable_result(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task || bare_text(cell.text).empty()) continue;
    if (input.context.result_words.empty() || is_measurable(input, cell, input.task_of(cell))) continue;
    findings.add(cell, cell.trimmed(), fmt::format("任务{}没有可以核查的结果", input.label(cell)),
                 "写明数量、标准或要交的材料，使完成与否可以判断");
  }
}

void untestable_requirements(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::requirement || !input.indicator_of(cell).thresholds.empty()) continue;
    for (const WordHit& hit : hits_of(cell, input.context.untestable)) {
      findings.add(cell, hit.span,
                   fmt::format("「{}」没有可判定的标准",
                               cell.text.substr(hit.span.begin, hit.span.end - hit.span.begin)),
                   input.context.untestable[hit.word].fix);
    }
  }
}

void trend_without_base(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::requirement) continue;
    const PlanIndicator& indicator = input.indicator_of(cell);
    const bool dated = !read_schedule(cell.text, input.base_year).years.empty() ||
                       std::any_of(indicator.tasks.begin(), indicator.tasks.end(),
                                   [](const Task& task) { return !task.schedule.years.empty(); });
    if (dated) continue;
    for (const Threshold& threshold : indicator.thresholds) {
      if (threshold.sense != ThresholdSense::falling && threshold.sense != ThresholdSense::rising) continue;
      findings.add(cell, span_of(cell, threshold.original),
                   fmt::format("「{}」没有写从哪一年到哪一年，指标和任务中都没有年份", threshold.original),
                   "写明比较的年份，例如“2009—2011年逐年下降”");
      break;
    }
  }
}

void missing_scope(const LintInput& input, Findings& findings) {
  if (input.context.scopes.empty()) return;
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::requirement || !hits_of(cell, input.context.scopes).empty()) continue;
    const std::vector<Threshold>& thresholds = input.indicator_of(cell).thresholds;
    const auto rate = std::find_if(thresholds.begin(), thresholds.end(),
                                   [](const Threshold& each) { return each.value && each.unit == "%"; });
    if (rate == thresholds.end()) continue;
    findings.add(cell, span_of(cell, rate->subject),
                 "没有写明统计范围（全市域、市辖区还是建成区），分母不同结果就不同", "写明统计范围");
  }
}

// The scopes that a cell names; general words (城市) name none.
std::set<std::string> scopes_of(const LintInput& input, const LintCell& cell) {
  std::set<std::string> scopes;
  for (const WordHit& hit : hits_of(cell, input.context.scopes))
    scopes.insert(input.context.scopes[hit.word].fix);
  scopes.erase("");
  return scopes;
}

void uneven_scopes(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task) continue;
    const LintCell* requirement = input.requirement_cell(cell.indicator);
    const std::set<std::string> required =
        requirement ? scopes_of(input, *requirement) : std::set<std::string>{};
    if (required.empty()) continue;
    std::set<std::string> told;
    for (const WordHit& hit : hits_of(cell, input.context.scopes)) {
      const std::string& scope = input.context.scopes[hit.word].fix;
      if (scope.empty() || required.count(scope) > 0 || !told.insert(scope).second) continue;
      findings.add(
          cell, hit.span,
          fmt::format("任务的范围是「{}」，指标{}的范围是「{}」",
                      cell.text.substr(hit.span.begin, hit.span.end - hit.span.begin),
                      input.indicator_of(cell).number, join({required.begin(), required.end()}, "、")),
          "统一范围用词，或说明为何不同");
    }
  }
}

}  // namespace

const std::vector<LintRule>& limit_rules() {
  static const std::vector<LintRule> rules = {
      {"LNT051", Severity::warning, "限值与指标不一致", contradicting_limits},
      {"LNT052", Severity::warning, "范围宽于指标", widened_scope},
      {"LNT053", Severity::warning, "限值缺比较词", lost_operators},
      {"LNT054", Severity::note, "没有时间要求", no_time},
      {"LNT055", Severity::warning, "期限早于本表", past_due},
      {"LNT056", Severity::note, "对过去年份提要求", promised_past},
      {"LNT057", Severity::note, "没有可核查结果", no_measurable_result},
      {"LNT058", Severity::note, "指标无法判定", untestable_requirements},
      {"LNT059", Severity::note, "升降没有年份", trend_without_base},
      {"LNT060", Severity::note, "没有统计范围", missing_scope},
      {"LNT061", Severity::warning, "范围用词不一致", uneven_scopes},
  };
  return rules;
}

}  // namespace chuangmo::plan
