#include "app/air_days.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/air_measured.h"
#include "app/air_trace.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kHours = methods::DayWindow::kHours;

// One average of a city's days under rules that hold for a while.
struct DayItem {
  const CitySeries* series = nullptr;  // nullptr: the files do not hold the parameter
  const Parameter* parameter = nullptr;
  std::string input;
  bool in_index = true;
  int start_hour = 0;
  methods::StationDayRules rules;
  std::optional<Rational> factor;
  const Limit* limit = nullptr;
  const Citation* citation = nullptr;
};

// The average that a file of daily values means: of O3, which has no 24 h limit, the maximum 8 h mean.
std::string_view input_of_days(const AirRules& rules, std::string_view parameter) {
  const bool has_day_limit = limit_of(rules, parameter, methods::kDayMean) != nullptr;
  const bool has_window_limit = limit_of(rules, parameter, methods::kDayMda8) != nullptr;
  return !has_day_limit && has_window_limit ? methods::kDayMda8 : methods::kDayMean;
}

const Citation* validity_of(const AirRules& rules, std::string_view parameter, std::string_view input) {
  const ValidityRule* rule = nullptr;
  if (input == methods::kDayMean) rule = rules.quality->find_validity(parameter, "24h", "hour", "day");
  if (input == methods::kDayMda8 && rules.evaluation != nullptr)
    rule = rules.evaluation->find_validity(parameter, "max8h", "window", "day");
  return rule == nullptr ? nullptr : &rule->citation;
}

class CityDays {
 public:
  CityDays(const Standards& standards, const AirCity& city, const AirRequest& request)
      : standards_(standards), city_(city), request_(request) {}

  Result<publish::AirRow> row(const AirRules& rules, int generation, Date day) {
    if (generation != prepared_) {
      prepare(rules);
      prepared_ = generation;
    }
    std::vector<Measured> measured;
    for (const DayItem& item : items_) {
      CHUANGMO_TRY(one, measured_on(rules, item, day));
      measured.push_back(std::move(one));
    }
    CHUANGMO_TRY(made, air_row(rules, std::move(measured), methods::IndexReport::daily,
                               methods::ParticleInput::as_standard, left_out_, request_.explain));
    made.city = city_.name;
    made.time = day.text();
    return made;
  }

 private:
  void prepare(const AirRules& rules) {
    items_.clear();
    left_out_.clear();
    for (const std::string& parameter : rules.left_out) left_out_.push_back({parameter, ""});
    for (const BreakpointTable& table : rules.index->breakpoints) {
      const Parameter* parameter = standards_.parameter(table.parameter);
      if (table.daily_input.empty() || parameter == nullptr || is_left_out(table.parameter)) continue;
      const CitySeries* series = city_.find(table.parameter);
      // Daily values tell nothing of the hours.
      if (series != nullptr && !series->has_hours() && table.daily_input == methods::kDayHourMaximum) {
        left_out_.push_back({table.parameter, table.daily_input});
        continue;
      }
      add(rules, series, *parameter, table.daily_input, true);
    }
    add_extras(rules);
  }

  bool is_left_out(const std::string& parameter) const {
    return std::any_of(left_out_.begin(), left_out_.end(), [&](const methods::LeftOut& each) {
      return each.parameter == parameter && each.input.empty();
    });
  }

  void add(const AirRules& rules, const CitySeries* series, const Parameter& parameter,
           std::string_view input, bool in_index) {
    DayItem item;
    item.series = series;
    item.parameter = &parameter;
    item.input = std::string(input);
    item.in_index = in_index;
    item.start_hour = input == methods::kDayMean ? rules.start_hour : 0;
    item.rules = rules.station_day(parameter);
    item.factor = rules.factor(parameter.key);
    item.limit = limit_of(rules, parameter.key, input);
    item.citation = validity_of(rules, parameter.key, input);
    items_.push_back(std::move(item));
  }

  bool has(const std::string& parameter, std::string_view input) const {
    return std::any_of(items_.begin(), items_.end(), [&](const DayItem& item) {
      return item.parameter->key == parameter && item.input == input;
    });
  }

