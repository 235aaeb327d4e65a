#include "app/air_hours.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/air_measured.h"
#include "app/air_trace.h"
#include "base/unit.h"
#include "methods/running_mean.h"

namespace chuangmo::app {

namespace {

using methods::IndexRange;
using methods::IndexReport;
using methods::ParticleInput;

constexpr std::string_view kHour = "1h";

// One average that some item of the hourly report may ask for.
struct HourItem {
  const CitySeries* series = nullptr;
  const Parameter* parameter = nullptr;
  std::string input;
  std::optional<methods::RunningRule> running;  // none: the hour itself
  std::optional<Rational> factor;
  const Limit* limit = nullptr;
  const Citation* citation = nullptr;
};

// The rule behind a running mean: of 24 h that of the day, of 8 h that of the window.
const Citation* running_validity(const AirRules& rules, const std::string& parameter, int width) {
  const ValidityRule* rule =
      width == methods::DayWindow::kHours
          ? rules.quality->find_validity(parameter, "24h", "hour", "day")
          : rules.quality->find_validity(parameter, std::to_string(width) + "h", "hour", "window");
  return rule == nullptr ? nullptr : &rule->citation;
}

// The value itself where the units do not fit: the index then says so.
Rational in_unit_of(const BreakpointTable& table, const Parameter& parameter, const Rational& value) {
  const auto from = parse_unit(parameter.unit);
  const auto to = parse_unit(table.unit);
  const auto converted = from && to ? convert(value, *from, *to) : Result<Rational>(value);
  return converted.value_or(value);
}

std::string name_of(const Station& station) {
  return station.name.empty() ? station.key : station.name;
}

class CityHours {
 public:
  CityHours(const Standards& standards, const AirCity& city, const AirRequest& request)
      : standards_(standards), city_(city), request_(request) {}

  void take_rules(const AirRules& rules, int generation) {
    if (generation == prepared_) return;
    prepared_ = generation;
    items_.clear();
    spare_.clear();
    left_out_.clear();
    for (const std::string& parameter : rules.left_out) left_out_.push_back({parameter, ""});
    for (const BreakpointTable& table : rules.index->breakpoints) prepare(rules, table);
  }

  bool says_something(std::size_t station, Hour hour) const {
    return std::any_of(city_.parameters.begin(), city_.parameters.end(), [&](const CitySeries& each) {
      const ReadingSeries* series = each.hours[station];
      if (series == nullptr) return false;
      const std::int64_t at = std::int64_t{hour.hours} - series->first;
      return at >= 0 && at < static_cast<std::int64_t>(series->rows.size()) &&
             series->rows[static_cast<std::size_t>(at)] != 0;
    });
  }

  Result<publish::AirRow> station_row(const AirRules& rules, std::size_t station, Hour hour) const {
    const auto measure = [&](const HourItem& item) { return of_station(item, station, hour); };
    CHUANGMO_TRY(row, row_of(rules, measure));
    row.station = city_.stations[station]->key;
    row.station_name = city_.stations[station]->name;
    row.time = hour.text();
    return row;
  }

  Result<publish::AirRow> city_row(const AirRules& rules, Hour hour) const {
    const auto measure = [&](const HourItem& item) { return of_city(rules, item, hour); };
    CHUANGMO_TRY(row, row_of(rules, measure));
    row.time = hour.text();
    return row;
  }

 private:
  void prepare(const AirRules& rules, const BreakpointTable& table) {
    const Parameter* parameter = standards_.parameter(table.parameter);
    if (parameter == nullptr) return;
    if (table.realtime_input.empty()) {
      // What stands in for an hour above its table (HJ 633-2012 表1 note 2): the 24 h up to now.
      if (table.daily_input == methods::kDayMean)
        spare_.push_back(item_of(rules, *parameter, table.daily_input, "24h_running"));
      return;
    }
    // The hour is shown beside a running mean, and enters in its place where that is wanted.
    add(rules, *parameter, kHour);
    if (!request_.hourly_particles) add(rules, *parameter, table.realtime_input);
  }

  void add(const AirRules& rules, const Parameter& parameter, std::string_view input) {
    if (!has(parameter.key, input)) items_.push_back(item_of(rules, parameter, input, input));
  }

  bool has(std::string_view parameter, std::string_view input) const {
    return std::any_of(items_.begin(), items_.end(), [&](const HourItem& item) {
      return item.parameter->key == parameter && item.input == input;
    });
  }

