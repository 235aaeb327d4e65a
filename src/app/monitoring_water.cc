#include <algorithm>

#include "app/monitoring.h"
#include "base/text.h"
#include "methods/registry.h"
#include "methods/water_class.h"
#include "publish/trace_path.h"

namespace chuangmo::app {

using publish::ClassCell;
using publish::ClassRow;

namespace {

constexpr int kBestClass = 1;

std::string detail(const TraceNode& node, const std::string& name) {
  const std::string* text = publish::detail_of(node, name);
  return text == nullptr ? "" : *text;
}

// The parameters of a section that have no value in the period.
std::string unknown_parameters(const TraceNode& section) {
  std::vector<std::string> names;
  for (const TraceNode& child : section.children) {
    if (child.value == "unknown") names.push_back(detail(child, "parameter"));
  }
  return join(names, " ");
}

ClassCell class_cell(const eval::FactView& view, const Station& station, const Period& period) {
  ClassCell cell;
  if (view.is_future(period)) {
    cell.kind = ClassCell::Kind::ahead;
    return cell;
  }
  std::vector<rule::Argument> arguments(1);
  arguments[0].kind = ArgumentKind::station;
  arguments[0].station = &station;
  const rule::Answer answer = view.call(*methods::signature("water_class"), arguments, period);
  const auto& water = std::get<rule::Ordinal>(answer.value);
  const auto target = methods::water_class_from(station.target_class);
  cell.breaks = target && water.low + 1 > *target;  // ranks count from 0
  if (!water.is_exact()) {
    cell.cause = unknown_parameters(answer.trace);
    return cell;
  }
  cell.kind = ClassCell::Kind::known;
  cell.level = water.low + 1;
  cell.text = std::string(methods::water_class_name(cell.level));
  cell.cause = detail(answer.trace, "deciding");
  return cell;
}

ClassCell source_cell(const TraceNode& month, bool is_ahead) {
  ClassCell cell;
  if (is_ahead) {
    cell.kind = ClassCell::Kind::ahead;
  } else if (month.value == "unknown") {
    cell.cause = detail(month, "missing");
  } else {
    cell.kind = ClassCell::Kind::known;
    cell.breaks = month.value == "false";
    cell.level = cell.breaks ? methods::kWorstWaterClass : kBestClass;
    cell.text = cell.breaks ? "✕" : "✓";
    cell.cause = detail(month, "failing");
  }
  return cell;
}

std::vector<int> begun_years(const eval::FactView& view) {
  std::vector<int> years = view.pack().years;
  std::erase_if(years, [&](int year) { return Date::of(year, 1, 1) > view.as_of(); });
  return years;
}

std::vector<rule::Argument> set_argument(const StationSetDefinition& set) {
  std::vector<rule::Argument> arguments(1);
  arguments[0].kind = ArgumentKind::station_set;
  arguments[0].station_set = &set;
  return arguments;
}

// The limit of the criterion that asks for the mean.
std::string limit_of(const Evaluation& evaluation, const MonitoredSet& set) {
  for (const IndicatorVerdict& indicator : evaluation.indicators) {
    if (std::find(set.indicators.begin(), set.indicators.end(), indicator.number) == set.indicators.end())
      continue;
    for (const CriterionVerdict& criterion : indicator.criteria) {
      if (contains(criterion.rule, set.set->key) && !criterion.limit.empty()) return criterion.limit;
    }
  }
  return "";
}

}  // namespace

publish::WaterMonitoring water_monitoring(const eval::FactView& view, const MonitoredSet& set) {
  publish::WaterMonitoring water;
  water.name = set.set->name;
  water.name_en = set.set->name_en;
  water.indicators = set.indicators;
  water.has_year = true;
  for (const int year : begun_years(view)) {
    publish::ClassTable table{year, {}};
    for (const Station* station : view.members(*set.set)) {
      ClassRow row{station->name, station->target_class, {}, station->key};
      const Period period = Period::of_year(year);
      for (const Period& month : period.divide(PeriodKind::month))
        row.cells.push_back(class_cell(view, *station, month));
      row.cells.push_back(class_cell(view, *station, period));
      table.rows.push_back(std::move(row));
    }
    water.years.push_back(std::move(table));
  }
  return water;
}

publish::WaterMonitoring source_monitoring(const eval::FactView& view, const MonitoredSet& set) {
  publish::WaterMonitoring water;
  water.name = set.set->name;
  water.name_en = set.set->name_en;
  water.indicators = set.indicators;
  water.is_source = true;
  for (const int year : begun_years(view)) {
    const Period period = Period::of_year(year);
    const std::vector<Period> months = period.divide(PeriodKind::month);
    const rule::Answer answer =
        view.call(*methods::signature("drinking_water_rate"), set_argument(*set.set), period);
    publish::ClassTable table{year, {}};
    for (const Station* station : view.members(*set.set)) {
      ClassRow row{station->name, "", {}, station->key};
      for (const TraceNode& child : answer.trace.children) {
        if (child.op != "source_month" || detail(child, "station") != station->key) continue;
        const std::size_t at = row.cells.size();
        row.cells.push_back(source_cell(child, at < months.size() && view.is_future(months[at])));
      }
      table.rows.push_back(std::move(row));
    }
    water.years.push_back(std::move(table));
  }
  return water;
}

publish::NoiseMonitoring noise_monitoring(const eval::FactView& view, const MonitoredSet& set,
                                          const Evaluation& evaluation) {
  publish::NoiseMonitoring noise;
  noise.name = set.set->name;
  noise.name_en = set.set->name_en;
  noise.indicators = set.indicators;
  noise.is_weighted = set.is_asked("length_weighted_mean");
  noise.limit = limit_of(evaluation, set);
  if (!noise.is_weighted && !set.is_asked("mean")) return noise;
  const rule::SeriesNeed& need = set.series.front();
  std::vector<rule::Argument> arguments = set_argument(*set.set);
  arguments.resize(2);
  arguments[1].kind = ArgumentKind::parameter;
  arguments[1].parameter = view.standards().parameter(need.parameter);
  if (arguments[1].parameter == nullptr) return noise;
  noise.unit = arguments[1].parameter->unit;
  for (const int year : begun_years(view)) {
    const rule::Answer answer =
        view.call(*methods::signature(noise.is_weighted ? "length_weighted_mean" : "mean"), arguments,
                  Period::of_year(year));
    const auto& number = std::get<rule::Number>(answer.value);
    publish::NoiseYear mean{year, number.is_exact() ? display(number.value(), 4) : "", 0,
                            static_cast<int>(answer.trace.children.size())};
    for (const TraceNode& place : answer.trace.children) mean.known += place.value == "unknown" ? 0 : 1;
    if (mean.known > 0) noise.years.push_back(std::move(mean));
  }
  return noise;
}

}  // namespace chuangmo::app
