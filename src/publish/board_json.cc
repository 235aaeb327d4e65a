#include "publish/board_json.h"

#include <algorithm>
#include <optional>

#include "publish/chart_axis.h"
#include "publish/drawing.h"
#include "publish/english_names.h"
#include "publish/evaluation_json.h"
#include "publish/reading_aid.h"
#include "publish/worded_json.h"

namespace chuangmo::publish {

namespace {

constexpr std::size_t kMostTrendPoints = 12;

std::string compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// How far the last value of a series stands above its limit, or below it where the limit is a floor.
std::optional<double> last_excess(const Chart& chart, const ChartSeries& series) {
  const std::optional<double> limit = drawn_limit(chart);
  if (!limit || series.points.empty()) return std::nullopt;
  const std::optional<double> last = drawn_value(chart, series, series.points.size() - 1);
  if (!last) return std::nullopt;
  return chart.limit_is_ceiling ? *last - *limit : *limit - *last;
}

// Of several series the one that is nearest to its limit, or furthest beyond; else the first.
const ChartSeries& telling_series(const Chart& chart) {
  const ChartSeries* telling = &chart.series.front();
  std::optional<double> most = last_excess(chart, *telling);
  for (const ChartSeries& each : chart.series) {
    const std::optional<double> excess = last_excess(chart, each);
    if (!excess || (most && *excess <= *most)) continue;
    most = excess;
    telling = &each;
  }
  return *telling;
}

// The chart of the criterion that stands for the indicator, else the indicator's first.
const Chart* trend_of(const IndicatorVerdict& indicator, const std::vector<Chart>& charts) {
  const CriterionVerdict* leading = leading_criterion(indicator);
  const Chart* first = nullptr;
  for (const Chart& chart : charts) {
    if (chart.indicator != indicator.number || chart.kind != ChartKind::trend || chart.series.empty())
      continue;
    if (leading != nullptr && chart.criterion == leading->id) return &chart;
    if (first == nullptr) first = &chart;
  }
  return first;
}

Json trend_json(const Chart* chart) {
  if (chart == nullptr) return nullptr;
  const ChartSeries& series = telling_series(*chart);
  const auto known = std::count_if(series.points.begin(), series.points.end(),
                                   [](const ChartPoint& point) { return !point.value.empty(); });
  if (known < 2) return nullptr;  // one value is no trend
  Json points = Json::array();
  const std::size_t skipped = series.points.size() - std::min(series.points.size(), kMostTrendPoints);
  for (std::size_t i = skipped; i < series.points.size(); ++i) {
    const ChartPoint& point = series.points[i];
    const std::string& limit = point.limit.empty() ? chart->limit : point.limit;
    points.push_back({{"at", point.label}, {"value", or_null(point.value)}, {"limit", or_null(limit)}});
  }
  Json json = Json::object();
  json["unit"] = unit_words(chart->unit, Language::zh);
  json["unit_en"] = unit_words(chart->unit, Language::en);
  json["limit_is_ceiling"] = chart->limit_is_ceiling;
  json["points"] = std::move(points);
  return json;
}

Json missing_summary(const IndicatorVerdict& indicator) {
  const std::vector<MissingItem> items = missing_of(indicator);
  std::vector<std::string> suppliers;
  for (const MissingItem& item : items) {
    if (!item.supplier.empty() &&
        std::find(suppliers.begin(), suppliers.end(), item.supplier) == suppliers.end())
      suppliers.push_back(item.supplier);
  }
  Json json = Json::object();
  json["count"] = items.size();
  json["late"] =
      std::count_if(items.begin(), items.end(), [](const MissingItem& item) { return !item.in_future; });
  json["suppliers"] = suppliers;
  return json;
}

Json reachability_json(const CriterionVerdict* criterion, Language language) {
  const Reachability none;
  const Reachability& reachable = criterion == nullptr ? none : criterion->reachable;
  Json json = Json::object();
  json["applicable"] = reachable.applicable;
  json["reachable"] = reachable.reachable;
  json["safe"] = reachable.safe;
  json["text"] = criterion == nullptr ? "" : reach_text(*criterion, language);
  return json;
}

Json tile_json(const IndicatorVerdict& indicator, const TileMatter& matter, const Wording& wording) {
  const Language language = wording.language;
  const IndicatorDefinition* definition = wording.pack.indicator(indicator.number);
  Json tile = Json::object();
  tile["number"] = indicator.number;
  tile["name"] = indicator.name;
  tile["name_en"] = definition == nullptr ? "" : definition->name_en;
  tile["group"] = definition == nullptr ? "" : definition->group;
  tile["group_en"] = definition == nullptr ? "" : wording.pack.group_name_en(definition->group);
  tile["outcome"] = outcome_name(indicator.outcome);
  tile["outcome_text"] = outcome_words(indicator.outcome, language);
  tile["sentence"] = sentence_words(indicator, wording);
  const CriterionVerdict* leading = leading_criterion(indicator);
  if (leading != nullptr) {
    tile["criterion"] = leading->id;
    tile["value"] = leading->value;
    tile["limit"] = leading->limit;
    tile["unit"] = leading->unit;
  }
  tile["measured"] = leading == nullptr ? "" : measured_words(*leading, language);
  tile["limit_text"] = leading == nullptr ? "" : limit_text(*leading, language);
  tile["room"] = leading == nullptr ? "" : room_text(*leading, language);
  tile["reachability"] = reachability_json(leading, language);
  tile["missing"] = missing_summary(indicator);
  const auto units = matter.lead_units.find(indicator.number);
  tile["lead_units"] = units == matter.lead_units.end() ? Json::array() : Json(units->second);
  tile["trend"] = trend_json(trend_of(indicator, matter.charts));
  return tile;
}

}  // namespace

std::map<int, std::vector<std::string>> lead_units(const Plan& plan) {
  std::map<int, std::vector<std::string>> all;
  for (const PlanIndicator& indicator : plan.indicators) {
    std::vector<std::string>& units = all[indicator.number];
    for (const Task& task : indicator.tasks) {
      for (const Duty& duty : task.lead) {
        if (std::find(units.begin(), units.end(), duty.name) == units.end()) units.push_back(duty.name);
      }
    }
  }
  return all;
}

std::string tiles_json(const Evaluation& evaluation, const TileMatter& matter, const Wording& wording) {
  Json json = evaluation_head_json(evaluation);
  Json tiles = Json::array();
  for (const IndicatorVerdict& indicator : evaluation.indicators)
    tiles.push_back(tile_json(indicator, matter, wording));
  json["indicators"] = std::move(tiles);
  return compact(json);
}

std::string summary_json(const Evaluation& evaluation, const Wording& wording) {
  Json json = evaluation_head_json(evaluation);
  Json indicators = Json::array();
  for (const IndicatorVerdict& indicator : evaluation.indicators)
    indicators.push_back(worded_indicator_json(indicator, wording));
  json["indicators"] = std::move(indicators);
  return compact(json);
}

}  // namespace chuangmo::publish