  // What was measured besides the items of the index, as far as the standard has a day of it.
  void add_extras(const AirRules& rules) {
    for (const CitySeries& series : city_.parameters) {
      const Parameter& parameter = *series.parameter;
      const auto rule = rules.station_day(parameter);
      const std::array<std::pair<std::string_view, bool>, 3> averages{
          std::pair(methods::kDayMean, rule.least_hours > 0),
          std::pair(methods::kDayMda8, rule.mda8.has_value()),
          std::pair(methods::kDayHourMaximum, rule.least_hours == 0 && series.has_hours() &&
                                                  limit_of(rules, parameter.key, "1h") != nullptr)};
      for (const auto& [input, is_ruled] : averages)
        if (is_ruled && !has(parameter.key, input)) add(rules, &series, parameter, input, false);
    }
  }

  Result<methods::StationDay> station_day(const AirRules& rules, const DayItem& item, std::size_t station,
                                          Date day) const {
    if (const ReadingSeries* series = item.series->hours[station]) {
      std::array<std::int32_t, kHours> hours{};
      const std::int64_t begin = methods::day_window(day, item.start_hour).first.hours;
      for (std::size_t i = 0; i < kHours; ++i)
        hours[i] = reading_at(series, begin + static_cast<std::int64_t>(i));
      return methods::station_day(item.input, hours, item.parameter->decimals, item.rules);
    }
    methods::StationDay read;
    const std::int32_t value = reading_at(item.series->days[station], day.days);
    if (value == kNoReading || item.input != input_of_days(rules, item.parameter->key)) return read;
    CHUANGMO_TRY(exact, Rational::from(Decimal(value, item.parameter->decimals)));
    read.value = exact;
    return read;
  }

  Result<Measured> measured_on(const AirRules& rules, const DayItem& item, Date day) const {
    Measured measured;
    measured.parameter = item.parameter;
    measured.concentration = {item.parameter->key, item.input, std::nullopt, item.parameter->unit};
    measured.in_index = item.in_index;
    measured.limit = item.limit;
    measured.citation = item.citation;
    std::vector<std::optional<Rational>> values(city_.participants);
    for (std::size_t i = 0; item.series != nullptr && i < values.size(); ++i) {
      CHUANGMO_TRY(station, station_day(rules, item, i, day));
      if (station.value && item.factor) {
        CHUANGMO_TRY(converted, multiply(*station.value, *item.factor));
        values[i] = converted;
      }
      if (item.series->hours[i] != nullptr) {
        measured.valid_hours = measured.valid_hours.value_or(0) + station.hours;
        if (item.input == methods::kDayMda8)
          measured.valid_windows = measured.valid_windows.value_or(0) + station.windows;
      }
      if (request_.explain) measured.parts.push_back(part(item, i, day, station, values[i]));
    }
    CHUANGMO_CHECK(take_stations(rules, values, measured));
    return measured;
  }

  TraceNode part(const DayItem& item, std::size_t station, Date day, const methods::StationDay& made,
                 const std::optional<Rational>& value) const {
    TraceNode node;
    node.op = "station_day";
    node.text =
        city_.stations[station]->name.empty() ? city_.stations[station]->key : city_.stations[station]->name;
    node.unit = item.parameter->unit;
    node.details = {{"station", city_.stations[station]->key}, {"day", day.text()}};
    if (item.citation != nullptr) node.citation = *item.citation;
    if (const ReadingSeries* series = item.series->hours[station]) {
      node.details.emplace_back("valid_hours", std::to_string(made.hours));
      if (made.hours_needed > 0) node.details.emplace_back("hours_needed", std::to_string(made.hours_needed));
      if (made.windows_needed > 0) {
        node.details.emplace_back("valid_windows", std::to_string(made.windows));
        node.details.emplace_back("windows_needed", std::to_string(made.windows_needed));
      }
      put_hours(node, series, methods::day_window(day, item.start_hour).first, kHours,
                item.parameter->decimals);
    } else if (item.series->days[station] != nullptr) {
      put_reading(node, *item.series->days[station], day.days, item.parameter->decimals);
      node.citation.reset();  // no hours were counted
    }
    if (item.factor && *item.factor != Rational(1))
      node.details.emplace_back("reference_factor", item.factor->text());
    node.value = value ? value->text() : "unknown";
    if (value) node.shown = display(*value, 4) + " " + node.unit;
    return node;
  }

