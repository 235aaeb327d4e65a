#include <algorithm>
#include <map>

#include "app/verdicts.h"
#include "base/text.h"
#include "base/unit.h"
#include "eval/evaluate.h"

namespace chuangmo::app {

using publish::Chart;
using publish::ChartKind;

namespace {

constexpr std::size_t kMostBars = 40;

const std::string* detail(const TraceNode& node, std::string_view key) {
  for (const auto& [name, value] : node.details) {
    if (name == key) return &value;
  }
  return nullptr;
}

// The number of a node in the wanted unit, as text; "" when it is unknown or does not fit.
std::string number_text(const TraceNode& node, const std::string& unit) {
  const auto value = Rational::parse(node.value);
  const auto from = parse_unit(node.unit);
  const auto to = parse_unit(unit);
  if (!value || !from || !to) return "";
  const auto converted = convert(*value, *from, *to);
  return converted ? display(*converted, 4) : "";
}

// The left side of the first comparison in a tree, else the tree's own number.
const TraceNode& measured(const TraceNode& node) {
  if (node.op == "compare" && !node.children.empty()) return node.children.front();
  for (const TraceNode& child : node.children) {
    if (child.op == "compare") return measured(child);
  }
  if (node.children.size() == 1) return measured(node.children.front());
  return node;
}

struct YearValues {
  std::vector<std::string> order;  // series as first met
  std::map<std::string, std::vector<publish::ChartPoint>> series;
  std::string unit;
};

// Members of each/falling that are bound to a year: one point each, a series per other binding.
void collect_years(const TraceNode& node, const std::string& outer, YearValues& values) {
  for (const TraceNode& child : node.children) {
    const std::string* year = child.op == "member" ? detail(child, "year") : nullptr;
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
    values.series[name].push_back(
        {*year, number_text(number, values.unit), number.value == "unknown" ? "数据不全" : ""});
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
  chart.title = verdict.name;
  chart.title_en = indicator.name_en;
  chart.unit = verdict.unit;
  chart.limit = limit_number(verdict.limit);
  chart.limit_is_ceiling = starts_with(verdict.limit, "<");
  return chart;
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
  if (values.order.size() > 1 || contains(verdict.rule, "falling")) chart.limit.clear();
  for (const std::string& name : values.order) chart.series.push_back({name, name, values.series[name]});
  charts.push_back(std::move(chart));
}

const TraceNode* find_place_mean(const TraceNode& node) {
  if (node.op == "method:mean" || node.op == "method:length_weighted_mean") return &node;
  for (const TraceNode& child : node.children) {
    if (const TraceNode* found = find_place_mean(child)) return found;
  }
  return nullptr;
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
  for (const TraceNode* place : places)
    chart.series[0].points.push_back({place->text, number_text(*place, verdict.unit), ""});
  if (!places.empty()) charts.push_back(std::move(chart));
}

// A calendar of day levels for every assessment year, the latest first.
void add_calendars(const Workspace& workspace, const Library& library, const Judgement& judgement,
                   const IndicatorDefinition& indicator, const StationSetDefinition& set,
                   std::vector<Chart>& charts) {
  for (auto year = workspace.pack.years.rbegin(); year != workspace.pack.years.rend(); ++year) {
    const auto days = eval::day_levels(workspace.pack, library.standards, judgement.facts,
                                       judgement.evaluation.as_of, set, *year);
    Chart chart;
    chart.indicator = indicator.number;
    chart.kind = ChartKind::calendar;
    const std::string index = days.empty() ? "" : days.front().index_name;
    chart.title = fmt::format("{} 年逐日空气质量级别（{}）", *year, index);
    chart.title_en = fmt::format("Air quality level by day, {} ({})", *year, index);
    const Edition* edition =
        library.standards.in_force(index == "AQI" ? "HJ 633" : "API", Date::of(*year, 12, 31));
    if (edition == nullptr) continue;
    for (const IndexLevel& level : edition->levels) {
      chart.levels.push_back({level.grade, level.name, level.name, level.colour, level.high <= 100});
    }
    for (const eval::DayLevel& day : days) {
      chart.days.push_back({day.day, day.level == nullptr ? "" : day.level->grade,
                            day.index ? std::to_string(*day.index) : ""});
    }
    charts.push_back(std::move(chart));
  }
}

}  // namespace

std::vector<Chart> charts(const Workspace& workspace, const Library& library, const Judgement& judgement) {
  std::vector<Chart> all;
  for (const IndicatorVerdict& verdict : judgement.evaluation.indicators) {
    const IndicatorDefinition* indicator = workspace.pack.indicator(verdict.number);
    if (indicator == nullptr) continue;
    bool has_air = false;
    for (const CriterionVerdict& criterion : verdict.criteria) {
      add_trend(*indicator, criterion, all);
      add_bars(*indicator, criterion, all);
      has_air = has_air || contains(criterion.rule, "api(air)") || contains(criterion.rule, "aqi(air)");
    }
    const StationSetDefinition* air = workspace.pack.station_set("air");
    if (has_air && air != nullptr) add_calendars(workspace, library, judgement, *indicator, *air, all);
  }
  return all;
}

}  // namespace chuangmo::app
