#include <gtest/gtest.h>

#include "base/text.h"
#include "publish/calendar_svg.h"
#include "publish/chart_axis.h"
#include "publish/chart_classes.h"
#include "publish/chart_months.h"
#include "publish/chart_stations.h"
#include "publish/sample_page.h"

namespace chuangmo::publish {
namespace {

std::size_t occurrences(const std::string& text, std::string_view part) {
  return split(text, part).size() - 1;
}

Chart few_days() {
  Chart chart;
  chart.kind = ChartKind::calendar;
  chart.unit = "API";
  chart.levels = {{"I", "优", "", "#00e400", true},   {"II", "良", "", "", true},
                  {"III", "轻度污染", "", "", false}, {"IV", "中度污染", "", "", false},
                  {"V", "重度污染", "", "", false},   {"VI", "严重污染", "", "", false}};
  chart.days = {{Date::of(2009, 1, 1), "I", "30", ""},
                {Date::of(2009, 1, 2), "II", "87", "PM10"},
                {Date::of(2009, 2, 28), "III", "120", "SO2 PM10"},
                {Date::of(2009, 3, 1), "", "", "NO2"},
                {Date::of(2010, 12, 31), "II", "60", "SO2"}};
  return chart;
}

TEST(Calendar, ADayTellsItsIndexLevelAndPrimaryPollutant) {
  const std::string html = calendar_html(few_days());
  EXPECT_TRUE(contains(html, "<title>2009-01-02 · API 87 · 良 good · PM10</title>"));
  EXPECT_TRUE(contains(html, "<title>2009-01-01 · API 30 · 优 excellent</title>"));
  EXPECT_TRUE(contains(html, "<title>2009-03-01 · 无有效值 no valid value · NO2</title>"));
  EXPECT_EQ(occurrences(html, "<title>"), 5U) << "days that nothing is said of are not drawn";
}

TEST(Calendar, TheFormOfADayTellsItsLevelWithoutColour) {
  Chart chart = few_days();
  const auto drawing = [&](const std::string& level) {
    chart.days = {{Date::of(2009, 1, 1), level, "1", ""}};
    const std::string html = calendar_html(chart);
    std::string form = html.substr(0, html.find("</svg>"));
    for (const char* fill : {"#00e400", "#e0cf6a", "#e59a45", "#d5603f", "#b03060", "#8a3f86"})
      form = replace_all(form, fill, "");
    return form.substr(0, form.find("<title>")) + form.substr(form.find("</title>"));
  };
  std::vector<std::string> forms;
  for (const char* level : {"I", "II", "III", "IV", "V", "VI", ""}) forms.push_back(drawing(level));
  std::sort(forms.begin(), forms.end());
  EXPECT_EQ(std::unique(forms.begin(), forms.end()) - forms.begin(), 7);
}

TEST(Calendar, CountsStandAsTextBesideEachYear) {
  const std::string html = calendar_html(few_days(), {{2009, 2, 1, 1, 0, ""}, {2010, 1, 0, 0, 364, ""}});
  EXPECT_TRUE(contains(html, "优良 2 天 · 无法判断 1 天"));
  EXPECT_TRUE(contains(html, "优良 1 天 · 尚余 364 天"));
  const std::string first = html.substr(0, html.find("<h4>2010"));
  EXPECT_TRUE(contains(first, "良</span><span class=\"en\" lang=\"en\">good</span> <b>1</b>"));
  EXPECT_TRUE(
      contains(first, "无有效值</span><span class=\"en\" lang=\"en\">no valid value</span> <b>1</b>"));
  const std::string second = html.substr(html.find("<h4>2010"));
  EXPECT_TRUE(contains(second, "<li class=\"nil\">")) << "what the year has none of is there, and quiet";
  EXPECT_TRUE(contains(second, "没有出现的级别：中度污染、重度污染、严重污染"));
}

TEST(Calendar, TheTableHasEveryDayInItsColumn) {
  const std::string table = calendar_table(few_days());
  const std::string february = table.substr(table.rfind("2009-02"));
  const std::string row = february.substr(0, february.find("</tr>"));
  EXPECT_EQ(occurrences(row, "<td>"), 31U);
  EXPECT_EQ(occurrences(row.substr(0, row.find("120")), "<td>"), 28U);
  EXPECT_TRUE(contains(row, "<td>120<small>SO2 PM10</small></td>"));
  EXPECT_TRUE(contains(table, "<td>—<small>NO2</small></td>"));
}

TEST(Months, AYearOverItsLimitIsMarkedByMoreThanColour) {
  PollutantPanel panel = sample::monitoring().air[0].pollutants[0];  // 0.056, 0.059, 0.062 against 0.06
  const std::string svg = months_svg(panel);
  EXPECT_EQ(occurrences(svg, "class=\"step over\""), 1U);
  EXPECT_EQ(occurrences(svg, "0.062 ▲"), 1U);
  EXPECT_EQ(occurrences(svg, "class=\"step\""), 2U);
  EXPECT_EQ(occurrences(svg, "class=\"lim\""), 3U) << "each year has the limit in force in it";
  EXPECT_TRUE(contains(svg, "≤ 0.06"));
  // The mark follows what was decided, not what is drawn.
  panel.years[2].breaks_limit = false;
  EXPECT_FALSE(contains(months_svg(panel), "▲"));
}

TEST(Months, GapsAndShortMonthsAreSeen) {
  const PollutantPanel panel = sample::monitoring().air[0].pollutants[0];
  const std::string svg = months_svg(panel);
  EXPECT_EQ(occurrences(svg, "<circle"), 33U) << "34 months have begun, one has no value";
  EXPECT_EQ(occurrences(svg, "class=\"short\""), 1U);
  const std::size_t line = svg.find(" class=\"l s0\"");
  const std::string path = svg.substr(svg.rfind("<path", line), line - svg.rfind("<path", line));
  EXPECT_EQ(occurrences(path, "M"), 2U) << "the line breaks at the gap";
  EXPECT_TRUE(contains(svg, "<title>2010-07 · 0.041 mg/m³ · 4 d</title>"));
  const std::string table = months_table({panel});
  EXPECT_TRUE(contains(table, "2010-06</th><td>—</td>"));
  EXPECT_TRUE(contains(table, "2011-12</th><td>—</td>"));
}

TEST(Months, AnInvalidYearHasNoStep) {
  PollutantPanel panel = sample::monitoring().air[0].pollutants[0];
  panel.years[1].is_valid = false;
  panel.years[1].note = "年度尚余 31 天";
  const std::string svg = months_svg(panel);
  EXPECT_EQ(occurrences(svg, "class=\"step"), 2U);
  EXPECT_TRUE(contains(svg, "年均无效"));
  EXPECT_TRUE(contains(months_table({panel}), "年度尚余 31 天"));
}

TEST(Months, NothingAndManyYearsDoNotHurt) {
  PollutantPanel panel;
  EXPECT_FALSE(contains(months_svg(panel), "nan"));
  EXPECT_EQ(months_table({}), "");
  for (int year = 1990; year < 2020; ++year) {
    MeasuredYear mean;
    mean.year = year;
    mean.value = year % 2 == 0 ? "" : "not a number";
    panel.years.push_back(mean);
    panel.months.push_back({year, 1, "", 0, true});
  }
  EXPECT_FALSE(contains(months_svg(panel), "nan"));
  EXPECT_FALSE(contains(months_svg(panel), "inf"));
  EXPECT_FALSE(contains(stations_html(panel), "nan"));
}

TEST(Stations, EachHasItsMeanItsDaysAndItsPlace) {
  const PollutantPanel panel = sample::monitoring().air[0].pollutants[0];
  const std::string html = stations_html(panel);
  EXPECT_EQ(occurrences(html, "<tr"), 5U) << "heading, city, three stations";
  EXPECT_TRUE(contains(html, "0.066 <b class=\"no\">▲</b></td><td>358</td>"));
  EXPECT_TRUE(contains(html, "<tr class=\"city\">"));
  EXPECT_TRUE(contains(html, "2 个点位")) << "the control point is no part of the city";
  EXPECT_EQ(occurrences(html, "class=\"lim\""), 4U);
  EXPECT_EQ(occurrences(html, "class=\"mean\"/>"), 4U) << "the city's mean runs through every row";
}

TEST(Stations, AnIncompleteOneIsMarkedAndHasNoVerdict) {
  const PollutantPanel panel = sample::monitoring().air[0].pollutants[0];
  const std::string html = stations_html(panel);
  const std::size_t at = html.find("平朔生活区站");
  const std::string row = html.substr(at, html.find("</tr>", at) - at);
  EXPECT_TRUE(contains(row, "有效天数 118 天，需 144 天"));
  EXPECT_TRUE(contains(row, "(0.060)"));
  EXPECT_TRUE(contains(row, "class=\"b a0 part\""));
  EXPECT_FALSE(contains(row, "▲"));
  EXPECT_TRUE(contains(html, "<tr class=\"control\">"));
  EXPECT_TRUE(contains(html, "对照点，不计入全市"));
}

TEST(Stations, BarsKeepTheirProportion) {
  PollutantPanel panel;
  panel.key = "SO2";
  const auto year = [](const std::string& value) {
    MeasuredYear mean;
    mean.year = 2011;
    mean.value = value;
    return mean;
  };
  panel.years = {year("50")};
  panel.stations = {{"甲", false, {year("100")}}, {"乙", false, {year("25")}}};
  const std::string html = stations_html(panel);
  EXPECT_TRUE(contains(html, "width=\"94.3%\"")) << "100 of 106";
  EXPECT_TRUE(contains(html, "width=\"23.6%\"")) << "25 of 106";
}

TEST(Classes, AClassIsTextAndABreachIsFramedAndCounted) {
  const WaterMonitoring water = sample::monitoring().water[0];
  const std::string html = classes_html(water);
  EXPECT_TRUE(
      contains(html, "<td class=\"w5 over\" title=\"2009-03 · V / ≤ III · NH3-N TP\">V<span class=\"sr\">"));
  EXPECT_TRUE(
      contains(html, "<td class=\"gap\" title=\"2009-05 · 数据不全 incomplete / ≤ IV · BOD5\">?</td>"));
  EXPECT_TRUE(contains(html, "<td class=\"ahead\"></td>"));
  EXPECT_TRUE(contains(html, "达标 21 次，不达标 2 次，不明 1 次"))
      << "24 section-months, the year's class is none";
  EXPECT_TRUE(contains(html, "达标 20 次，不达标 2 次，不明 1 次")) << "what is to come is not counted";
}

TEST(Classes, WhatIsNotAsItShouldBeIsListed) {
  const Monitoring monitoring = sample::monitoring();
  const std::string table = breaches_html(monitoring.water[0]);
  EXPECT_EQ(occurrences(table, "<tr>"), 1U + 3 * 3);
  EXPECT_TRUE(contains(table, "<td>2009-07</td><td>劣V <small>/ ≤ IV</small></td><td>NH3-N</td>"));
  EXPECT_TRUE(contains(breaches_html(monitoring.water[1]), "<td>2009-08</td><td>✕</td><td>Fe</td>"));
  WaterMonitoring clean = monitoring.water[1];
  clean.years[0].rows[0].cells[7] = clean.years[0].rows[0].cells[0];
  EXPECT_EQ(breaches_html(clean), "");
}

TEST(ChartAxis, FromZeroHasRoomAboveTheHighest) {
  const Axis axis = axis_from_zero(99, 10, 110);
  EXPECT_DOUBLE_EQ(axis.low, 0);
  EXPECT_DOUBLE_EQ(axis.high, 125);
  EXPECT_DOUBLE_EQ(axis.y(0), 110);
  EXPECT_DOUBLE_EQ(axis.y(125), 10);
  EXPECT_DOUBLE_EQ(axis_from_zero(0, 0, 1).high, 1.25);
}

}  // namespace
}  // namespace chuangmo::publish