  const Standards& standards_;
  const AirCity& city_;
  const AirRequest& request_;
  int prepared_ = 0;
  std::vector<DayItem> items_;
  std::vector<methods::LeftOut> left_out_;
};

void count(publish::AirYearCounts& counts, const publish::AirRow& row) {
  (!row.is_good ? counts.undecided : *row.is_good ? counts.good : counts.not_good) += 1;
  if (!row.index || !row.is_complete) {
    counts.without_index += 1;
    return;
  }
  const auto found =
      std::find_if(counts.levels.begin(), counts.levels.end(),
                   [&](const publish::AirLevelCount& each) { return each.level == row.level; });
  if (found != counts.levels.end()) found->days += 1;
}

publish::AirYearCounts counts_of(const std::string& city, int year, const Edition& index) {
  publish::AirYearCounts counts;
  counts.city = city;
  counts.year = year;
  for (const IndexLevel& level : index.levels) counts.levels.push_back({level.name, 0});
  return counts;
}

// Levels of a year under two indices stand behind one another.
void add_levels(publish::AirYearCounts& counts, const Edition& index) {
  for (const IndexLevel& level : index.levels) {
    const bool is_known = std::any_of(counts.levels.begin(), counts.levels.end(),
                                      [&](const auto& each) { return each.level == level.name; });
    if (!is_known) counts.levels.push_back({level.name, 0});
  }
}

// Files of one place often do not name it.
constexpr const char* kUnnamedPlace = "全市";
bool lacks_station(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& each) { return each.code == "SER133"; });
}

}  // namespace

Result<std::unique_ptr<AirInput>> read_air(const Library& library, const AirRequest& request) {
  auto input = std::make_unique<AirInput>();
  CHUANGMO_TRY(files, read_reading_files(library, request.files));
  input->files = std::move(files);
  if (lacks_station(input->files.diagnostics)) {
    ReadingFilesRequest named = request.files;
    named.station = kUnnamedPlace;
    CHUANGMO_TRY(again, read_reading_files(library, named));
    input->files = std::move(again);
  }
  if (has_errors(input->files.diagnostics)) return input;
  input->cities = air_cities(library.standards, input->files, request.city);
  if (!input->cities.empty()) return input;
  const std::string whose = request.city.empty() ? "" : quote(request.city) + "的";
  return fail("AIR003", "文件里没有" + whose + "空气监测值",
              request.city.empty() ? "核对文件" : "核对城市名称，用 --stations 给出点位与城市的对应表");
}

Result<AirReport> judge_air_days(const Library& library, const AirRequest& request, const AirRowSink& sink) {
  CHUANGMO_TRY(book, AirRuleBook::open(library, request.choices));
  CHUANGMO_TRY(input, read_air(library, request));
  AirReport report;
  report.diagnostics = input->files.diagnostics;
  for (const AirCity& city : input->cities) {
    if (city.participants == 0) continue;
    CityDays days(library.standards, city, request);
    const Date last = city.last_day + (request.choices.report_day ? 1 : 0);
    const Date end = request.to ? std::min(last, *request.to) : last;
    for (Date day = std::max(city.first_day, request.from.value_or(city.first_day)); day <= end;
         day = day + 1) {
      CHUANGMO_TRY(rules, book.on(day));
      CHUANGMO_TRY(row, days.row(*rules, book.generation(), day));
      auto& counts = report.counts;
      if (counts.empty() || counts.back().city != city.name || counts.back().year != day.year())
        counts.push_back(counts_of(city.name, day.year(), *rules->index));
      add_levels(counts.back(), *rules->index);
      count(counts.back(), row);
      sink(std::move(row));
    }
  }
  return report;
}

}  // namespace chuangmo::app