  HourItem item_of(const AirRules& rules, const Parameter& parameter, std::string_view input,
                   std::string_view average) const {
    HourItem item;
    item.series = city_.find(parameter.key);
    item.parameter = &parameter;
    item.input = std::string(input);
    item.running = methods::running_rule(*rules.quality, parameter.key, average);
    item.factor = rules.factor(parameter.key);
    item.limit = limit_of(rules, parameter.key, input);
    if (item.running) item.citation = running_validity(rules, parameter.key, item.running->width);
    return item;
  }

  // The row of what `measure` finds; once more with the 24 h where an hour lies above its table.
  template <class Measure>
  Result<publish::AirRow> row_of(const AirRules& rules, const Measure& measure) const {
    const auto particles = request_.hourly_particles ? ParticleInput::hourly : ParticleInput::as_standard;
    std::vector<Measured> measured;
    for (const HourItem& item : items_) {
      CHUANGMO_TRY(one, measure(item));
      one.in_index = enters(rules, item, particles);
      measured.push_back(std::move(one));
    }
    for (const HourItem& item : spare_) {
      if (!is_above_its_table(rules, item, measured)) continue;
      CHUANGMO_TRY(one, measure(item));
      measured.push_back(std::move(one));
    }
    CHUANGMO_TRY(row, air_row(rules, std::move(measured), IndexReport::realtime, particles, left_out_,
                              request_.explain));
    row.city = city_.name;
    return row;
  }

  static bool enters(const AirRules& rules, const HourItem& item, ParticleInput particles) {
    return std::any_of(rules.index->breakpoints.begin(), rules.index->breakpoints.end(),
                       [&](const BreakpointTable& table) {
                         if (table.parameter != item.parameter->key || table.realtime_input.empty())
                           return false;
                         return table.realtime_input == item.input ||
                                (particles == ParticleInput::hourly && item.input == kHour);
                       });
  }

  static bool is_above_its_table(const AirRules& rules, const HourItem& spare,
                                 const std::vector<Measured>& measured) {
    for (const Measured& each : measured) {
      if (each.parameter != spare.parameter || !each.concentration.value) continue;
      for (const BreakpointTable& table : rules.index->breakpoints) {
        if (table.parameter != spare.parameter->key || table.realtime_input != each.concentration.input)
          continue;
        const auto value = in_unit_of(table, *each.parameter, *each.concentration.value);
        const auto sub = methods::sub_index(*rules.index, table, value);
        if (sub && sub->range == IndexRange::not_computed) return true;
      }
    }
    return false;
  }

  struct StationHour {
    std::optional<Rational> value;
    int hours = 0;
  };
  Result<StationHour> station_hour(const HourItem& item, std::size_t station, Hour hour) const {
    StationHour made;
    const ReadingSeries* series = item.series == nullptr ? nullptr : item.series->hours[station];
    if (series == nullptr || !item.factor) return made;
    const Hour first{static_cast<std::int32_t>(series->first)};
    const int width = item.running ? item.running->width : 1;
    const int least = item.running ? item.running->least : 1;
    const methods::DailyMean mean = methods::running_mean(series->values, first, hour, width, least);
    made.hours = mean.hours;
    const auto value = methods::mean_value(mean, item.parameter->decimals);
    if (!value) return made;
    CHUANGMO_TRY(converted, multiply(*value, *item.factor));
    made.value = converted;
    return made;
  }

  Measured blank(const HourItem& item) const {
    Measured measured;
    measured.parameter = item.parameter;
    measured.concentration = {item.parameter->key, item.input, std::nullopt, item.parameter->unit};
    measured.limit = item.limit;
    measured.citation = item.citation;
    return measured;
  }

  Result<Measured> of_station(const HourItem& item, std::size_t station, Hour hour) const {
    Measured measured = blank(item);
    CHUANGMO_TRY(made, station_hour(item, station, hour));
    measured.concentration.value = made.value;
    measured.valid_hours = made.hours;
    measured.valid_stations = made.value ? 1 : 0;
    measured.stations_needed = 1;
    if (request_.explain) measured.parts.push_back(part(item, station, hour, made));
    return measured;
  }

  Result<Measured> of_city(const AirRules& rules, const HourItem& item, Hour hour) const {
    Measured measured = blank(item);
    std::vector<std::optional<Rational>> values;
    int hours = 0;
    for (std::size_t i = 0; i < city_.participants; ++i) {
      CHUANGMO_TRY(made, station_hour(item, i, hour));
      values.push_back(made.value);
      hours += made.hours;
      if (request_.explain) measured.parts.push_back(part(item, i, hour, made));
    }
    measured.valid_hours = hours;
    CHUANGMO_CHECK(take_stations(rules, values, measured));
    return measured;
  }

