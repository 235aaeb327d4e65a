#include <algorithm>
#include <fmt/format.h>
#include <span>

#include "app/monitoring.h"
#include "base/text.h"
#include "base/unit.h"
#include "eval/air_days.h"
#include "eval/evaluate.h"
#include "methods/annual_mean.h"
#include "methods/registry.h"
#include "publish/trace_path.h"

namespace chuangmo::app {

using publish::MeasuredMonth;
using publish::MeasuredYear;
using publish::PollutantPanel;

namespace {

constexpr int kShownDecimals = 4;  // as verdicts show their numbers

struct YearLimit {
  std::optional<rule::Number> number;
  std::string standard;
};

// The annual limit that a criterion holds the pollutant against.
YearLimit annual_limit(const eval::FactView& view, const MonitoredSet& set, const Parameter& parameter,
                       int year) {
  for (const rule::LimitNeed& need : set.limits) {
    if (need.parameter != parameter.key || need.averaging != "annual") continue;
    const rule::Answer answer =
        view.limit(need.family, need.parameter, need.averaging, need.grade, Period::of_year(year));
    const auto& number = std::get<rule::Number>(answer.value);
    if (!number.is_exact()) return {};
    const std::string* edition = publish::detail_of(answer.trace, "edition");
    return {number, edition == nullptr ? "" : *edition};
  }
  return {};
}

// Exact values of a panel stand in the unit of its limits, as in the verdicts.
struct Measure {
  Unit from;
  Unit to;
  std::optional<Rational> in_unit(const Rational& value) const {
    const auto converted = convert(value, from, to);
    return converted ? std::optional<Rational>(*converted) : std::nullopt;
  }
  std::string text(const Rational& value) const {
    const auto converted = in_unit(value);
    return converted ? display(*converted, kShownDecimals) : "";
  }
};

int whole_detail(const TraceNode& node, std::string_view name) {
  const std::string* text = publish::detail_of(node, std::string(name));
  const auto value = text == nullptr ? Result<Rational>(fail("", "")) : Rational::parse(*text);
  return value && value->is_integer() ? static_cast<int>(value->numerator()) : 0;
}

std::optional<Rational> mean_of(const Rational& sum, int count) {
  if (count == 0) return std::nullopt;
  const auto mean = divide(sum, Rational(count));
  return mean ? std::optional<Rational>(*mean) : std::nullopt;
}

void put_mean(MeasuredYear& year, const std::optional<Rational>& value, const Measure& measure,
              const YearLimit& limit) {
  const auto own = value ? measure.in_unit(*value) : std::nullopt;
  if (own) year.value = display(*own, kShownDecimals);
  if (!limit.number) return;
  const auto bound = convert(limit.number->value(), limit.number->unit, measure.to);
  if (!bound) return;
  year.limit = display(*bound, kShownDecimals);
  year.limit_standard = limit.standard;
  year.breaks_limit = own && year.is_valid && *own > *bound;
}

std::vector<rule::Argument> set_and_parameter(const StationSetDefinition& set, const Parameter& parameter) {
  std::vector<rule::Argument> arguments(2);
  arguments[0].kind = ArgumentKind::station_set;
  arguments[0].station_set = &set;
  arguments[1].kind = ArgumentKind::parameter;
  arguments[1].parameter = &parameter;
  return arguments;
}

// The months come in the tree of the year's own mean.
void add_months(PollutantPanel& panel, const TraceNode& annual, int year, Date as_of,
                const Measure& measure) {
  const int needed = whole_detail(annual, "days_needed_per_month");
  const int in_february = whole_detail(annual, "days_needed_in_february");
  int month = 0;
  for (const TraceNode& child : annual.children) {
    if (child.op != "month") continue;
    ++month;
    if (Date::of(year, month, 1) > as_of) break;
    MeasuredMonth mean{year, month, "", whole_detail(child, "valid_days"), false};
    const auto value = Rational::parse(child.value);
    if (value) mean.value = measure.text(*value);
    mean.is_short = mean.valid_days < (month == 2 && in_february > 0 ? in_february : needed);
    panel.months.push_back(std::move(mean));
  }
}

MeasuredYear city_year(const rule::Answer& answer, int year, const Measure& measure, const YearLimit& limit) {
  const auto& number = std::get<rule::Number>(answer.value);
  MeasuredYear city;
  city.year = year;
  city.days = days_in_year(year);
  city.valid_days = whole_detail(answer.trace, "valid_days");
  city.is_valid = number.is_exact();
  if (!city.is_valid && !number.missing.empty()) city.note = number.missing.front().reason;
  std::optional<Rational> value;
  if (city.is_valid) {
    value = number.value();
  } else if (const std::string* sum = publish::detail_of(answer.trace, "sum")) {
    const auto total = Rational::parse(*sum);
    if (total) value = mean_of(*total, city.valid_days);
  }
  put_mean(city, value, measure, limit);
  return city;
}

// A control point has no part in the city's days; its own are made by the same rule.
std::vector<methods::DailyMean> days_of(const eval::FactView& view, const eval::AirYear& air,
                                        const Station& station) {
  for (std::size_t i = 0; i < air.stations.size(); ++i) {
    if (air.stations[i]->key == station.key) return air.station_days[i];
  }
  const Period period = Period::of_year(air.year);
  for (const ReadingSeries* series : view.series(station.set, air.parameter->key)) {
    if (series->station != station.key || series->step != PeriodKind::hour) continue;
    return methods::daily_means(series->values, Hour{static_cast<std::int32_t>(series->first)}, period.begin,
                                period.end, air.start_hour, std::max(1, air.least_hours));
  }
  return {};
}

std::string shortage_note(const std::vector<methods::Shortage>& shortages) {
  if (shortages.empty()) return "";
  const methods::Shortage& first = shortages.front();
  return fmt::format("{}有效天数 {} 天，需 {} 天", first.period.text_zh(), first.have, first.need) +
         (shortages.size() > 1 ? fmt::format("等 {} 处", shortages.size()) : "");
}

MeasuredYear station_year(const eval::FactView& view, const eval::AirYear& air, const Station& station,
                          const Measure& measure, const YearLimit& limit) {
  MeasuredYear result;
  result.year = air.year;
  result.days = days_in_year(air.year);
  result.is_valid = false;
  if (air.quality == nullptr) return result;
  std::vector<std::optional<Rational>> values(static_cast<std::size_t>(result.days));
  const std::vector<methods::DailyMean> days = days_of(view, air, station);
  const auto past = std::min(days.size(), static_cast<std::size_t>(air.past_days));
  for (std::size_t day = 0; day < past; ++day)
    values[day] = methods::mean_value(days[day], air.parameter->decimals);
  const auto mean =
      methods::annual_mean(air.year, values, methods::year_rules(air.year_validity(), air.parameter->key));
  if (!mean) return result;
  const int ahead = result.days - air.past_days;
  result.valid_days = mean->valid_days;
  result.is_valid = mean->value.has_value() && ahead == 0;
  if (!result.is_valid) {
    result.note = mean->valid_days == 0 ? "没有监测值"
                  : ahead > 0           ? fmt::format("年度尚余 {} 天", ahead)
                                        : shortage_note(mean->shortages);
  }
  put_mean(result, mean_of(mean->sum, mean->valid_days), measure, limit);
  return result;
}

std::vector<const Station*> stations_of(const eval::FactView& view, const StationSetDefinition& set) {
  std::vector<const Station*> stations = view.members(set);
  std::stable_partition(stations.begin(), stations.end(),
                        [](const Station* station) { return station->kind != "control"; });
  return stations;
}

PollutantPanel panel_of(const eval::FactView& view, const MonitoredSet& set, const Parameter& parameter) {
  PollutantPanel panel{parameter.key, parameter.name, parameter.unit, {}, {}, {}};
  const std::vector<int>& years = view.pack().years;
  std::vector<YearLimit> limits;
  for (const int year : years) {
    limits.push_back(annual_limit(view, set, parameter, year));
    if (limits.back().number) panel.unit = limits.back().number->unit.symbol;
  }
  const Measure measure{parse_unit(parameter.unit).value_or(Unit{}), parse_unit(panel.unit).value_or(Unit{})};
  for (const Station* station : stations_of(view, *set.set))
    panel.stations.push_back({station->name, station->kind == "control", {}, station->key});
  for (std::size_t i = 0; i < years.size(); ++i) {
    const int year = years[i];
    if (Date::of(year, 1, 1) > view.as_of()) break;
    const rule::Answer answer = view.call(*methods::signature("annual_mean"),
                                          set_and_parameter(*set.set, parameter), Period::of_year(year));
    panel.years.push_back(city_year(answer, year, measure, limits[i]));
    add_months(panel, answer.trace, year, view.as_of(), measure);
    const eval::AirYear& air = view.air().year(*set.set, parameter, year);
    const std::vector<const Station*> stations = stations_of(view, *set.set);
    for (std::size_t s = 0; s < stations.size(); ++s) {
      // A clean control point lies outside the zone that the limit is of.
      const YearLimit& limit = panel.stations[s].is_control ? YearLimit{} : limits[i];
      panel.stations[s].years.push_back(station_year(view, air, *stations[s], measure, limit));
    }
  }
  return panel;
}

publish::Chart calendar_of(const Edition& edition, const std::string& index, int indicator) {
  publish::Chart chart;
  chart.indicator = indicator;
  chart.kind = publish::ChartKind::calendar;
  chart.title = "逐日空气质量级别（" + index + "）";
  chart.title_en = "Air quality level by day (" + index + ")";
  chart.unit = index;
  const Decimal* good = edition.constant("index.good");
  const auto most = good == nullptr ? Result<Rational>(Rational(0)) : Rational::from(*good);
  for (const IndexLevel& level : edition.levels) {
    chart.levels.push_back(
        {level.grade, level.name, "", level.colour, most && Rational(level.high) <= *most});
  }
  return chart;
}

publish::ChartDay chart_day(const eval::DayLevel& day) {
  if (day.level == nullptr) return {day.day, "", "", join(day.missing, " ")};
  return {day.day, day.level->grade, day.index ? std::to_string(*day.index) : "", day.primary};
}

// Years under another index stand in a calendar of their own; days to come in none.
void add_days(publish::AirMonitoring& air, const eval::FactView& view, const StationSetDefinition& set,
              int year) {
  const auto days =
      eval::day_levels(view.pack(), view.standards(), view.facts(), view.viewpoint(), set, year);
  publish::GoodDays good{year, 0, 0, 0, 0, ""};
  for (const eval::DayLevel& day : days) {
    if (day.day > view.as_of()) {
      ++good.ahead;
      continue;
    }
    ++(!day.is_good ? good.unknown : *day.is_good ? good.good : good.not_good);
    if (day.edition == nullptr) continue;
    if (air.calendars.empty() || air.calendars.back().unit != day.index_name)
      air.calendars.push_back(calendar_of(*day.edition, day.index_name, air.indicators.front()));
    air.calendars.back().days.push_back(chart_day(day));
  }
  if (good.unknown == 0 && good.ahead == 0) {
    const auto share = Rational::make(Int128{100} * good.good, static_cast<Int128>(days.size()));
    if (share) good.share = display(*share, kShownDecimals);
  }
  if (good.ahead < static_cast<int>(days.size())) air.good_days.push_back(std::move(good));
}

}  // namespace

publish::AirMonitoring air_monitoring(const eval::FactView& view, const MonitoredSet& set) {
  publish::AirMonitoring air;
  air.name = set.set->name;
  air.name_en = set.set->name_en;
  air.indicators = set.indicators;
  if (set.is_asked("good_day") || set.is_asked("api") || set.is_asked("aqi")) {
    for (const int year : view.pack().years) add_days(air, view, *set.set, year);
  }
  for (const std::string& key : set.set->parameters) {
    const Parameter* parameter = view.standards().parameter(key);
    if (parameter != nullptr && !view.series(set.set->key, key).empty())
      air.pollutants.push_back(panel_of(view, set, *parameter));
  }
  return air;
}

}  // namespace chuangmo::app
