#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/dossier/dossier_binding.h"
#include "publish/dossier/dossier_parts.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {

namespace {

constexpr std::size_t kMostMissing = 40;

ViewValue requirement_rows(const DossierSource& source, const IndicatorVerdict& verdict) {
  ViewValue list = view_list();
  for (const CriterionVerdict& criterion : verdict.criteria) {
    const CriterionDefinition* definition = definition_of(source.pack, verdict.number, criterion.id);
    const RuleWords* words = words_of(source.rules, criterion.id);
    ViewValue row = view_record();
    row.put("编号", criterion.id);
    row.put("名称", criterion.name);
    row.put("计算", words == nullptr ? criterion.rule : words->sentence);
    row.put("口径", definition == nullptr || definition->scope.empty() ? "—" : definition->scope);
    row.put("依据", definition == nullptr ? "—" : citation_words(definition->citation));
    row.put("佐证要求", definition == nullptr || definition->evidence.empty() ? "—" : definition->evidence);
    row.put("参与判定", view_flag(criterion.decides));
    list.items.push_back(std::move(row));
  }
  return list;
}

// Every figure that the indicator asks for, once.
ViewValue basic_rows(const DossierSource& source, const IndicatorVerdict& verdict) {
  std::vector<std::string> keys;
  for (const CriterionVerdict& criterion : verdict.criteria) {
    const auto of_criterion = source.figures_of.find(criterion.id);
    if (of_criterion == source.figures_of.end()) continue;
    for (const std::string& key : of_criterion->second) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
  }
  ViewValue list = view_list();
  for (const std::string& key : keys) {
    const FigureDefinition* figure = source.pack.figure(key);
    if (figure == nullptr) continue;
    for (ViewValue& row : figure_rows(source, *figure)) list.items.push_back(std::move(row));
  }
  return list;
}

ViewValue task_rows(const DossierSource& source, int indicator) {
  ViewValue list = view_list();
  for (const DossierTask& task : source.tasks) {
    if (task.indicator == indicator) list.items.push_back(task_row(source, task));
  }
  return list;
}

ViewValue report_rows(const DossierSource& source, int indicator) {
  ViewValue list = view_list();
  for (const DossierTask& task : source.tasks) {
    if (task.indicator == indicator && !task.report.empty()) list.items.push_back(task_row(source, task));
  }
  return list;
}

ViewValue supply_rows(const DossierSource& source, int indicator) {
  ViewValue list = view_list();
  const auto supplies = source.supplies.find(indicator);
  if (supplies == source.supplies.end()) return list;
  for (const DossierSupply& supply : supplies->second) {
    ViewValue row = view_record();
    row.put("项目", supply.name);
    row.put("单位", supply.unit);
    row.put("期间", supply.periods);
    row.put("出处", supply.source);
    row.put("收到", supply.on.text());
    list.items.push_back(std::move(row));
  }
  return list;
}

ViewValue paper_rows(const DossierSource& source, int indicator) {
  ViewValue list = view_list();
  for (const DossierPaper& paper : source.papers) {
    if (paper.indicator == indicator) list.items.push_back(paper_row(paper));
  }
  return list;
}

ViewValue missing_rows(const IndicatorVerdict& verdict) {
  ViewValue list = view_list();
  for (const MissingGroup& group : grouped(missing_of(verdict))) {
    if (list.items.size() == kMostMissing) break;
    ViewValue row = view_record();
    row.put("项目", group.item.name);
    row.put("期间", periods_text(group));
    row.put("单位", group.item.supplier.empty() ? "—" : group.item.supplier);
    row.put("原因", group.item.reason);
    list.items.push_back(std::move(row));
  }
  return list;
}

// The first trend of the indicator with its limit, as a drawing.
std::optional<ViewChart> drawing_of(const DossierSource& source, int indicator) {
  const auto found = std::find_if(source.charts.begin(), source.charts.end(), [&](const Chart& chart) {
    return chart.indicator == indicator && chart.kind == ChartKind::trend && chart.scale == ChartScale::plain;
  });
  if (found == source.charts.end() || found->series.empty()) return std::nullopt;
  ViewChart chart;
  chart.kind = ViewChart::Kind::lines;  // bars would have to begin at 0
  chart.title = found->title;
  chart.unit = unit_words(found->unit, Language::zh);
  for (const ChartPoint& point : found->series.front().points) chart.categories.push_back(point.label);
  for (const ChartSeries& series : found->series) {
    ViewChart::Series drawn{series.name.empty() ? found->title : series.name, {}, "", false};
    for (const ChartPoint& point : series.points) drawn.values.push_back(point.value);
    chart.series.push_back(std::move(drawn));
  }
  if (!found->limit.empty())
    chart.series.push_back(
        {"限值", std::vector<std::string>(chart.categories.size(), found->limit), "C00000", true});
  return chart;
}

}  // namespace

ViewValue indicator_view(const DossierSource& source, const IndicatorVerdict& verdict) {
  const IndicatorDefinition* indicator = source.pack.indicator(verdict.number);
  ViewValue view = view_record();
  put_cover(view, source);
  view.put("卷号", volume_id("A", verdict.number));
  view.put("指标号", std::to_string(verdict.number));
  view.put("指标", verdict.name);
  view.put("组别", indicator == nullptr ? "" : indicator->group);
  view.put("要求", indicator == nullptr ? "" : unstopped(indicator->requirement));
  const auto planned = std::find_if(source.plan.indicators.begin(), source.plan.indicators.end(),
                                    [&](const PlanIndicator& each) { return each.number == verdict.number; });
  const bool is_planned = planned != source.plan.indicators.end();
  view.put("在任务书", view_flag(is_planned));
  view.put("任务书要求", is_planned ? unstopped(planned->requirement) : "");
  view.put("考核", requirement_rows(source, verdict));
  ViewValue& basic = view.put("数据", basic_rows(source, verdict));
  const bool has_figures = !basic.items.empty();
  view.put("有数据", view_flag(has_figures));
  view.put("结论", std::string(outcome_name_zh(verdict.outcome)),
           verdict_binding(std::to_string(verdict.number), source.year, "outcome"));
  const Wording wording{Language::zh, source.pack, source.rules, &source.plan};
  view.put("说明", sentence_words(verdict, wording),
           verdict_binding(std::to_string(verdict.number), source.year, "sentence"));
  ViewValue criteria = view_list();
  for (const CriterionVerdict& criterion : verdict.criteria)
    criteria.items.push_back(criterion_row(source, criterion));
  view.put("完成", std::move(criteria));
  view.put("三年", view_list(year_rows(source, verdict)));
  const std::optional<ViewChart> chart = drawing_of(source, verdict.number);
  view.put("有图", view_flag(chart.has_value()));
  view.put("趋势图", chart ? view_chart(*chart) : view_chart({}));
  ViewValue missing = missing_rows(verdict);
  view.put("有缺项", view_flag(!missing.items.empty()));
  view.put("缺项", std::move(missing));
  view.put("任务", task_rows(source, verdict.number));
  ViewValue reports = report_rows(source, verdict.number);
  view.put("有报告", view_flag(!reports.items.empty()));
  view.put("进展报告", std::move(reports));
  ViewValue supplies = supply_rows(source, verdict.number);
  view.put("有来源", view_flag(!supplies.items.empty()));
  view.put("来源", std::move(supplies));
  ViewValue papers = paper_rows(source, verdict.number);
  view.put("有佐证", view_flag(!papers.items.empty()));
  view.put("佐证", std::move(papers));
  return view;
}

}  // namespace chuangmo::publish
