#include "publish/dossier/dossier_parts.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/dossier/dossier_binding.h"
#include "publish/number_words.h"

namespace chuangmo::publish {

namespace {

constexpr std::string_view kNothing = "—";
constexpr std::array<const char*, kYearsShown> kYearNames{"年一", "年二", "年三"};

std::string shown(std::string text) {
  return text.empty() ? std::string(kNothing) : text;
}

// The last years, oldest first; fewer leave the first columns empty.
std::array<int, kYearsShown> shown_years(const DossierSource& source) {
  std::array<int, kYearsShown> years{};
  std::vector<int> known = source.years();
  for (int place = kYearsShown - 1; place >= 0 && !known.empty(); --place, known.pop_back())
    years[static_cast<std::size_t>(place)] = known.back();
  return years;
}

// Fills 年一 to 年三 by what `cell` answers for a year.
template <class Cell>
void put_years(ViewValue& row, const DossierSource& source, const Cell& cell) {
  const auto years = shown_years(source);
  for (std::size_t place = 0; place < years.size(); ++place)
    row.put(kYearNames[place], years[place] == 0 ? view_text("") : cell(years[place]));
}

// The latest that ends in the year: figures of school years and quarters have a column too.
const FigureFact* fact_of(const DossierSource& source, const std::string& figure, const std::string& subject,
                          int year) {
  const FigureFact* found = nullptr;
  for (const FigureFact& fact : source.facts.figures) {
    if (fact.figure == figure && fact.subject == subject && (fact.period.end - 1).year() == year)
      found = &fact;
  }
  return found;
}

// The last year of a series that the dossier speaks of; a limit may end before it.
std::string last_year(const DossierSource& source, const ChartSeries& series) {
  std::string last = std::to_string(source.year);
  for (const ChartPoint& point : series.points) {
    if (point.label <= std::to_string(source.year)) last = point.label;
  }
  return last;
}

// What the series is held against in that year: its own limit, or the year before.
std::string series_limit(const CriterionVerdict& criterion, const Chart& chart, const ChartSeries& series,
                         const std::string& year) {
  if (contains(criterion.rule, "falling over")) return "逐年下降";
  if (contains(criterion.rule, "rising over")) return "逐年上升";
  std::string limit = chart.limit;
  for (const ChartPoint& point : series.points) {
    if (!point.limit.empty() && point.label <= year) limit = point.limit;
  }
  return limit.empty() ? "" : relation(criterion) + " " + with_unit(limit, chart.unit);
}

ViewValue series_row(const DossierSource& source, const CriterionVerdict& criterion, const Chart& chart,
                     const ChartSeries& series) {
  ViewValue row = view_record();
  row.put("判据", criterion.id);
  row.put("名称", series.name.empty() ? criterion.name : criterion.name + "（" + series.name + "）");
  row.put("单位", shown(unit_words(chart.unit, Language::zh)));
  put_years(row, source, [&](int year) {
    const std::string label = std::to_string(year);
    const auto point = std::find_if(series.points.begin(), series.points.end(),
                                    [&](const ChartPoint& each) { return each.label == label; });
    return view_text(shown(point == series.points.end() ? "" : point->value),
                     year_binding(criterion.id, series.name, label));
  });
  const std::string year = last_year(source, series);
  row.put("要求", view_text(shown(series_limit(criterion, chart, series, year)),
                            year_binding(criterion.id, series.name, year) + "|limit"));
  return row;
}

ViewValue ends_row(const DossierSource& source, const CriterionVerdict& criterion) {
  ViewValue row = view_record();
  row.put("判据", criterion.id);
  row.put("名称", criterion.name);
  row.put("单位", shown(unit_words(criterion.unit, Language::zh)));
  put_years(row, source, [&](int year) {
    const CriterionVerdict* then = verdict_of(*source.by_year.at(year), criterion.id);
    std::string value = then == nullptr ? "" : measured_text(*then);
    if (value.empty() && then != nullptr) value = outcome_name_zh(then->outcome);
    return view_text(shown(std::move(value)), verdict_binding(criterion.id, year, "result"));
  });
  row.put("要求",
          view_text(shown(limit_text(criterion)), verdict_binding(criterion.id, source.year, "limit")));
  return row;
}

}  // namespace

std::vector<int> DossierSource::years() const {
  std::vector<int> all;
  for (const auto& [known, evaluation] : by_year) all.push_back(known);
  return all;
}

std::string unstopped(std::string text) {
  for (const std::string_view stop : {"。", "；", "，", "."}) {
    if (ends_with(text, stop)) text.resize(text.size() - stop.size());
  }
  return text;
}

std::string number_of(int indicator) {
  return fmt::format("{:02}", indicator);
}

std::string volume_id(std::string_view code, int indicator) {
  return std::string(code) + number_of(indicator);
}

const IndicatorVerdict* verdict_of(const Evaluation& evaluation, int indicator) {
  for (const IndicatorVerdict& verdict : evaluation.indicators) {
    if (verdict.number == indicator) return &verdict;
  }
  return nullptr;
}

const CriterionVerdict* verdict_of(const Evaluation& evaluation, const std::string& criterion) {
  for (const IndicatorVerdict& verdict : evaluation.indicators) {
    for (const CriterionVerdict& each : verdict.criteria) {
      if (each.id == criterion) return &each;
    }
  }
  return nullptr;
}

void put_cover(ViewValue& view, const DossierSource& source) {
  view.put("标题", source.title);
  view.put("城市", source.city);
  view.put("年度", std::to_string(source.year));
  view.put("档案", source.shape.title);
  view.put("编制单位", source.shape.compiled_by);
  view.put("截止", fmt::format("{}年12月31日", source.year));
  const auto years = shown_years(source);
  for (std::size_t place = 0; place < years.size(); ++place)
    view.put(kYearNames[place], years[place] == 0 ? "" : std::to_string(years[place]));
}

ViewValue criterion_row(const DossierSource& source, const CriterionVerdict& criterion) {
  const auto bound = [&](std::string text, std::string_view aspect) {
    return view_text(shown(std::move(text)), verdict_binding(criterion.id, source.year, aspect));
  };
  ViewValue row = view_record();
  row.put("编号", criterion.id);
  row.put("名称", criterion.name);
  row.put("要求", bound(limit_text(criterion), "limit"));
  row.put("实测", bound(measured_words(criterion, Language::zh), "value"));
  row.put("判定", bound(std::string(outcome_name_zh(criterion.outcome)), "outcome"));
  row.put("余量", bound(room_text(criterion), "room"));
  row.put("参与判定", view_flag(criterion.decides));
  return row;
}

std::vector<ViewValue> year_rows(const DossierSource& source, const IndicatorVerdict& indicator) {
  std::vector<ViewValue> rows;
  for (const CriterionVerdict& criterion : indicator.criteria) {
    const auto trend = std::find_if(source.charts.begin(), source.charts.end(), [&](const Chart& chart) {
      return chart.kind == ChartKind::trend && chart.criterion == criterion.id;
    });
    if (trend == source.charts.end()) {
      rows.push_back(ends_row(source, criterion));
      continue;
    }
    for (const ChartSeries& series : trend->series)
      rows.push_back(series_row(source, criterion, *trend, series));
  }
  return rows;
}

std::vector<ViewValue> figure_rows(const DossierSource& source, const FigureDefinition& figure) {
  std::vector<ViewValue> rows;
  const std::size_t count = std::max<std::size_t>(1, figure.subjects.size());
  for (std::size_t place = 0; place < count; ++place) {
    const std::string subject = figure.subjects.empty() ? "" : figure.subjects[place];
    const std::string name = place < figure.subject_names.size() ? figure.subject_names[place] : subject;
    ViewValue row = view_record();
    row.put("名称", name.empty() ? figure.name : figure.name + "（" + name + "）");
    row.put("单位", shown(unit_words(figure.unit, Language::zh)));
    put_years(row, source, [&](int year) {
      const FigureFact* fact = fact_of(source, figure.key, subject, year);
      return view_text(
          shown(fact == nullptr ? "" : fact->value.text()),
          figure_binding(figure.key, subject, fact == nullptr ? std::to_string(year) : fact->period.text()));
    });
    const FigureFact* latest = fact_of(source, figure.key, subject, source.year);
    row.put("供数单位",
            shown(latest == nullptr || latest->origin.unit.empty() ? figure.supplier : latest->origin.unit));
    row.put("出处", shown(latest == nullptr ? "" : latest->origin.file));
    rows.push_back(std::move(row));
  }
  return rows;
}

ViewValue task_row(const DossierSource& source, const DossierTask& task) {
  ViewValue row = view_record();
  row.put("编号", task.label);
  row.put("内容", task.text);
  row.put("责任单位", shown(join(task.leads, "、")));
  row.put("配合单位", shown(join(task.cooperating, "、")));
  row.put("进展", view_text(shown(task.state), task_binding(task.label, source.year, "state")));
  row.put("有报告", view_flag(!task.report.empty()));
  row.put("报告", view_text(task.report, task_binding(task.label, source.year, "report")));
  row.put("报告单位", task.report_unit);
  row.put("报告期", task.report_period);
  return row;
}

ViewValue paper_row(const DossierPaper& paper, const std::string& binding) {
  ViewValue row = view_record();
  row.put("编号", paper.number, binding);
  row.put("名称", paper.name);
  row.put("单位", shown(paper.unit));
  row.put("期间", shown(paper.period));
  row.put("判据", join(paper.criteria, "、"));
  row.put("收到", paper.stored_on.text());
  row.put("报送", shown(paper.submission));
  constexpr std::size_t kDigestShown = 12;
  row.put("摘要", paper.digest.substr(0, kDigestShown));
  row.put("文件", paper.path);
  return row;
}

}  // namespace chuangmo::publish
