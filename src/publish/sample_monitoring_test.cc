#include <fmt/format.h>

#include "publish/sample_page.h"

namespace chuangmo::publish::sample {
namespace {

constexpr int kFirstYear = 2009;
constexpr int kYears = 3;
constexpr int kLastMonth = 10;  // of the last year, which still runs

Chart calendar() {
  Chart chart;
  chart.indicator = 8;
  chart.kind = ChartKind::calendar;
  chart.title = "空气污染指数逐日等级";
  chart.title_en = "Air pollution index by day";
  chart.unit = "API";
  chart.levels = {{"I", "优", "Excellent", "", true},        {"II", "良", "Good", "", true},
                  {"III1", "轻微污染", "Slight", "", false}, {"III2", "轻度污染", "Light", "", false},
                  {"IV", "中度污染", "Moderate", "", false}, {"V", "重污染", "Heavy", "", false}};
  unsigned state = 7;
  for (Date day = Date::of(kFirstYear, 1, 1); day < Date::of(2011, 11, 1); day = day + 1) {
    state = state * 1103515245U + 12345U;
    const unsigned draw = (state >> 16) % 100;
    const bool is_winter = day.month() <= 2 || day.month() >= 11;
    const std::size_t level = draw < 22                        ? 0
                              : draw < (is_winter ? 68U : 90U) ? 1
                              : draw < 94                      ? 2
                              : draw < 98                      ? 3
                                                               : 4;
    if (draw == 50)
      chart.days.push_back({day, "", "", "SO2"});
    else
      chart.days.push_back({day, chart.levels[level].key, std::to_string(20 + draw), "PM10"});
  }
  return chart;
}

MeasuredYear mean_of(int year, int thousandths, int limit_thousandths, int valid_days) {
  MeasuredYear mean;
  mean.year = year;
  mean.days = 365;
  mean.valid_days = valid_days;
  mean.value = fmt::format("0.{:03}", thousandths);
  mean.limit = fmt::format("0.{:03}", limit_thousandths);
  mean.limit_standard = "GB 3095-1996";
  mean.is_valid = valid_days >= 144;
  if (!mean.is_valid) mean.note = fmt::format("有效天数 {} 天，需 144 天", valid_days);
  mean.breaks_limit = mean.is_valid && thousandths > limit_thousandths;
  return mean;
}

PollutantPanel panel(const std::string& key, const std::string& name, int thousandths, int limit) {
  PollutantPanel panel{key, name, "mg/m3", {}, {}, {}};
  panel.stations = {{"北城站", false, {}}, {"平朔生活区站", false, {}}, {"紫荆山清洁对照点", true, {}}};
  for (int i = 0; i < kYears; ++i) {
    const int year = kFirstYear + i;
    const int mean = thousandths + 3 * i;
    for (int month = 1; month <= (i + 1 < kYears ? 12 : kLastMonth); ++month) {
      const int value = mean + (month < 4 || month > 9 ? thousandths / 3 : -thousandths / 3);
      const bool is_gap = i == 1 && month == 6;
      const bool is_short = i == 1 && month == 7;
      panel.months.push_back({year, month, is_gap ? "" : fmt::format("0.{:03}", value),
                              is_gap     ? 0
                              : is_short ? 4
                                         : 30,
                              is_gap || is_short});
    }
    panel.years.push_back(mean_of(year, mean, limit, 360));
    panel.stations[0].years.push_back(mean_of(year, mean + 4, limit, 358));
    panel.stations[1].years.push_back(mean_of(year, mean - 2, limit, i == 2 ? 118 : 355));
    panel.stations[2].years.push_back(mean_of(year, mean / 2, limit, 365));
  }
  return panel;
}

ClassCell known(int level, const std::string& text, bool breaks, const std::string& cause) {
  return {ClassCell::Kind::known, level, text, breaks, cause};
}

WaterMonitoring sections() {
  WaterMonitoring water{
      "市辖区水环境功能区断面", "Sections of water functional zones", {10}, true, false, {}};
  for (int year = kFirstYear; year < kFirstYear + kYears; ++year) {
    ClassTable table{year, {{"七里河断面", "III", {}}, {"桑干河东榆林水库断面", "IV", {}}}};
    for (ClassRow& row : table.rows) {
      for (int month = 1; month <= 13; ++month) row.cells.push_back(known(3, "III", false, "COD"));
    }
    table.rows[0].cells[2] = known(5, "V", true, "NH3-N TP");
    table.rows[1].cells[4] = {ClassCell::Kind::unknown, 0, "", false, "BOD5"};
    table.rows[1].cells[6] = known(6, "劣V", true, "NH3-N");
    if (year == kFirstYear + kYears - 1) table.rows[1].cells[11] = {ClassCell::Kind::ahead, 0, "", false, ""};
    water.years.push_back(std::move(table));
  }
  return water;
}

WaterMonitoring sources() {
  WaterMonitoring water{"集中式饮用水水源地", "", {9}, false, true, {}};
  ClassTable table{kFirstYear, {{"耿庄水源地", "", {}}}};
  for (int month = 1; month <= 12; ++month)
    table.rows[0].cells.push_back(
        known(month == 8 ? 6 : 1, month == 8 ? "✕" : "✓", month == 8, month == 8 ? "Fe" : ""));
  water.years.push_back(std::move(table));
  return water;
}

}  // namespace

Monitoring monitoring() {
  Monitoring monitoring;
  AirMonitoring air{"城区环境空气点位", "Urban ambient air stations", {8}, {calendar()}, {}, {}};
  air.good_days = {{2009, 316, 49, 0, 0, "86.5753"}, {2010, 300, 60, 5, 0, ""}, {2011, 240, 64, 0, 61, ""}};
  air.pollutants = {panel("SO2", "二氧化硫", 56, 60), panel("NO2", "二氧化氮", 30, 80),
                    panel("PM10", "可吸入颗粒物", 96, 100)};
  monitoring.air.push_back(std::move(air));
  monitoring.water = {sections(), sources()};
  monitoring.noise = {{"道路交通噪声路段",
                       "Road traffic noise sections",
                       {12},
                       true,
                       "dB(A)",
                       "<= 70",
                       {{2009, "68.8051", 24, 24}, {2010, "", 20, 24}}}};
  return monitoring;
}

}  // namespace chuangmo::publish::sample
