#include "base/text.h"
#include "eval/air_days.h"
#include "eval/bind.h"
#include "methods/air_year.h"
#include "methods/registry.h"

namespace chuangmo::eval {

using rule::Answer;
using rule::Claim;
using rule::Number;
using rule::Truth;

namespace {

// The index of a day rests on what makes the day of a concentration valid.
void rest_on_day_of(const Call& call, const std::string& key, TraceNode& node) {
  const Parameter* parameter = call.view.standards().parameter(key);
  if (parameter == nullptr) return;
  rest_on_day(node,
              call.view.air().year(*call.arguments[0].station_set, *parameter, call.period.begin.year()));
}

// A sub-index also on its break points.
void cite_sub_index(const Call& call, const Edition& edition, const methods::SubIndex& item,
                    TraceNode& node) {
  for (const BreakpointTable& table : edition.breakpoints) {
    if (table.parameter == item.parameter && table.daily_input == item.input) node.citation = table.citation;
  }
  rest_on_day_of(call, item.parameter, node);
}

Answer index_answer(const Call& call, std::string_view family) {
  const StationSetDefinition& set = *call.arguments[0].station_set;
  const auto day = call.view.air().day_index(set, family, call.period.begin);
  if (!day) return no_edition(call, family);
  TraceNode node = method_node(call);
  node.details.emplace_back("edition", day->edition->id);
  for (std::size_t i = 0; i < day->index.items.size(); ++i) {
    const methods::SubIndex& item = day->index.items[i];
    TraceNode child;
    child.op = "sub_index";
    child.text = item.parameter;
    child.details = {{"parameter", item.parameter}, {"input", item.input}};
    for (const methods::Concentration& concentration : day->concentrations) {
      const bool is_same = concentration.parameter == item.parameter && concentration.input == item.input;
      if (!is_same || !concentration.value) continue;
      child.details.emplace_back("concentration", concentration.value->text());
      child.details.emplace_back("unit", concentration.unit);
      child.shown = shown_number(*concentration.value, concentration.unit);
    }
    child.value = item.exact ? item.exact->text() : "unknown";
    cite_sub_index(call, *day->edition, item, child);
    node.children.push_back(std::move(child));
  }
  Number number;
  if (day->index.is_complete && day->index.exact) {
    number.range = rule::Interval::exactly(*day->index.exact);
    node.shown = day->index.index ? std::to_string(*day->index.index) : "";
    if (day->index.level != nullptr) node.details.emplace_back("level", day->index.level->name);
    if (!day->index.primary.empty()) node.details.emplace_back("primary", join(day->index.primary, " "));
  } else {
    number.range.low = rule::Bound{day->index.at_least.value_or(Rational(0)), false};
    const bool future = call.period.begin > call.view.as_of();
    number.missing.push_back(
        missing_item(call, set.key,
                     future ? "日期未到" : "缺 " + join(day->index.missing, "、") + " 的有效日均值", future));
  }
  put_number(node, number);
  return {std::move(number), std::move(node)};
}

}  // namespace

Answer api_answer(const Call& call) {
  return index_answer(call, kApi);
}
Answer aqi_answer(const Call& call) {
  return index_answer(call, kAqi);
}

Answer good_day_answer(const Call& call) {
  const StationSetDefinition& set = *call.arguments[0].station_set;
  const std::string_view family = call.view.index_family(call.period);
  const auto day = call.view.air().day_index(set, family, call.period.begin);
  TraceNode node = method_node(call);
  Claim claim;
  if (day) {
    node.details.emplace_back("edition", day->edition->id);
    for (const methods::SubIndex& item : day->index.items) rest_on_day_of(call, item.parameter, node);
    const MethodSignature& index = *methods::signature(family == kApi ? "api" : "aqi");
    node.children.push_back(index_answer({call.view, index, call.arguments, call.period}, family).trace);
    if (const methods::Truth good = methods::is_good_day(*day->edition, day->index)) {
      claim.truth = *good ? Truth::yes : Truth::no;
    }
  }
  if (claim.truth == Truth::unknown) {
    const bool future = call.period.begin > call.view.as_of();
    claim.missing.push_back(missing_item(call, set.key, future ? "日期未到" : "当日数据不全", future));
  }
  node.value = std::string(rule::truth_name(claim.truth));
  return {std::move(claim), std::move(node)};
}

Answer composite_index_answer(const Call& call) {
  const StationSetDefinition& set = *call.arguments[0].station_set;
  const Edition* evaluation = call.view.edition("HJ 663", call.period);
  const Edition* quality = call.view.edition("GB 3095", call.period);
  if (evaluation == nullptr || quality == nullptr)
    return no_edition(call, evaluation == nullptr ? "HJ 663" : "GB 3095");
  TraceNode node = method_node(call);
  node.details.emplace_back("edition", evaluation->id);
  std::vector<methods::YearResult> results;
  for (const methods::YearMetric& metric : methods::composite_metrics(*evaluation, *quality, "II")) {
    const Parameter* parameter = call.view.standards().parameter(metric.parameter);
    if (parameter == nullptr ||
        metric.limit == nullptr) {  // an index of fewer pollutants would be another index
      results.push_back(methods::judge(metric, std::nullopt));
      continue;
    }
    std::vector<rule::Argument> arguments(3);
    arguments[0].station_set = &set;
    arguments[1].parameter = parameter;
    const MethodSignature* statistic = methods::signature(metric.percent ? "percentile" : "annual_mean");
    const Call part{call.view, *statistic, arguments, call.period};
    Rational share = metric.percent.value_or(Rational(0));
    if (metric.percent) share = divide(share, Rational(100)).value_or(share);
    arguments[2].percentage = share;
    Answer answer = metric.percent ? percentile_answer(part) : annual_mean_answer(part);
    const Number& number = std::get<Number>(answer.value);
    std::optional<Rational> value;
    if (number.is_exact()) {
      const auto converted =
          convert(number.value(), number.unit, parse_unit(metric.limit->unit).value_or(number.unit));
      if (converted) value = *converted;
    }
    results.push_back(methods::judge(metric, value));
    node.children.push_back(std::move(answer.trace));
  }
  const auto index = methods::composite_index(results);
  if (!index || !*index) {
    return unknown_number(
        call, std::move(node), "",
        missing_item(call, set.key, "六项污染物的年评价不全", call.view.is_future(call.period)));
  }
  Number number = Number::exactly(**index);
  node.shown = display(**index, 2);
  put_number(node, number);
  return {std::move(number), std::move(node)};
}

}  // namespace chuangmo::eval
