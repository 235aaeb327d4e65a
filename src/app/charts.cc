#include <algorithm>
#include <map>

#include "app/verdicts.h"
#include "base/text.h"
#include "base/unit.h"
#include "eval/evaluate.h"
#include "publish/trace_path.h"

namespace chuangmo::app {

using publish::Chart;
using publish::ChartKind;

namespace {

constexpr std::size_t kMostBars = 40;

// The number of a node in the wanted unit, as text; "" when it is unknown or does not fit.
std::string number_text(const TraceNode& node, const std::string& unit) {
  const auto value = Rational::parse(node.value);
  const auto from = parse_unit(node.unit);
  const auto to = parse_unit(unit);
  if (!value || !from || !to) return "";
  const auto converted = convert(*value, *from, *to);
  return converted ? display(*converted, 4) : "";
}

// The first comparison in a tree; nullptr when there is none.
const TraceNode* comparison(const TraceNode& node) {
  if (node.op == "compare" && node.children.size() == 2) return &node;
  for (const TraceNode& child : node.children) {
    if (child.op == "compare") return comparison(child);
  }
  return node.children.size() == 1 ? comparison(node.children.front()) : nullptr;
}

// Its left side, else the tree's own number.
const TraceNode& measured(const TraceNode& node) {
  if (const TraceNode* compared = comparison(node)) return compared->children.front();
  return node.children.size() == 1 ? measured(node.children.front()) : node;
}

struct YearValues {
  std::vector<std::string> order;  // series as first met
  std::map<std::string, std::vector<publish::ChartPoint>> series;
  std::string unit;
};

// Members of each/falling that are bound to a year: one point each, a series per other binding.
void collect_years(const TraceNode& node, const std::string& outer, YearValues& values) {
  for (const TraceNode& child : node.children) {
    const std::string* year = child.op == "member" ? publish::detail_of(child, "year") : nullptr;
    std::string name = outer;
    for (const auto& [key, value] : child.details) {
      if (child.op == "member" && key != "year" && key != "factor") name = value;
    }
    if (year == nullptr) {
      collect_years(child, name, values);
      continue;
    }
    const TraceNode& number = measured(child);
    if (values.unit.empty()) values.unit = number.unit;
    if (!values.series.contains(name)) values.order.push_back(name);
    const TraceNode* compared = comparison(child);
    values.series[name].push_back(
        {*year, number_text(number, values.unit), number.value == "unknown" ? "数据不全" : "",
         compared == nullptr ? "" : number_text(compared->children[1], values.unit)});
    publish::ChartPoint& point = values.series[name].back();
    point.is_valid = !point.value.empty();
    point.breaks_limit = compared != nullptr && compared->value == "false";
  }
}

std::string limit_number(const std::string& limit) {
  const std::size_t digits = limit.find_first_of("-0123456789");
  return digits == std::string::npos ? "" : limit.substr(digits);
}

Chart chart_of(const IndicatorDefinition& indicator, const CriterionVerdict& verdict, ChartKind kind) {
  Chart chart;
  chart.indicator = indicator.number;
  chart.kind = kind;
  chart.criterion = verdict.id;
  chart.title = verdict.name;
  const auto criterion = std::find_if(indicator.criteria.begin(), indicator.criteria.end(),
                                      [&](const CriterionDefinition& each) { return each.id == verdict.id; });
  const bool has_english = criterion != indicator.criteria.end() && !criterion->name_en.empty();
  chart.title_en = has_english ? criterion->name_en : indicator.name_en + " · " + verdict.id;
  chart.unit = verdict.unit;
  chart.limit = limit_number(verdict.limit);
  chart.limit_is_ceiling = starts_with(verdict.limit, "<");
  return chart;
}

// One limit for all is a line. Several series are drawn against their limits, or else from their first year.
void settle_limits(Chart& chart, bool is_falling) {
  bool all_have = true;
  bool all_same = true;
  const std::string first = chart.series.front().points.front().limit;
  for (const publish::ChartSeries& series : chart.series) {
    for (const publish::ChartPoint& point : series.points) {
      all_have = all_have && !point.limit.empty();
      all_same = all_same && point.limit == first;
    }
  }
  if (is_falling || !all_have || all_same) {
    for (publish::ChartSeries& series : chart.series) {
      for (publish::ChartPoint& point : series.points) point.limit.clear();
    }
  }
  if (is_falling || !all_have) chart.limit.clear();
  if (all_have && all_same && !is_falling) chart.limit = first;
  if (all_have && !all_same) chart.limit.clear();
  if (chart.series.size() == 1 || (all_same && !is_falling)) return;
  chart.scale = all_have && !is_falling ? publish::ChartScale::of_limit : publish::ChartScale::of_first;
}

void add_trend(const IndicatorDefinition& indicator, const CriterionVerdict& verdict,
               std::vector<Chart>& charts) {
  YearValues values;
  values.unit = verdict.unit;
  collect_years(verdict.trace, "", values);
  if (values.order.empty()) return;
  const bool numbers = std::any_of(values.series.begin(), values.series.end(), [](const auto& entry) {
    return std::any_of(entry.second.begin(), entry.second.end(),
                       [](const auto& p) { return !p.value.empty(); });
  });
  if (!numbers) return;
  Chart chart = chart_of(indicator, verdict, ChartKind::trend);
  chart.unit = values.unit;
  for (const std::string& name : values.order) chart.series.push_back({name, name, values.series[name]});
  settle_limits(chart, contains(verdict.rule, "falling"));
  charts.push_back(std::move(chart));
}

const TraceNode* find_place_mean(const TraceNode& node) {
  if (node.op == "method:mean" || node.op == "method:length_weighted_mean") return &node;
  for (const TraceNode& child : node.children) {
    if (const TraceNode* found = find_place_mean(child)) return found;
  }
  return nullptr;
}

publish::ChartPoint place_point(const TraceNode& place, const std::string& unit) {
  publish::ChartPoint point{place.text, number_text(place, unit)};
  point.is_valid = !point.value.empty();
  if (const std::string* station = publish::detail_of(place, "station")) point.station = *station;
  if (const std::string* length = publish::detail_of(place, "weight")) {
    point.weight = *length;
    point.weight_unit = "m";
  }
  return point;
}

void add_bars(const IndicatorDefinition& indicator, const CriterionVerdict& verdict,
              std::vector<Chart>& charts) {
  const TraceNode* mean = find_place_mean(verdict.trace);
  if (mean == nullptr) return;
  std::vector<const TraceNode*> places;
  for (const TraceNode& child : mean->children) {
    if (child.op == "reading" && child.value != "unknown") places.push_back(&child);
  }
  std::stable_sort(places.begin(), places.end(), [](const TraceNode* a, const TraceNode* b) {
    return Rational::parse(b->value).value_or(Rational(0)) < Rational::parse(a->value).value_or(Rational(0));
  });
  if (places.size() > kMostBars) places.resize(kMostBars);
  Chart chart = chart_of(indicator, verdict, ChartKind::bars);
  chart.series.push_back({});
  for (const TraceNode* place : places) chart.series[0].points.push_back(place_point(*place, verdict.unit));
  if (!places.empty()) charts.push_back(std::move(chart));
}

// A number of the assessed year alone, which the years before have as well; a window of several years is
// none.
bool is_yearly(const CriterionVerdict& verdict) {
  if (comparison(verdict.trace) == nullptr || contains(verdict.rule, "last ")) return false;
  YearValues years;
  collect_years(verdict.trace, "", years);
  return years.order.empty() && find_place_mean(verdict.trace) == nullptr;
}

publish::ChartPoint year_point(const CriterionVerdict& verdict, int year, const std::string& unit) {
  const TraceNode* compared = comparison(verdict.trace);
  publish::ChartPoint point{std::to_string(year)};
  if (compared != nullptr) point.value = number_text(compared->children.front(), unit);
  point.is_valid = !point.value.empty();
  point.note = point.is_valid ? "" : "数据不全";
  point.breaks_limit = point.is_valid && compared->value == "false";
  return point;
}

// As if the last of the assessment years were this one.
Evaluation judged_of_year(const Pack& pack, const Standards& standards, const Judgement& judgement,
                          int indicator, int year) {
  Pack until = pack;
  std::erase_if(until.years, [year](int each) { return each > year; });
  const Evaluation& now = judgement.evaluation;
  return eval::evaluate(until, standards, judgement.facts,
                        {now.programme, Period::of_year(year).end - 1, now.known_at, now.pinned, indicator});
}

}  // namespace

std::vector<Chart> yearly_charts(const Pack& pack, const Standards& standards, const Judgement& judgement,
                                 int indicator) {
  std::vector<Chart> all;
  const IndicatorVerdict& now = judgement.evaluation.indicators.front();
  if (std::none_of(now.criteria.begin(), now.criteria.end(), is_yearly)) return all;
  std::vector<Evaluation> years;
  for (const int year : pack.years) {
    if (year != pack.years.back())
      years.push_back(judged_of_year(pack, standards, judgement, indicator, year));
  }
  for (std::size_t at = 0; at < now.criteria.size(); ++at) {
    if (!is_yearly(now.criteria[at])) continue;
    Chart chart = chart_of(*pack.indicator(indicator), now.criteria[at], ChartKind::trend);
    chart.series.push_back({});
    auto& points = chart.series[0].points;
    for (std::size_t i = 0; i < years.size(); ++i)
      points.push_back(year_point(years[i].indicators.front().criteria[at], pack.years[i], chart.unit));
    points.push_back(year_point(now.criteria[at], pack.years.back(), chart.unit));
    if (std::any_of(points.begin(), points.end(), [](const auto& each) { return each.is_valid; }))
      all.push_back(std::move(chart));
  }
  return all;
}

std::vector<Chart> charts(const Pack& pack, const Evaluation& evaluation) {
  std::vector<Chart> all;
  for (const IndicatorVerdict& verdict : evaluation.indicators) {
    const IndicatorDefinition* indicator = pack.indicator(verdict.number);
    if (indicator == nullptr) continue;
    for (const CriterionVerdict& criterion : verdict.criteria) {
      add_trend(*indicator, criterion, all);
      add_bars(*indicator, criterion, all);
    }
  }
  return all;
}

}  // namespace chuangmo::app
