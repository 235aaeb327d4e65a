#include "publish/monitoring_charts.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMonths = 12;

std::string month_label(int year, int month) {
  return fmt::format("{}-{:02}", year, month);
}

Chart chart_of(ChartKind kind, int indicator, std::string title, std::string title_en) {
  Chart chart;
  chart.kind = kind;
  chart.indicator = indicator;
  chart.title = std::move(title);
  chart.title_en = std::move(title_en);
  return chart;
}

ChartSeries series_of(std::string key, std::string name, std::string name_en) {
  ChartSeries series;
  series.key = std::move(key);
  series.name = std::move(name);
  series.name_en = std::move(name_en);
  return series;
}

ChartPoint point_at(std::string label, std::string value) {
  ChartPoint point;
  point.label = std::move(label);
  point.is_valid = !value.empty();
  point.value = std::move(value);
  return point;
}

ChartPoint point_of(const MeasuredYear& year) {
  ChartPoint point = point_at(std::to_string(year.year), year.value);
  point.is_valid = year.is_valid && !year.value.empty();
  point.breaks_limit = year.breaks_limit;
  point.limit = year.limit;
  point.note = year.note;
  point.days = year.valid_days;
  return point;
}

// One limit of all years is a line.
void take_common_limit(Chart& chart) {
  const std::string* common = nullptr;
  for (const ChartSeries& series : chart.series) {
    for (const ChartPoint& point : series.points) {
      if (point.limit.empty()) continue;
      if (common != nullptr && *common != point.limit) return;
      common = &point.limit;
    }
  }
  if (common != nullptr) chart.limit = *common;
}

std::string title_of(const PollutantPanel& panel) {
  return panel.name.empty() || panel.name == panel.key ? panel.key : panel.name + " " + panel.key;
}

Chart months_chart(const PollutantPanel& panel, int indicator) {
  Chart chart = chart_of(ChartKind::months, indicator, title_of(panel) + "：逐月平均与年平均",
                         panel.key + ": monthly and annual means");
  chart.unit = panel.unit;
  ChartSeries months = series_of("month", "月平均", "monthly mean");
  for (const MeasuredMonth& month : panel.months) {
    ChartPoint point = point_at(month_label(month.year, month.month), month.value);
    point.is_valid = !month.value.empty() && !month.is_short;
    point.note = month.value.empty() ? "没有有效日" : month.is_short ? "有效天数不足" : "";
    point.days = month.valid_days;
    months.points.push_back(std::move(point));
  }
  ChartSeries years = series_of("year", "年平均", "annual mean");
  for (const MeasuredYear& year : panel.years) years.points.push_back(point_of(year));
  chart.series = {std::move(months), std::move(years)};
  take_common_limit(chart);
  return chart;
}

Chart stations_chart(const PollutantPanel& panel, int indicator) {
  Chart chart = chart_of(ChartKind::stations, indicator, title_of(panel) + "：各点位年平均",
                         panel.key + ": annual means by station");
  chart.unit = panel.unit;
  for (const StationYears& station : panel.stations) {
    ChartSeries series = series_of(station.station, station.name, "");
    series.station = station.station;
    series.is_control = station.is_control;
    for (const MeasuredYear& year : station.years) series.points.push_back(point_of(year));
    chart.series.push_back(std::move(series));
  }
  take_common_limit(chart);
  return chart;
}

std::vector<int> years_of(const Chart& calendar) {
  std::vector<int> years;
  for (const ChartDay& day : calendar.days) {
    if (years.empty() || years.back() != day.date.year()) years.push_back(day.date.year());
  }
  return years;
}

ChartPoint days_point(int year, std::size_t count) {
  return point_at(std::to_string(year), std::to_string(count));
}

// How many days of each level a year had; good ones by the verdicts' own question.
Chart days_chart(const AirMonitoring& air, const Chart& calendar, int indicator) {
  Chart chart = chart_of(ChartKind::days, indicator, "各级别天数（" + calendar.unit + "）",
                         "Days of each level (" + calendar.unit + ")");
  chart.unit = "d";
  chart.levels = calendar.levels;
  ChartSeries good = series_of("good", "优良", "good");
  for (const GoodDays& days : air.good_days) {
    ChartPoint point = days_point(days.year, static_cast<std::size_t>(days.good));
    point.is_valid = days.unknown == 0 && days.ahead == 0;
    point.is_ahead = days.ahead > 0;
    good.points.push_back(std::move(point));
  }
  chart.series.push_back(std::move(good));
  for (const ChartLevel& level : calendar.levels) {
    ChartSeries series = series_of(level.key, level.name, level_name_en(level.name));
    std::size_t all = 0;
    for (const int year : years_of(calendar)) {
      const auto count = std::count_if(calendar.days.begin(), calendar.days.end(), [&](const ChartDay& day) {
        return day.date.year() == year && day.level == level.key;
      });
      all += static_cast<std::size_t>(count);
      series.points.push_back(days_point(year, static_cast<std::size_t>(count)));
      series.points.back().level = level.key;
    }
    if (all > 0) chart.series.push_back(std::move(series));  // what never occurred has no line
  }
  return chart;
}

