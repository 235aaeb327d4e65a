#include <algorithm>

#include "base/text.h"
#include "eval/bind.h"
#include "methods/drinking_water.h"
#include "methods/exact.h"
#include "methods/water_class.h"
#include "rule/schema.h"

namespace chuangmo::eval {

using rule::Answer;
using rule::Number;
using rule::Ordinal;

namespace {

const ReadingSeries* find_series(const FactView& view, const Station& station, std::string_view parameter) {
  for (const ReadingSeries* series : view.series(station.set, parameter)) {
    if (series->station == station.key) return series;
  }
  return nullptr;
}

std::int64_t month_index(Date date) {
  return std::int64_t{date.year()} * 12 + date.month() - 1;
}

// A monthly value in the parameter's unit with the leaf that shows where it stands.
std::optional<Rational> monthly_value(const FactView& view, const Station& station,
                                      const Parameter& parameter, Date month, TraceNode* leaf) {
  if (leaf != nullptr) {
    leaf->op = "reading";
    leaf->text = parameter.name;
    leaf->unit = parameter.unit;
    leaf->value = "unknown";
    leaf->details = {{"station", station.key},
                     {"parameter", parameter.key},
                     {"period", Period::of_month(month.year(), month.month()).text()}};
  }
  const ReadingSeries* series = find_series(view, station, parameter.key);
  if (series == nullptr || series->step != PeriodKind::month) return std::nullopt;
  const std::int64_t at = month_index(month) - series->first;
  if (at < 0 || at >= static_cast<std::int64_t>(series->values.size())) return std::nullopt;
  const auto position = static_cast<std::size_t>(at);
  if (series->values[position] == kNoReading) return std::nullopt;
  const Decimal decimal(series->values[position], parameter.decimals);
  const auto value = Rational::from(decimal);
  if (!value) return std::nullopt;
  if (leaf != nullptr) {
    leaf->value = value->text();
    leaf->shown = shown_number(*value, parameter.unit);
    leaf->origin = series->origins[series->sources[position]];
    leaf->origin->row = static_cast<int>(series->rows[position]);
    leaf->origin->column = parameter.key;
  }
  return *value;
}

// How many months the mean of a longer period needs (constant <kind>.least_values of the evaluation method).
// Where no method in force says so, a mean of some months is not known to be that of all.
struct MonthsRule {
  int least = 0;
  const Citation* citation = nullptr;
};
MonthsRule months_rule(const FactView& view, const Period& period) {
  const std::string key = std::string(period_kind_name(period.kind)) + ".least_values";
  const Edition* method = view.edition("surface water method", period);
  const auto least = method == nullptr ? std::nullopt : methods::whole_constant(*method, key);
  if (!least) return {static_cast<int>(period.divide(PeriodKind::month).size()), nullptr};
  return {*least, &method->constant_citations.at(key)};
}

// The value of a parameter in a period: the month's, or the arithmetic mean of the months (环办〔2011〕22号).
methods::WaterValue period_value(const FactView& view, const Station& station, const Parameter& parameter,
                                 const Period& period, const MonthsRule& months, TraceNode& node) {
  methods::WaterValue result{parameter.key, std::nullopt};
  if (period.kind == PeriodKind::month) {
    result.value = monthly_value(view, station, parameter, period.begin, &node);
    return result;
  }
  node.op = "mean_of_months";
  node.text = parameter.name;
  node.unit = parameter.unit;
  Result<Rational> sum = Rational(0);
  int count = 0;
  for (const Period& month : period.divide(PeriodKind::month)) {
    TraceNode leaf;
    const auto value = monthly_value(view, station, parameter, month.begin, &leaf);
    if (!value || month.begin > view.as_of() || !sum) continue;
    sum = add(*sum, *value);
    ++count;
    node.children.push_back(std::move(leaf));
  }
  node.details = {{"parameter", parameter.key},
                  {"months", std::to_string(count)},
                  {"months_needed", std::to_string(months.least)}};
  rest_on(node, months.citation);
  node.value = "unknown";
  if (count > 0 && count >= months.least && sum) {
    if (const auto mean = divide(*sum, Rational(count))) {
      result.value = *mean;
      node.value = mean->text();
      node.shown = shown_number(*mean, parameter.unit);
    }
  }
  return result;
}

std::string medium_of(const Station& station) {
  return station.kind == "lake" ? "lake" : "";
}

// Saturation is another way to write an indicator (溶解氧 90%), not one of its own.
constexpr std::string_view kSaturation = "_saturation";

// What a set's sections are judged by: its parameters that have limits.
std::vector<std::string> required_of(const FactView& view, const Station& station, const Edition& quality) {
  std::vector<std::string> required;
  const StationSetDefinition* set = view.pack().station_set(station.set);
  if (set == nullptr) return required;
  for (const std::string& key : set->parameters) {
    if (ends_with(key, kSaturation)) continue;
    if (methods::indicator_class(quality, key, Rational(0), medium_of(station))) required.push_back(key);
  }
  return required;
}

// The least certain of the limits that the classes rest on.
void rest_on_limits(TraceNode& node, const Edition& quality, const std::vector<std::string>& required) {
  for (const Limit& limit : quality.limits) {
    if (std::find(required.begin(), required.end(), limit.parameter) != required.end())
      rest_on(node, &limit.citation);
  }
}

struct JudgedSection {
  methods::WaterClass water;
  TraceNode node;
};

JudgedSection judge_section(const FactView& view, const Station& station, const Period& period,
                            const Edition& quality) {
  JudgedSection judged;
  TraceNode& node = judged.node;
  node.op = "method:water_class";
  node.text = station.name + " 水质类别";
  node.details = {{"station", station.key},
                  {"period", period.text()},
                  {"edition", quality.id},
                  {"medium", medium_of(station)}};
  node.citation = Citation{quality.id, "5.1", Confidence::official};
  const std::vector<std::string> required = required_of(view, station, quality);
  rest_on_limits(node, quality, required);
  // Only what exceeds is measured against the target here; whether it is met is asked elsewhere.
  const int target = methods::water_class_from(station.target_class).value_or(methods::kWorstWaterClass - 1);
  const MonthsRule months = months_rule(view, period);
  std::vector<methods::WaterValue> values;
  const auto take = [&](const std::string& key) {
    const Parameter* parameter = view.standards().parameter(key);
    if (parameter == nullptr) return;
    TraceNode child;
    values.push_back(period_value(view, station, *parameter, period, months, child));
    node.children.push_back(std::move(child));
  };
  for (const std::string& key : required) take(key);
  if (const StationSetDefinition* set = view.pack().station_set(station.set)) {
    for (const std::string& key : set->parameters) {
      if (ends_with(key, kSaturation)) take(key);
    }
  }
  judged.water = methods::water_class(quality, values, required, medium_of(station), target);
  for (std::size_t i = 0; i < judged.water.indicators.size() && i < node.children.size(); ++i) {
    const methods::IndicatorClass& indicator = judged.water.indicators[i];
    if (indicator.water_class) {
      node.children[i].details.emplace_back("class", methods::water_class_name(*indicator.water_class));
    }
  }
  node.details.emplace_back("deciding", join(judged.water.deciding, " "));
  if (judged.water.value) {
    node.value = std::string(methods::water_class_name(*judged.water.value));
    node.shown = node.value + "类";
  } else {
    node.value = "unknown";
    node.low = std::string(methods::water_class_name(judged.water.best));
    node.high = std::string(methods::water_class_name(judged.water.worst));
  }
  return judged;
}

// What has not happened yet says nothing, whatever was measured so far.
void forget(TraceNode& node) {
  node.value = "unknown";
  node.low.clear();
  node.high.clear();
  node.shown.clear();
}

const rule::Scale* water_scale() {
  return rule::shared_scale(MethodResult::water_class);
}

}  // namespace

Answer water_class_answer(const Call& call) {
  const Station& station = *call.arguments[0].station;
  Ordinal ordinal;
  ordinal.scale = water_scale();
  const Edition* quality = call.view.edition("GB 3838", call.period);
  if (quality == nullptr) {
    ordinal.high = methods::kWorstWaterClass - 1;
    ordinal.missing.push_back(
        missing_item(call, station.set + "/" + station.key, "没有施行的 GB 3838 版本", false));
    TraceNode node = method_node(call);
    node.value = "unknown";
    return {std::move(ordinal), std::move(node)};
  }
  JudgedSection judged = judge_section(call.view, station, call.period, *quality);
  const bool future = call.view.is_future(call.period);
  if (judged.water.value && !future) {
    ordinal.low = ordinal.high = *judged.water.value - 1;
  } else {
    ordinal.low = future ? 0 : judged.water.best - 1;
    ordinal.high = judged.water.worst - 1;
    ordinal.missing.push_back(missing_item(call, station.set + "/" + station.key,
                                           future ? "期间尚未结束" : "缺 " + join(judged.water.missing, "、"),
                                           future));
    if (future) {
      ordinal.high = methods::kWorstWaterClass - 1;
      forget(judged.node);
    }
  }
  return {std::move(ordinal), std::move(judged.node)};
}

Answer target_class_answer(const Call& call) {
  const Station& station = *call.arguments[0].station;
  Ordinal ordinal;
  ordinal.scale = water_scale();
  TraceNode node = method_node(call);
  node.origin = station.origin;
  if (const auto target = methods::water_class_from(station.target_class)) {
    ordinal.low = ordinal.high = *target - 1;
    node.value = std::string(methods::water_class_name(*target));
    node.shown = node.value + "类";
  } else {
    ordinal.high = methods::kWorstWaterClass - 1;
    ordinal.missing.push_back(
        missing_item(call, station.set + "/" + station.key, "没有登记功能区要求类别", false));
    node.value = "unknown";
  }
  return {std::move(ordinal), std::move(node)};
}

Answer attainment_rate_answer(const Call& call) {
  const StationSetDefinition& set = *call.arguments[0].station_set;
  const Edition* quality = call.view.edition("GB 3838", call.period);
  TraceNode node = method_node(call);
  if (quality == nullptr) {
    return unknown_number(call, std::move(node), "",
                          missing_item(call, set.key, "没有施行的 GB 3838 版本", false));
  }
  node.details.emplace_back("edition", quality->id);
  methods::Tally tally;
  std::vector<MissingItem> missing;
  for (const Station* station : call.view.members(set)) {
    const auto target = methods::water_class_from(station->target_class);
    for (const Period& month : call.period.divide(PeriodKind::month)) {
      const bool future = call.view.is_future(month);
      JudgedSection judged = judge_section(call.view, *station, month, *quality);
      const methods::Truth meets =
          future || !target ? methods::Truth() : methods::meets_class(judged.water, *target);
      tally.count(meets);
      judged.node.details.emplace_back("target", station->target_class);
      judged.node.details.emplace_back("meets", !meets ? "unknown" : *meets ? "true" : "false");
      if (!meets) {
        MissingItem item = missing_item(call, set.key + "/" + station->key,
                                        future    ? "期间尚未结束"
                                        : !target ? "没有登记功能区要求类别"
                                                  : "当月监测数据不全",
                                        future);
        item.name = station->name;
        item.period = month.text();
        missing.push_back(std::move(item));
      }
      if (future) {
        forget(judged.node);
        judged.node.children.clear();
      }
      node.children.push_back(std::move(judged.node));
    }
  }
  node.details.emplace_back("met", std::to_string(tally.met));
  node.details.emplace_back("not_met", std::to_string(tally.not_met));
  node.details.emplace_back("unknown", std::to_string(tally.unknown));
  Number number;
  const auto share = methods::share(tally);
  if (!share) {
    return unknown_number(call, std::move(node), "", missing_item(call, set.key, "没有登记断面", false));
  }
  number.range = rule::Interval::between(share->low, share->high);
  if (!number.range.is_exact()) rule::merge_missing(number.missing, missing);
  put_number(node, number);
  return {std::move(number), std::move(node)};
}

namespace {

// Surface sources are judged by GB 3838 class III with its tables 2 and 3, wells by GB/T 14848 class III.
const Edition* source_edition(const FactView& view, const Station& station, const Period& month) {
  return view.edition(station.kind == "source_ground" ? "GB/T 14848" : "GB 3838", month);
}

methods::SourceMonth judge_source_month(const Call& call, const StationSetDefinition& set,
                                        const Station& station, const Period& month, TraceNode& node) {
  methods::SourceMonth result;
  node.op = "source_month";
  node.text = station.name + " " + month.text_zh();
  node.details = {{"station", station.key}, {"period", month.text()}};
  node.value = "unknown";
  const Edition* quality = source_edition(call.view, station, month);
  if (quality == nullptr || call.view.is_future(month)) return result;
  node.details.emplace_back("edition", quality->id);
  std::vector<methods::WaterValue> values;
  std::vector<std::string> required;
  for (const std::string& key : set.parameters) {
    const Parameter* parameter = call.view.standards().parameter(key);
    if (parameter == nullptr) continue;
    TraceNode leaf;
    const auto value = monthly_value(call.view, station, *parameter, month.begin, &leaf);
    if (key == "intake") {
      result.volume = value;
      node.details.emplace_back("volume", value ? value->text() : "unknown");
    } else {
      if (quality->find_limit(key, "", "III") == nullptr && quality->find_limit(key, "", "source") == nullptr)
        continue;
      values.push_back({key, value});
      required.push_back(key);
    }
    node.children.push_back(std::move(leaf));
  }
  rest_on_limits(node, *quality, required);
  const methods::SourceSample sample =
      methods::source_sample(*quality, values, required, "III", station.kind == "source_lake" ? "lake" : "");
  result.complies = sample.complies;
  if (sample.complies) node.value = *sample.complies ? "true" : "false";
  if (!sample.failing.empty()) node.details.emplace_back("failing", join(sample.failing, " "));
  if (!sample.missing.empty()) node.details.emplace_back("missing", join(sample.missing, " "));
  return result;
}

}  // namespace

Answer drinking_water_rate_answer(const Call& call) {
  const StationSetDefinition& set = *call.arguments[0].station_set;
  TraceNode node = method_node(call);
  std::vector<methods::SourceMonth> months;
  std::vector<MissingItem> missing;
  for (const Station* station : call.view.members(set)) {
    for (const Period& month : call.period.divide(PeriodKind::month)) {
      TraceNode child;
      months.push_back(judge_source_month(call, set, *station, month, child));
      if (!months.back().volume || !months.back().complies) {
        const bool future = call.view.is_future(month);
        MissingItem item = missing_item(call, set.key + "/" + station->key,
                                        future ? "期间尚未结束" : "取水量或水质数据不全", future);
        item.name = station->name;
        item.period = month.text();
        missing.push_back(std::move(item));
      }
      node.children.push_back(std::move(child));
    }
  }
  const auto rate = methods::drinking_water_rate(months);
  if (!rate || months.empty()) {
    return unknown_number(call, std::move(node), "", missing_item(call, set.key, "没有登记水源地", false));
  }
  node.details.emplace_back("complying", rate->complying.text());
  node.details.emplace_back("failing", rate->failing.text());
  Number number;
  if (rate->value) {
    number.range = rule::Interval::exactly(*rate->value);
  } else {
    number.range = {rule::Bound{rate->low.value_or(Rational(0)), rate->low_is_open},
                    rule::Bound{rate->high.value_or(Rational(1)), rate->high_is_open}};
    rule::merge_missing(number.missing, missing);
    if (number.missing.empty())  // all volumes are known, and nothing was taken in
      number.missing.push_back(missing_item(call, set.key, "取水量合计为 0，没有达标率", false));
  }
  put_number(node, number);
  return {std::move(number), std::move(node)};
}

}  // namespace chuangmo::eval