  TraceNode part(const HourItem& item, std::size_t station, Hour hour, const StationHour& made) const {
    TraceNode node;
    node.op = item.running ? "station_day" : "station_hour";
    node.text = name_of(*city_.stations[station]);
    node.unit = item.parameter->unit;
    node.details = {{"station", city_.stations[station]->key}, {"hour", hour.text()}};
    if (item.citation != nullptr) node.citation = *item.citation;
    const ReadingSeries* series = item.series == nullptr ? nullptr : item.series->hours[station];
    if (item.running) {
      node.details.emplace_back("valid_hours", std::to_string(made.hours));
      node.details.emplace_back("hours_needed", std::to_string(item.running->least));
      put_hours(node, series, Hour{hour.hours - item.running->width + 1}, item.running->width,
                item.parameter->decimals);
    } else if (series != nullptr) {
      put_reading(node, *series, hour.hours, item.parameter->decimals);
    }
    if (item.factor && *item.factor != Rational(1))
      node.details.emplace_back("reference_factor", item.factor->text());
    node.value = made.value ? made.value->text() : "unknown";
    if (made.value) node.shown = display(*made.value, 4) + " " + node.unit;
    return node;
  }

  const Standards& standards_;
  const AirCity& city_;
  const AirRequest& request_;
  int prepared_ = 0;
  std::vector<HourItem> items_;
  std::vector<HourItem> spare_;
  std::vector<methods::LeftOut> left_out_;
};

struct Span {
  Hour first;
  Hour last;
};
Span span_of(const AirCity& city, const AirRequest& request) {
  Span span{city.first, city.last};
  if (request.from) span.first = std::max(span.first, Hour::of(*request.from, 0));
  if (request.to) span.last = std::min(span.last, Hour::of(*request.to, methods::DayWindow::kHours - 1));
  return span;
}

Result<const AirRules*> hourly_rules(AirRuleBook& book, Date day) {
  CHUANGMO_TRY(rules, book.on(day));
  if (!rules->is_api()) return rules;
  return fail("AIR001", fmt::format("{} 没有施行的 HJ 633 版本，API 没有小时报", day.text()),
              "用 --edition 指定版本，如 --edition \"HJ 633-2012\"");
}

Result<void> judge_city(AirRuleBook& book, const Standards& standards, const AirCity& city,
                        const AirRequest& request, const AirRowSink& sink) {
  CityHours hours(standards, city, request);
  const Span span = span_of(city, request);
  std::vector<bool> is_heard(static_cast<std::size_t>(std::max(0, span.last.hours - span.first.hours + 1)));
  for (std::size_t station = 0; station < city.stations.size(); ++station) {
    for (Hour hour = span.first; hour <= span.last; ++hour.hours) {
      if (!hours.says_something(station, hour)) continue;
      is_heard[static_cast<std::size_t>(hour.hours - span.first.hours)] = true;
      CHUANGMO_TRY(rules, hourly_rules(book, hour.date()));
      hours.take_rules(*rules, book.generation());
      CHUANGMO_TRY(row, hours.station_row(*rules, station, hour));
      sink(std::move(row));
    }
  }
  if (request.files.stations_file.empty() || city.participants == 0) return {};
  for (Hour hour = span.first; hour <= span.last; ++hour.hours) {
    if (!is_heard[static_cast<std::size_t>(hour.hours - span.first.hours)]) continue;
    CHUANGMO_TRY(rules, hourly_rules(book, hour.date()));
    hours.take_rules(*rules, book.generation());
    CHUANGMO_TRY(row, hours.city_row(*rules, hour));
    sink(std::move(row));
  }
  return {};
}

}  // namespace

Result<AirReport> judge_air_hours(const Library& library, const AirRequest& request, const AirRowSink& sink) {
  CHUANGMO_TRY(book, AirRuleBook::open(library, request.choices));
  CHUANGMO_TRY(input, read_air(library, request));
  AirReport report;
  report.diagnostics = input->files.diagnostics;
  for (const AirCity& city : input->cities)
    if (city.has_hours) CHUANGMO_CHECK(judge_city(book, library.standards, city, request, sink));
  return report;
}

}  // namespace chuangmo::app
