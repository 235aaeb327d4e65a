#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "base/text.h"
#include "eval/air_days.h"
#include "eval/bind.h"
#include "methods/mda8.h"
#include "methods/percentile.h"

namespace chuangmo::eval {

using rule::Answer;
using rule::Number;

namespace {

constexpr std::size_t kShownDays =
    3;  // the highest days are explained down to the hour; any other day by `explain --day`

std::string series_name(const Call& call) {
  return call.arguments[0].station_set->key + "/" + call.arguments[1].parameter->key;
}

// A station's day: its hours as they were read, and where they stand in the file.
TraceNode station_day_node(const AirYear& air, std::size_t station, Date day) {
  TraceNode node;
  node.op = "station_day";
  node.text = air.stations[station]->name;
  node.unit = air.parameter->unit;
  const auto index = static_cast<std::size_t>(day - Date::of(air.year, 1, 1));
  const methods::DailyMean& mean = air.station_days[station][index];
  node.details = {{"station", air.stations[station]->key},
                  {"day", day.text()},
                  {"valid_hours", std::to_string(mean.hours)},
                  {"hours_needed", std::to_string(mean.needed)}};
  if (const auto value = methods::mean_value(mean, air.parameter->decimals)) {
    node.value = value->text();
    node.shown = shown_number(*value, node.unit);
  } else {
    node.value = "unknown";
  }
  const ReadingSeries* series = air.series[station];
  if (series == nullptr || series->step != PeriodKind::hour) return node;
  const Hour begin = methods::day_window(day, air.start_hour).first;
  std::vector<std::string> hours;
  for (int i = 0; i < methods::DayWindow::kHours; ++i) {
    const std::int64_t at = begin.hours + i - series->first;
    if (at < 0 || at >= static_cast<std::int64_t>(series->values.size())) {
      hours.emplace_back("-");
      continue;
    }
    const auto position = static_cast<std::size_t>(at);
    const std::int32_t value = series->values[position];
    hours.push_back(value == kNoReading ? "-" : Decimal(value, air.parameter->decimals).text());
    if (!node.origin && value != kNoReading && series->rows[position] != 0) {
      node.origin = series->origins[series->sources[position]];
      node.origin->row = static_cast<int>(series->rows[position]);
      node.origin->column = air.parameter->key;
    }
  }
  node.details.emplace_back("hours", join(hours, " "));
  return node;
}

TraceNode city_day_node(const AirYear& air, Date day) {
  TraceNode node;
  node.op = "city_day";
  node.text = day.text();
  node.unit = air.parameter->unit;
  const methods::CityDay& city = air.days[static_cast<std::size_t>(day - Date::of(air.year, 1, 1))];
  node.details = {{"parameter", air.parameter->key},
                  {"day", day.text()},
                  {"valid_stations", std::to_string(city.valid_stations)},
                  {"stations", std::to_string(city.stations)}};
  if (city.value) {
    node.value = city.value->text();
    node.shown = shown_number(*city.value, node.unit);
  } else {
    node.value = "unknown";
  }
  for (std::size_t i = 0; i < air.stations.size(); ++i)
    node.children.push_back(station_day_node(air, i, day));
  return node;
}

std::vector<Date> highest_days(const AirYear& air) {
  std::vector<int> order(air.values.size());
  std::iota(order.begin(), order.end(), 0);
  std::erase_if(order, [&](int day) { return !air.values[static_cast<std::size_t>(day)]; });
  const auto higher = [&](int a, int b) {
    const Rational& left = *air.values[static_cast<std::size_t>(a)];
    const Rational& right = *air.values[static_cast<std::size_t>(b)];
    return left == right ? a < b : right < left;
  };
  const std::size_t count = std::min(kShownDays, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(), higher);
  std::vector<Date> days;
  for (std::size_t i = 0; i < count; ++i) days.push_back(Date::of(air.year, 1, 1) + order[i]);
  return days;
}

std::vector<TraceNode> month_nodes(const AirYear& air) {
  std::vector<TraceNode> nodes;
  for (const Period& month : Period::of_year(air.year).divide(PeriodKind::month)) {
    TraceNode node;
    node.op = "month";
    node.text = month.text_zh();
    node.unit = air.parameter->unit;
    Result<Rational> sum = Rational(0);
    int valid = 0;
    for (Date day = month.begin; day < month.end; day = day + 1) {
      const auto& value = air.values[static_cast<std::size_t>(day - Date::of(air.year, 1, 1))];
      if (!value || !sum) continue;
      sum = add(*sum, *value);
      ++valid;
    }
    node.details = {{"period", month.text()}, {"valid_days", std::to_string(valid)}};
    const auto mean =
        valid == 0 || !sum ? Result<Rational>(fail("NUM003", "")) : divide(*sum, Rational(valid));
    node.value = mean ? mean->text() : "unknown";
    if (mean) node.shown = shown_number(*mean, node.unit);
    nodes.push_back(std::move(node));
  }
  return nodes;
}

void explain_year(TraceNode& node, const AirYear& air) {
  for (TraceNode& month : month_nodes(air)) node.children.push_back(std::move(month));
  for (const Date day : highest_days(air)) node.children.push_back(city_day_node(air, day));
}

void note_year(TraceNode& node, const AirYear& air, int valid_days, int missing_days) {
  node.details.emplace_back("edition", air.quality->id);
  node.details.emplace_back("hours_needed", std::to_string(air.least_hours));
  const methods::YearRules rules = methods::year_rules(air.year_validity(), air.parameter->key);
  node.details.emplace_back("days_needed", std::to_string(rules.year));
  node.details.emplace_back("days_needed_per_month", std::to_string(rules.month));
  node.details.emplace_back("days_needed_in_february", std::to_string(rules.february));
  node.details.emplace_back("valid_days", std::to_string(valid_days));
  node.details.emplace_back("missing_days", std::to_string(missing_days));
}

int open_days(const AirYear& air) {
  return static_cast<int>(air.days.size()) - air.past_days;
}

std::string reason_of(const AirYear& air, const std::vector<methods::Shortage>& shortages, bool future) {
  if (future) return fmt::format("年度尚余 {} 天", open_days(air));
  if (air.stations.empty()) return "没有登记点位";
  return shortage_text(shortages);
}

void rest_on_validity(TraceNode& node, const AirYear& air) {
  const ValidityRule* rule = air.year_validity().find_validity(air.parameter->key, "annual", "day", "year");
  if (rule != nullptr) node.citation = rule->citation;
  rest_on_day(node, air);
}

// The number a yearly statistic gives: exact when the year is over and valid, else bounds and what is
// missing.
Answer yearly(const Call& call, const AirYear& air, TraceNode node, const std::optional<Rational>& value,
              const Result<methods::Bounds>& bounds, const std::vector<methods::Shortage>& shortages) {
  Number number;
  number.unit = parse_unit(air.parameter->unit).value_or(Unit{});
  const bool future = open_days(air) > 0;
  if (value && !future) {
    number.range = rule::Interval::exactly(*value);
  } else {
    if (bounds) number.range = interval_of(*bounds);
    number.missing.push_back(
        missing_item(call, series_name(call), reason_of(air, shortages, future), future));
  }
  rest_on_validity(node, air);
  put_number(node, number);
  explain_year(node, air);
  return {std::move(number), std::move(node)};
}

}  // namespace

Answer annual_mean_answer(const Call& call) {
  const AirYear& air = call.view.air().year(*call.arguments[0].station_set, *call.arguments[1].parameter,
                                            call.period.begin.year());
  if (air.quality == nullptr) return no_edition(call, "GB 3095");
  const methods::YearRules rules = methods::year_rules(air.year_validity(), air.parameter->key);
  const auto mean = methods::annual_mean(air.year, air.values, rules);
  if (!mean) {
    return unknown_number(call, method_node(call), air.parameter->unit,
                          missing_item(call, series_name(call), "数值过大，无法精确计算", false));
  }
  TraceNode node = method_node(call);
  note_year(node, air, mean->valid_days, mean->missing_days);
  node.details.emplace_back("sum", mean->sum.text());
  const auto bounds =
      methods::mean_bounds(mean->sum, mean->valid_days, 0, mean->missing_days, Rational(0), std::nullopt);
  return yearly(call, air, std::move(node), mean->value, bounds, mean->shortages);
}

Answer percentile_answer(const Call& call) {
  const Parameter& parameter = *call.arguments[1].parameter;
  const AirYear& air =
      call.view.air().year(*call.arguments[0].station_set, parameter, call.period.begin.year());
  if (air.quality == nullptr) return no_edition(call, "GB 3095");
  const bool ozone = air.quality->find_limit(parameter.key, "max8h", "II") != nullptr;
  const auto& days =
      ozone ? call.view.air().mda8_year(*call.arguments[0].station_set, parameter, air.year) : air.values;
  const methods::YearRules rules = methods::year_rules(air.year_validity(), parameter.key);
  const Rational& share = call.arguments[2].percentage;
  const auto result = methods::annual_percentile(air.year, days, share, rules);
  if (!result) {
    return unknown_number(call, method_node(call), parameter.unit,
                          missing_item(call, series_name(call), "数值过大，无法精确计算", false));
  }
  TraceNode node = method_node(call);
  node.details.emplace_back("percent", share.text());
  node.details.emplace_back("daily_value", ozone ? "max8h" : "24h");
  note_year(node, air, result->valid_days, result->missing_days);
  std::vector<Rational> known;
  for (const auto& day : days) {
    if (day) known.push_back(*day);
  }
  const auto bounds =
      methods::percentile_bounds(known, share, 0, result->missing_days, Rational(0), std::nullopt);
  return yearly(call, air, std::move(node), result->value, bounds, result->shortages);
}

Answer daily_mean_answer(const Call& call) {
  const AirYear& air = call.view.air().year(*call.arguments[0].station_set, *call.arguments[1].parameter,
                                            call.period.begin.year());
  if (air.quality == nullptr) return no_edition(call, "GB 3095");
  const Date day = call.period.begin;
  TraceNode node = method_node(call);
  node.details.emplace_back("edition", air.quality->id);
  rest_on_day(node, air);
  node.children.push_back(city_day_node(air, day));
  Number number;
  number.unit = parse_unit(air.parameter->unit).value_or(Unit{});
  const auto& value = air.values[static_cast<std::size_t>(day - Date::of(air.year, 1, 1))];
  if (value) {
    number.range = rule::Interval::exactly(*value);
  } else {
    number.range.low = rule::Bound{Rational(0), false};
    const bool future = day > call.view.as_of();
    number.missing.push_back(
        missing_item(call, series_name(call), future ? "日期未到" : "有效小时不足", future));
  }
  put_number(node, number);
  return {std::move(number), std::move(node)};
}

Answer mda8_answer(const Call& call) {
  const Parameter& parameter = *call.arguments[1].parameter;
  const Date day = call.period.begin;
  const auto& days = call.view.air().mda8_year(*call.arguments[0].station_set, parameter, day.year());
  const auto& value = days[static_cast<std::size_t>(day - Date::of(day.year(), 1, 1))];
  TraceNode node = method_node(call);
  const AirYear& air = call.view.air().year(*call.arguments[0].station_set, parameter, day.year());
  rest_on(node, air.quorum_rule());
  Number number;
  number.unit = parse_unit(parameter.unit).value_or(Unit{});
  if (value) {
    number.range = rule::Interval::exactly(*value);
  } else {
    number.range.low = rule::Bound{Rational(0), false};
    const bool future = day > call.view.as_of();
    number.missing.push_back(missing_item(call, series_name(call),
                                          future ? "日期未到"
                                          : call.view.edition("HJ 663", call.period) == nullptr
                                              ? "该期间没有施行的 HJ 663 版本"
                                              : "有效8小时滑动平均不足",
                                          future));
  }
  put_number(node, number);
  return {std::move(number), std::move(node)};
}

}  // namespace chuangmo::eval
