#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "publish/day_count.h"
#include "publish/documents/common_view.h"
#include "publish/documents/environment_view.h"
#include "publish/documents/period_words.h"
#include "publish/number_words.h"

namespace chuangmo::publish {
namespace {

// "SO2 PM10" -> "二氧化硫、可吸入颗粒物".
std::string pollutant_words(const AirMonitoring& air, const std::string& keys) {
  std::vector<std::string> words = split(keys, " ");
  for (std::string& word : words) {
    for (const PollutantPanel& panel : air.pollutants) {
      if (panel.key == word) word = panel.name;
    }
  }
  return join(words, "、");
}

const Chart* calendar_with(const AirMonitoring& air, const Period& period) {
  for (const Chart& calendar : air.calendars) {
    const bool has_days = std::any_of(calendar.days.begin(), calendar.days.end(),
                                      [&](const ChartDay& day) { return period.contains(day.date); });
    if (has_days) return &calendar;
  }
  return nullptr;
}

void put_days(ViewValue& record, const AirMonitoring& air, const Period& period) {
  const Chart* calendar = calendar_with(air, period);
  const DayCount count = calendar == nullptr ? DayCount{} : days_in(*calendar, period);
  const std::string about = "air:days|" + period.text() + "|";
  record.put("有监测", view_flag(count.valid > 0));
  record.put("指数名称", calendar == nullptr ? "" : calendar->unit);
  record.put("有效天数", std::to_string(count.valid), about + "valid");
  record.put("优良天数", std::to_string(count.good), about + "good");
  record.put("优良率", percent_words(count.good, count.valid), count.valid > 0 ? about + "share" : "");
  record.put("缺测天数", std::to_string(count.unknown), about + "unknown");
  std::vector<std::string> levels;
  for (std::size_t i = 0; calendar != nullptr && i < count.levels.size(); ++i) {
    if (count.levels[i] > 0)
      levels.push_back(fmt::format("{} {} 天", calendar->levels[i].name, count.levels[i]));
  }
  record.put("级别分布", join(levels, "、"));
  const auto most = std::max_element(count.causes.begin(), count.causes.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  record.put("首要污染物", most == count.causes.end() ? "" : pollutant_words(air, most->first));
  const auto last_year = year_before(period);
  const Chart* former = last_year ? calendar_with(air, *last_year) : nullptr;
  const DayCount before = former == nullptr ? DayCount{} : days_in(*former, *last_year);
  record.put("有上年同期", view_flag(before.valid > 0));
  record.put("上年优良天数", std::to_string(before.good));
  record.put("上年有效天数", std::to_string(before.valid));
}

const MeasuredMonth* month_of(const PollutantPanel& panel, int year, int month) {
  const auto found = std::find_if(panel.months.begin(), panel.months.end(), [&](const MeasuredMonth& each) {
    return each.year == year && each.month == month;
  });
  return found == panel.months.end() ? nullptr : &*found;
}

const MeasuredYear* year_of(const PollutantPanel& panel, int year) {
  const auto found = std::find_if(panel.years.begin(), panel.years.end(),
                                  [&](const MeasuredYear& each) { return each.year == year; });
  return found == panel.years.end() ? nullptr : &*found;
}

std::string month_words(const PollutantPanel& panel, int year, int month) {
  const MeasuredMonth* found = month_of(panel, year, month);
  return found == nullptr || found->value.empty() ? "" : written_number(found->value);
}

// The mean of the month or the year that the period is; nothing else has one.
std::string mean_words(const PollutantPanel& panel, const Period& period) {
  if (period.kind == PeriodKind::month) return month_words(panel, period.begin.year(), period.begin.month());
  const MeasuredYear* year = period.kind == PeriodKind::year ? year_of(panel, period.begin.year()) : nullptr;
  return year == nullptr || year->value.empty() ? "" : written_number(year->value);
}

std::string judgement_words(const PollutantPanel& panel, const Period& period) {
  if (period.kind != PeriodKind::year) return std::string(kNoValue);
  const MeasuredYear* year = year_of(panel, period.begin.year());
  if (year == nullptr || year->value.empty()) return "无数据";
  if (!year->is_valid) return "有效天数不足";
  if (year->limit.empty()) return std::string(kNoValue);
  return year->breaks_limit ? "超过限值" : "符合";
}

ViewValue months_chart(const PollutantPanel& panel, int year) {
  ViewChart chart;
  chart.title = fmt::format("{}年各月{}浓度", year, panel.name);
  chart.unit = unit_words(panel.unit, Language::zh);
  ViewChart::Series now{std::to_string(year) + "年", {}, "", false};
  ViewChart::Series before{std::to_string(year - 1) + "年", {}, "A6A6A6", false};
  for (int month = 1; month <= 12; ++month) {
    chart.categories.push_back(fmt::format("{}月", month));
    now.values.push_back(month_words(panel, year, month));
    before.values.push_back(month_words(panel, year - 1, month));
  }
  const auto has_values = [](const ViewChart::Series& series) {
    return std::any_of(series.values.begin(), series.values.end(),
                       [](const auto& value) { return !value.empty(); });
  };
  if (has_values(before)) chart.series.push_back(std::move(before));
  chart.series.push_back(std::move(now));
  return view_chart(std::move(chart));
}

ViewValue years_chart(const PollutantPanel& panel) {
  ViewChart chart;
  chart.kind = ViewChart::Kind::bars;
  chart.title = panel.name + "年均浓度";
  chart.unit = unit_words(panel.unit, Language::zh);
  ViewChart::Series means{"年均值", {}, "", false};
  ViewChart::Series limits{"限值", {}, "", true};
  for (const MeasuredYear& year : panel.years) {
    chart.categories.push_back(fmt::format("{}年", year.year));
    means.values.push_back(year.value.empty() ? "" : written_number(year.value));
    limits.values.push_back(year.limit.empty() ? "" : written_number(year.limit));
  }
  chart.series.push_back(std::move(means));
  chart.series.push_back(std::move(limits));
  return view_chart(std::move(chart));
}

ViewValue pollutant_record(const PollutantPanel& panel, const Period& period) {
  const int year = period.begin.year();
  const auto last_year = year_before(period);
  const MeasuredYear* annual = year_of(panel, year);
  const std::string mean = mean_words(panel, period);
  const std::string former = last_year ? mean_words(panel, *last_year) : "";
  ViewValue record = view_record();
  record.put("名称", panel.name);
  record.put("单位", unit_words(panel.unit, Language::zh));
  record.put("均值", or_dash(mean),
             mean.empty() ? "" : fmt::format("air:{}|{}|mean", panel.key, period.text()));
  record.put("上年均值", or_dash(former),
             former.empty() ? "" : fmt::format("air:{}|{}|mean", panel.key, last_year->text()));
  record.put("有效天数", annual == nullptr ? std::string(kNoValue) : std::to_string(annual->valid_days));
  record.put("限值", annual == nullptr ? std::string(kNoValue) : or_dash(written_number(annual->limit)));
  record.put("标准", annual == nullptr ? "" : annual->limit_standard);
  record.put("评价", judgement_words(panel, period));
  record.put("各月图", months_chart(panel, year));
  record.put("各年图", years_chart(panel));
  return record;
}

std::string colour_hex(const std::string& colour) {
  return colour.starts_with('#') ? colour.substr(1) : colour;
}

ViewValue day_record(const AirMonitoring& air, const Chart& calendar, const ChartDay& day) {
  const auto level = std::find_if(calendar.levels.begin(), calendar.levels.end(),
                                  [&](const ChartLevel& each) { return each.key == day.level; });
  const bool is_known = level != calendar.levels.end();
  const std::string about = "air:day|" + day.date.text() + "|";
  ViewValue record = view_record();
  record.put("日期", date_words(day.date));
  record.put("级别", is_known ? level->name : "无有效值", is_known ? about + "level" : "");
  record.put("指数", or_dash(day.value), day.value.empty() ? "" : about + "index");
  record.put("首要污染物", is_known ? or_dash(pollutant_words(air, day.cause)) : or_dash(day.cause));
  record.put("颜色", is_known ? colour_hex(level->colour) : "D9D9D9");
  return record;
}

ViewValue days_chart(const Chart& calendar, Date last, int days) {
  ViewChart chart;
  chart.kind = ViewChart::Kind::bars;
  chart.title = fmt::format("近{}日空气质量指数", days);
  chart.unit = calendar.unit;
  ViewChart::Series values{calendar.unit, {}, "", false};
  for (const ChartDay& day : calendar.days) {
    if (day.date > last || day.date <= last - days) continue;
    const YearMonthDay civil = day.date.civil();
    chart.categories.push_back(fmt::format("{}/{}", civil.month, civil.day));
    values.values.push_back(day.value);
  }
  chart.series.push_back(std::move(values));
  return view_chart(std::move(chart));
}

}  // namespace

void put_air(ViewValue& view, const DocumentSources& sources) {
  ViewValue& sets = view.put("空气", view_list());
  for (const AirMonitoring& air : sources.monitoring.air) {
    ViewValue record = view_record();
    record.put("名称", air.name);
    put_days(record, air, sources.period);
    ViewValue& pollutants = record.put("污染物", view_list());
    for (const PollutantPanel& panel : air.pollutants) {
      if (!mean_words(panel, sources.period).empty() || sources.period.kind == PeriodKind::quarter)
        pollutants.items.push_back(pollutant_record(panel, sources.period));
    }
    sets.items.push_back(std::move(record));
  }
}

ViewShape air_shape() {
  return {
      list_field("空气", "环境空气的各组点位"),
      text_field("空气.名称", "点位组名称", "环境空气自动站"),
      flag_field("空气.有监测", "期间内有有效日"),
      text_field("空气.指数名称", "所用的指数", "API"),
      text_field("空气.有效天数", "有有效值的天数", "30"),
      text_field("空气.优良天数", "优良天数", "24"),
      text_field("空气.优良率", "优良天数占有效天数", "80.0%"),
      text_field("空气.缺测天数", "没有有效值的天数", "1"),
      text_field("空气.级别分布", "各级别的天数", "优 3 天、良 21 天、轻微污染 6 天"),
      text_field("空气.首要污染物", "最常见的首要污染物", "可吸入颗粒物"),
      flag_field("空气.有上年同期", "上年同期有有效日"),
      text_field("空气.上年优良天数", "上年同期优良天数", "22"),
      text_field("空气.上年有效天数", "上年同期有效天数", "30"),
      list_field("空气.污染物", "各污染物"),
      text_field("空气.污染物.名称", "污染物", "二氧化硫"),
      text_field("空气.污染物.单位", "浓度单位", "mg/m³"),
      text_field("空气.污染物.均值", "期间（月或年）的平均浓度", "0.052"),
      text_field("空气.污染物.上年均值", "上年同期的平均浓度", "0.058"),
      text_field("空气.污染物.有效天数", "当年有效天数", "358"),
      text_field("空气.污染物.限值", "当年适用的年均限值", "0.06"),
      text_field("空气.污染物.标准", "限值所在的标准版本", "GB 3095-1996"),
      text_field("空气.污染物.评价", "年度的：符合、超过限值、有效天数不足、无数据", "符合"),
      chart_field("空气.污染物.各月图", "当年与上年各月浓度"),
      chart_field("空气.污染物.各年图", "各年年均浓度与限值"),
  };
}

void put_air_day(ViewValue& view, const DocumentSources& sources) {
  constexpr int kDaysBefore = 7;
  constexpr int kDaysDrawn = 30;
  const Date day = sources.period.begin;
  ViewValue& sets = view.put("日报", view_list());
  for (const AirMonitoring& air : sources.monitoring.air) {
    const Chart* calendar = calendar_with(air, sources.period);
    if (calendar == nullptr) continue;
    ViewValue record = view_record();
    ViewValue week = view_list();
    for (const ChartDay& each : calendar->days) {
      if (each.date == day) record = day_record(air, *calendar, each);
      if (each.date <= day && each.date > day - kDaysBefore)
        week.items.push_back(day_record(air, *calendar, each));
    }
    record.put("名称", air.name);
    record.put("指数名称", calendar->unit);
    record.put("近七日", std::move(week));
    record.put("近日图", days_chart(*calendar, day, kDaysDrawn));
    sets.items.push_back(std::move(record));
  }
}

ViewShape air_day_shape() {
  ViewShape shape{
      list_field("日报", "各组点位当日的空气质量；当日没有数据的不出现"),
      text_field("日报.名称", "点位组名称", "环境空气自动站"),
      text_field("日报.指数名称", "所用的指数", "API"),
      list_field("日报.近七日", "到当日为止的七天"),
      chart_field("日报.近日图", "近三十日的指数"),
  };
  for (const char* start : {"日报.", "日报.近七日."}) {
    const std::string at = start;
    shape = joined({std::move(shape),
                    {text_field(at + "日期", "日期", "2011年12月31日"),
                     text_field(at + "级别", "空气质量级别", "良"), text_field(at + "指数", "指数", "87"),
                     text_field(at + "首要污染物", "首要污染物，无有效值时为原因", "可吸入颗粒物"),
                     text_field(at + "颜色", "级别的颜色，用于 {{底色:…}}", "FFFF00")}});
  }
  return shape;
}

}  // namespace chuangmo::publish
