#include "publish/explain_text.h"

#include <algorithm>

#include "base/text.h"
#include "publish/line_breaks.h"
#include "publish/number_words.h"
#include "publish/reading_aid.h"
#include "publish/trace_path.h"
#include "publish/trace_text.h"

namespace chuangmo::publish {
namespace {

std::string mark_of(Outcome outcome) {
  return std::string(outcome_sign(outcome)) + " " + std::string(outcome_name_zh(outcome));
}

std::string missing_words(const MissingGroup& group) {
  const MissingItem& item = group.item;
  std::string words = item.name.empty() ? item.what : item.name;
  if (!item.period.empty()) words += "，" + periods_text(group);
  if (!item.supplier.empty()) words += "，" + item.supplier;
  if (!item.reason.empty()) words += "：" + item.reason;
  return words;
}

std::string clause_words(const ExplainContext& context, int indicator, const std::string& criterion) {
  const CriterionDefinition* definition =
      context.pack == nullptr ? nullptr : definition_of(*context.pack, indicator, criterion);
  if (definition == nullptr || definition->citation.document.empty()) return "";
  return citation_words(definition->citation);
}

// Best and worst case are said even where they do not differ: a reader shall not have to guess.
void write_bounds(TerminalPage& page, const CriterionVerdict& criterion) {
  const std::string best = bound_text(criterion.best, criterion, Language::zh);
  const std::string worst = bound_text(criterion.worst, criterion, Language::zh);
  if (best.empty() && worst.empty()) {
    const std::string value =
        criterion.value.empty() ? "" : with_unit(measured_text(criterion), criterion.unit);
    const bool is_known = !value.empty() && criterion.missing.empty();
    page.field("最好/最坏", is_known                    ? "数据已齐，都是 " + value
                            : criterion.missing.empty() ? "数据已齐"
                                                        : "尚无法估计");
  } else {
    page.field("最好情况", best.empty() ? "没有上限" : best);
    page.field("最坏情况", worst.empty() ? "无法估计" : worst);
  }
  const bool is_settled = criterion.missing.empty() && criterion.would_decide.empty();
  page.field("取决于", is_settled ? "已定，不取决于任何尚缺的数据" : readable(criterion.would_decide));
}

void write_standing(TerminalPage& page, const CriterionVerdict& criterion, const std::string& clause) {
  page.field("出处", clause);
  page.field("所用标准", criterion.editions.empty() ? "未引用有版本的标准" : join(criterion.editions, "、"));
  const bool doubtful = is_doubtful(criterion.weakest);
  page.field(
      "可信程度",
      (doubtful ? "⚠ " : "") + ("所用数字中最弱者：" + std::string(confidence_name_zh(criterion.weakest))),
      doubtful ? Ink::amber : Ink::plain);
}

// The root says the rule again; the reader has just seen it.
TraceNode rule_head(const CriterionVerdict& criterion) {
  const TraceNode& trace = criterion.trace;
  if (trace.op == "compare" || trace.text != criterion.rule) return trace;
  TraceNode head;
  head.op = trace.op;
  head.text = "规则";
  head.value = trace.value;
  head.low = trace.low;
  head.high = trace.high;
  head.unit = trace.unit;
  head.shown = trace.shown;
  head.details = trace.details;
  head.citation = trace.citation;
  return head;
}

void write_criterion(TerminalPage& page, int indicator, const CriterionVerdict& criterion,
                     const ExplainDepth& depth, const ExplainContext& context) {
  const RuleWords* rule = context.glossary == nullptr ? nullptr : words_of(*context.glossary, criterion.id);
  page.blank();
  page.line("", "  ",
            criterion.id + "  " + criterion.name + (criterion.decides ? "" : "（仅监测，不参与判定）"),
            Ink::bold);
  page.field("判定", mark_of(criterion.outcome), outcome_ink(criterion.outcome));
  page.field("规则", rule == nullptr ? "" : rule->sentence);
  page.field("规则原文", criterion.rule, Ink::dim);
  page.field("实际/限值", value_against_limit(criterion));
  write_bounds(page, criterion);
  page.field("还来得及吗", reach_and_room(criterion, Language::zh, false));
  write_standing(page, criterion, clause_words(context, indicator, criterion.id));
  for (const MissingGroup& group : grouped(criterion.missing)) {
    const bool later = group.item.in_future;
    page.field(later ? "尚未到期" : "缺少", missing_words(group), later ? Ink::dim : Ink::amber);
  }
  page.line("  ", "  ", "依据：" + node_line(rule_head(criterion), rule), node_ink(criterion.trace));
  write_tree(page, criterion.trace, rule, {depth.full, depth.children});
}

void write_next(TerminalPage& page, const IndicatorVerdict& indicator, const ExplainDepth& depth,
                const std::string& workspace) {
  const std::string number = std::to_string(indicator.number);
  const std::string where = workspace.empty() || workspace == "." ? "" : " -w " + workspace;
  std::string day;
  for (const CriterionVerdict& criterion : indicator.criteria) {
    if (day.empty()) day = deciding_day(criterion.trace);
  }
  page.blank();
  page.line("", "", "接下来", Ink::bold);
  const auto step = [&](const std::string& command, const std::string& why) {
    page.line("  ", "      ", kept_together("chuangmo " + command) + "  " + why);
  };
  if (!depth.full) step("explain " + number + where + " --full", "不省略，直到每一个数据");
  if (!day.empty()) step("explain " + number + where + " --day " + day, "这一天各点位的逐时值");
  step("verdict export " + number + where + " -o " + number + ".json", "写出可独立核验的证明");
}

}  // namespace

std::string explain_text(const IndicatorVerdict& indicator, const TerminalLook& look,
                         const ExplainDepth& depth, const ExplainContext& context) {
  TerminalPage page(look);
  page.line("", "", "指标 " + std::to_string(indicator.number) + "  " + indicator.name, Ink::bold);
  page.line("", "  ", std::string(outcome_sign(indicator.outcome)) + " " + readable(indicator.sentence),
            outcome_ink(indicator.outcome));
  for (const CriterionVerdict& criterion : indicator.criteria)
    write_criterion(page, indicator.number, criterion, depth, context);
  write_next(page, indicator, depth, context.workspace);
  return page.take();
}

std::string trace_text(const std::string& title, const TraceNode& trace, const TerminalLook& look) {
  TerminalPage page(look);
  page.line("", "", title, Ink::bold);
  page.line("  ", "  ", node_line(trace, nullptr), node_ink(trace));
  write_tree(page, trace, nullptr, {.all = true});
  return page.take();
}

}  // namespace chuangmo::publish
