#include "base/text.h"
#include "eval/bind.h"
#include "methods/noise.h"
#include "rule/schema.h"

namespace chuangmo::eval {

using rule::Answer;
using rule::Number;
using rule::Ordinal;

namespace {

// The level of one place in the year, with its leaf. Places are measured once a year; of several the first
// stands.
std::optional<Rational> level_of(const Call& call, const Station& station, const Parameter& parameter,
                                 TraceNode& leaf) {
  leaf.op = "reading";
  leaf.text = station.name;
  leaf.unit = parameter.unit;
  leaf.value = "unknown";
  leaf.details = {{"station", station.key}, {"parameter", parameter.key}, {"period", call.period.text()}};
  for (const ReadingSeries* series : call.view.series(station.set, parameter.key)) {
    if (series->station != station.key || series->step != PeriodKind::year) continue;
    const std::int64_t at = call.period.begin.year() - series->first;
    if (at < 0 || at >= static_cast<std::int64_t>(series->values.size())) continue;
    const auto position = static_cast<std::size_t>(at);
    if (series->values[position] == kNoReading) continue;
    const auto value = Rational::from(Decimal(series->values[position], parameter.decimals));
    if (!value) continue;
    leaf.value = value->text();
    leaf.shown = shown_number(*value, parameter.unit);
    leaf.origin = series->origins[series->sources[position]];
    leaf.origin->row = static_cast<int>(series->rows[position]);
    leaf.origin->column = parameter.key;
    return *value;
  }
  return std::nullopt;
}

struct Places {
  methods::PlaceMean mean;
  TraceNode node;
  std::vector<MissingItem> missing;
  bool is_empty = true;
};

std::optional<Rational> plausible(const std::optional<Decimal>& bound) {
  if (!bound) return std::nullopt;
  const auto value = Rational::from(*bound);
  return value ? std::optional<Rational>(*value) : std::nullopt;
}

Result<Places> mean_over_places(const Call& call, bool weighted) {
  const StationSetDefinition& set = *call.arguments[0].station_set;
  const Parameter& parameter = *call.arguments[1].parameter;
  Places places;
  places.node = method_node(call);
  std::vector<std::optional<Rational>> levels;
  std::vector<methods::RoadLevel> roads;
  const bool future = call.view.is_future(call.period);
  for (const Station* station : call.view.members(set)) {
    TraceNode leaf;
    const auto level = level_of(call, *station, parameter, leaf);
    if (!level) {
      MissingItem item =
          missing_item(call, set.key + "/" + station->key, future ? "期间尚未结束" : "没有监测值", future);
      item.name = station->name;
      places.missing.push_back(std::move(item));
    }
    if (weighted) {
      CHUANGMO_TRY(length, Rational::from(station->weight));
      leaf.details.emplace_back("weight", length.text());
      roads.push_back({level, length});
    } else {
      levels.push_back(level);
    }
    places.node.children.push_back(std::move(leaf));
    places.is_empty = false;
  }
  auto mean = weighted ? methods::length_weighted_mean(roads) : methods::regional_mean(levels);
  if (!mean) return tl::unexpected(mean.error());
  places.mean = *mean;
  places.node.details.emplace_back("known", std::to_string(mean->known));
  places.node.details.emplace_back("missing", std::to_string(mean->missing));
  return places;
}

Answer mean_number(const Call& call, bool weighted) {
  const StationSetDefinition& set = *call.arguments[0].station_set;
  const Parameter& parameter = *call.arguments[1].parameter;
  auto places = mean_over_places(call, weighted);
  if (!places || places->is_empty) {
    return unknown_number(call, places ? std::move(places->node) : method_node(call), parameter.unit,
                          missing_item(call, set.key, places ? "没有登记点位" : places.error().text, false));
  }
  Number number;
  number.unit = parse_unit(parameter.unit).value_or(Unit{});
  if (places->mean.value) {
    number.range = rule::Interval::exactly(*places->mean.value);
  } else {
    const auto bounds = methods::place_mean_bounds(places->mean, plausible(parameter.plausible_low),
                                                   plausible(parameter.plausible_high));
    if (bounds) number.range = interval_of(*bounds);
    rule::merge_missing(number.missing, places->missing);
  }
  put_number(places->node, number);
  return {std::move(number), std::move(places->node)};
}

Answer grade_answer(const Call& call, std::string_view medium, bool weighted) {
  Ordinal ordinal;
  ordinal.scale = rule::shared_scale(MethodResult::noise_grade);
  const int steps = static_cast<int>(ordinal.scale->keys.size());
  auto places = mean_over_places(call, weighted);
  const Edition* edition = call.view.edition("HJ 640", call.period);
  if (places && places->mean.value && edition != nullptr) {
    if (const auto grade = methods::noise_grade(*edition, medium, "day", *places->mean.value)) {
      ordinal.low = ordinal.high = *grade - 1;
      places->node.details.emplace_back("edition", edition->id);
      places->node.value = ordinal.scale->keys[static_cast<std::size_t>(*grade - 1)];
      places->node.shown = std::string(methods::noise_grade_name(*edition, *grade));
      return {std::move(ordinal), std::move(places->node)};
    }
  }
  ordinal.high = steps - 1;
  ordinal.missing.push_back(missing_item(call, call.arguments[0].station_set->key, "平均值未知，无法定级",
                                         call.view.is_future(call.period)));
  TraceNode node = places ? std::move(places->node) : method_node(call);
  node.value = "unknown";
  return {std::move(ordinal), std::move(node)};
}

}  // namespace

Answer mean_answer(const Call& call) {
  return mean_number(call, false);
}
Answer length_weighted_mean_answer(const Call& call) {
  return mean_number(call, true);
}
Answer regional_noise_grade_answer(const Call& call) {
  return grade_answer(call, "region", false);
}
Answer traffic_noise_grade_answer(const Call& call) {
  return grade_answer(call, "traffic", true);
}

}  // namespace chuangmo::eval