void add_air(std::vector<Chart>& charts, const AirMonitoring& air, int indicator) {
  for (Chart calendar : air.calendars) {
    calendar.indicator = indicator;
    for (ChartLevel& level : calendar.levels) {
      if (level.name_en.empty()) level.name_en = level_name_en(level.name);
    }
    Chart days = days_chart(air, calendar, indicator);
    charts.push_back(std::move(calendar));
    charts.push_back(std::move(days));
  }
  for (const PollutantPanel& panel : air.pollutants) charts.push_back(months_chart(panel, indicator));
  for (const PollutantPanel& panel : air.pollutants) charts.push_back(stations_chart(panel, indicator));
}

// Coloured as tables of this trade are: blue, green, yellow, orange, red.
std::vector<ChartLevel> water_levels(bool is_source) {
  if (is_source)
    return {{"complies", "达标", "complies", "#bfe3f5", true},
            {"fails", "不达标", "does not comply", "#f0958a", false}};
  std::vector<ChartLevel> levels;
  static constexpr std::array<std::array<std::string_view, 4>, 6> kClasses{
      {{"I", "Ⅰ类", "class I", "#bfe3f5"},
       {"II", "Ⅱ类", "class II", "#9fd0ee"},
       {"III", "Ⅲ类", "class III", "#b5e0a8"},
       {"IV", "Ⅳ类", "class IV", "#f6e58a"},
       {"V", "Ⅴ类", "class V", "#f6bd79"},
       {"劣V", "劣Ⅴ类", "worse than class V", "#f0958a"}}};
  for (const auto& [key, name, name_en, colour] : kClasses)
    levels.push_back(
        {std::string(key), std::string(name), std::string(name_en), std::string(colour), key != "劣V"});
  return levels;
}

ChartPoint class_point(const ClassCell& cell, std::string label, bool is_source) {
  ChartPoint point;
  point.label = std::move(label);
  point.is_valid = cell.kind == ClassCell::Kind::known;
  point.is_ahead = cell.kind == ClassCell::Kind::ahead;
  if (point.is_valid) point.level = !is_source ? cell.text : cell.breaks ? "fails" : "complies";
  point.breaks_limit = cell.breaks;
  if (point.is_valid) point.cause = cell.cause;
  if (cell.kind == ClassCell::Kind::unknown)
    point.note = cell.cause.empty() ? "数据不全" : "缺 " + cell.cause;
  return point;
}

// The months of each year, then the year as a whole.
void add_class_points(ChartSeries& series, const ClassRow& row, int year, bool is_source) {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string label = i < kMonths ? month_label(year, static_cast<int>(i) + 1) : std::to_string(year);
    series.points.push_back(class_point(row.cells[i], label, is_source));
  }
}

void add_water(std::vector<Chart>& charts, const WaterMonitoring& water, int indicator) {
  if (water.years.empty()) return;
  const std::string name_en = water.name_en.empty() ? water.name : water.name_en;
  Chart chart = water.is_source ? chart_of(ChartKind::classes, indicator, water.name + "：逐月是否达标",
                                           name_en + ": whether each month complied")
                                : chart_of(ChartKind::classes, indicator, water.name + "：逐月与全年水质类别",
                                           name_en + ": class by month and year");
  chart.levels = water_levels(water.is_source);
  for (const ClassTable& table : water.years) {
    for (const ClassRow& row : table.rows) {
      auto known = std::find_if(chart.series.begin(), chart.series.end(), [&](const ChartSeries& each) {
        return each.station == row.station && each.name == row.name;
      });
      if (known == chart.series.end()) {
        chart.series.push_back(series_of(row.station, row.name, ""));
        known = chart.series.end() - 1;
        known->station = row.station;
        known->target = row.target;
      }
      add_class_points(*known, row, table.year, water.is_source);
    }
  }
  charts.push_back(std::move(chart));
}

void add_noise(std::vector<Chart>& charts, const NoiseMonitoring& noise, int indicator) {
  if (noise.years.empty()) return;
  const std::string name_en = noise.name_en.empty() ? noise.name : noise.name_en;
  Chart chart = chart_of(ChartKind::trend, indicator,
                         noise.name + (noise.is_weighted ? "：按路长加权的年平均" : "：年平均"),
                         name_en + (noise.is_weighted ? ": annual mean, by road length" : ": annual mean"));
  chart.unit = noise.unit;
  const std::size_t digits = noise.limit.find_first_of("0123456789");
  chart.limit = digits == std::string::npos ? "" : noise.limit.substr(digits);
  ChartSeries series = series_of("", "", "");
  for (const NoiseYear& year : noise.years) {
    ChartPoint point = point_at(std::to_string(year.year), year.value);
    if (year.known < year.places)
      point.note = fmt::format("{} 个测点中 {} 个有监测值", year.places, year.known);
    series.points.push_back(std::move(point));
  }
  chart.series.push_back(std::move(series));
  charts.push_back(std::move(chart));
}

bool asks(const std::vector<int>& indicators, int indicator) {
  return std::find(indicators.begin(), indicators.end(), indicator) != indicators.end();
}

}  // namespace

std::vector<Chart> monitoring_charts(const Monitoring& monitoring, int indicator) {
  std::vector<Chart> charts;
  for (const AirMonitoring& air : monitoring.air) {
    if (asks(air.indicators, indicator)) add_air(charts, air, indicator);
  }
  for (const WaterMonitoring& water : monitoring.water) {
    if (asks(water.indicators, indicator)) add_water(charts, water, indicator);
  }
  for (const NoiseMonitoring& noise : monitoring.noise) {
    if (asks(noise.indicators, indicator)) add_noise(charts, noise, indicator);
  }
  return charts;
}

}  // namespace chuangmo::publish
