#include "publish/monitoring_charts.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/text.h"
#include "publish/chart_file.h"
#include "publish/chart_json.h"
#include "publish/sample_page.h"

namespace chuangmo::publish {
namespace {

using Parsed = nlohmann::json;

std::vector<Chart> of_kind(const std::vector<Chart>& charts, ChartKind kind) {
  std::vector<Chart> found;
  std::copy_if(charts.begin(), charts.end(), std::back_inserter(found),
               [&](const Chart& chart) { return chart.kind == kind; });
  return found;
}

Parsed parsed(const Chart& chart) {
  return Parsed::parse(chart_json(chart, 1).dump());
}

TEST(MonitoringCharts, AreThoseOfTheSetsThatTheIndicatorAsksAbout) {
  const Monitoring monitoring = sample::monitoring();
  const std::vector<Chart> air = monitoring_charts(monitoring, 8);
  EXPECT_EQ(of_kind(air, ChartKind::calendar).size(), 1U);
  EXPECT_EQ(of_kind(air, ChartKind::days).size(), 1U);
  EXPECT_EQ(of_kind(air, ChartKind::months).size(), 3U);
  EXPECT_EQ(of_kind(air, ChartKind::stations).size(), 3U);
  EXPECT_EQ(monitoring_charts(monitoring, 10).size(), 1U);
  EXPECT_EQ(monitoring_charts(monitoring, 12).front().kind, ChartKind::trend);
  EXPECT_TRUE(monitoring_charts(monitoring, 13).empty());
}

TEST(MonitoringCharts, EveryDayHasItsLevelOrWhyNot) {
  const Parsed json =
      parsed(of_kind(monitoring_charts(sample::monitoring(), 8), ChartKind::calendar).front());
  EXPECT_EQ(json.at("kind"), "calendar");
  ASSERT_EQ(json.at("series").size(), 3U);
  EXPECT_EQ(json.at("series").at(0).at("key"), "2009");
  EXPECT_EQ(json.at("series").at(0).at("points").size(), 365U);
  EXPECT_EQ(json.at("levels").at(2).at("attains"), false);
  int unknown = 0;
  for (const Parsed& point : json.at("series").at(0).at("points")) {
    if (point.at("valid")) {
      EXPECT_EQ(point.at("primary"), "PM10");
      EXPECT_EQ(point.contains("breaks"), point.at("level") != "I" && point.at("level") != "II");
    } else {
      ++unknown;
      EXPECT_EQ(point.at("note"), "缺 SO2");
      EXPECT_FALSE(point.contains("level"));
    }
  }
  EXPECT_GT(unknown, 0);
}

TEST(MonitoringCharts, CountsTheDaysOfEachLevel) {
  const Chart days = of_kind(monitoring_charts(sample::monitoring(), 8), ChartKind::days).front();
  ASSERT_EQ(days.series.size(), 6U);  // heavy pollution did not occur
  EXPECT_EQ(days.series[0].key, "good");
  EXPECT_EQ(days.series[0].points[0].value, "316");
  EXPECT_TRUE(days.series[0].points[0].is_valid);
  EXPECT_FALSE(days.series[0].points[2].is_valid);  // the year still runs
  EXPECT_TRUE(days.series[0].points[2].is_ahead);
}

TEST(MonitoringCharts, MeansOfTooFewDaysAreShownAndNotValid) {
  const std::vector<Chart> air = monitoring_charts(sample::monitoring(), 8);
  const Chart months = of_kind(air, ChartKind::months).front();
  ASSERT_EQ(months.series.size(), 2U);
  const ChartPoint& gap = months.series[0].points.at(17);  // June of the second year
  EXPECT_EQ(gap.label, "2010-06");
  EXPECT_TRUE(gap.value.empty());
  EXPECT_FALSE(gap.is_valid);
  EXPECT_FALSE(months.series[0].points.at(18).is_valid);
  EXPECT_FALSE(months.series[0].points.at(18).value.empty());
  EXPECT_EQ(months.limit, "0.060");
  EXPECT_TRUE(months.series[1].points.at(2).breaks_limit);  // 0.062
  const Chart stations = of_kind(air, ChartKind::stations).front();
  EXPECT_TRUE(stations.series.at(2).is_control);
  EXPECT_FALSE(stations.series.at(1).points.at(2).is_valid);
}

TEST(MonitoringCharts, ClassesStandByMonthAndYearWithTheirTarget) {
  const Chart chart = monitoring_charts(sample::monitoring(), 10).front();
  ASSERT_EQ(chart.series.size(), 2U);
  EXPECT_EQ(chart.series[0].target, "III");
  ASSERT_EQ(chart.series[0].points.size(), 39U);
  EXPECT_EQ(chart.series[0].points[2].label, "2009-03");
  EXPECT_EQ(chart.series[0].points[2].level, "V");
  EXPECT_TRUE(chart.series[0].points[2].breaks_limit);
  EXPECT_EQ(chart.series[0].points[2].cause, "NH3-N TP");
  EXPECT_EQ(chart.series[0].points[12].label, "2009");
  EXPECT_EQ(chart.series[1].points[4].note, "缺 BOD5");
  EXPECT_TRUE(chart.series[1].points[37].is_ahead);
  const Chart sources = monitoring_charts(sample::monitoring(), 9).front();
  EXPECT_EQ(sources.series[0].points[7].level, "fails");
  EXPECT_EQ(sources.series[0].points[6].level, "complies");
}

TEST(ChartJson, WritesWhatIsDrawnOfSeriesOfDifferentSize) {
  Chart chart = sample::charts().at(5);
  chart.scale = ChartScale::of_limit;
  for (ChartSeries& series : chart.series) {
    for (ChartPoint& point : series.points) point.limit = "0.10";
  }
  const Parsed json = parsed(chart);
  EXPECT_EQ(json.at("scale"), "of_limit");
  EXPECT_EQ(json.at("series").at(0).at("points").at(0).at("drawn"), "112.00");
  EXPECT_EQ(json.at("series").at(0).at("points").at(0).at("value"), "0.112");
}

TEST(ChartCsv, IsATableThatSpreadsheetsReadAsTextAndNumbers) {
  Chart chart = sample::charts().front();
  chart.series[0].name = "=HYPERLINK(\"x\")";
  const std::string text = chart_csv(chart, Language::zh);
  ASSERT_TRUE(starts_with(text, "\xEF\xBB\xBF"));
  const CsvText read = read_csv(text.substr(3), "chart.csv");
  EXPECT_TRUE(read.diagnostics.empty());
  ASSERT_EQ(read.rows.size(), 4U);
  EXPECT_EQ(read.rows[0].fields[0], "系列");
  EXPECT_EQ(read.rows[1].fields[0], "'=HYPERLINK(\"x\")");
  EXPECT_EQ(read.rows[1].fields[2], "21300");
  EXPECT_EQ(read.rows[1].fields[4], "19000");
  EXPECT_TRUE(contains(chart_csv(chart, Language::en), "period or place"));
}

// Well-formed as far as counting goes: what opens closes.
void expect_stands_alone(const std::string& svg) {
  EXPECT_TRUE(starts_with(svg, "<?xml"));
  EXPECT_TRUE(contains(svg, "xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_TRUE(contains(svg, "<style>"));
  EXPECT_FALSE(contains(svg, "var(--"));
  EXPECT_FALSE(contains(svg, "http://") && !contains(svg, "www.w3.org"));
  for (const std::string_view tag : {"g", "rect", "text", "tspan", "title"}) {
    const std::string open = "<" + std::string(tag);
    std::size_t opened = 0;
    std::size_t closed = 0;
    for (std::size_t at = svg.find(open); at != std::string::npos; at = svg.find(open, at + 1)) {
      const char next = svg[at + open.size()];
      if (next != ' ' && next != '>') continue;
      ++opened;
      const std::size_t end = svg.find('>', at);
      if (svg[end - 1] == '/') ++closed;
    }
    const std::string close = "</" + std::string(tag) + ">";
    for (std::size_t at = svg.find(close); at != std::string::npos; at = svg.find(close, at + 1)) ++closed;
    EXPECT_EQ(opened, closed) << tag;
  }
}

TEST(ChartFile, EveryKindStandsAloneInEitherLanguage) {
  std::vector<Chart> charts = sample::charts();
  for (const int indicator : {8, 9, 10, 12}) {
    for (Chart& chart : monitoring_charts(sample::monitoring(), indicator))
      charts.push_back(std::move(chart));
  }
  for (const Chart& chart : charts) {
    SCOPED_TRACE(chart.title);
    expect_stands_alone(chart_file(chart, Language::zh));
    const std::string english = chart_file(chart, Language::en);
    expect_stands_alone(english);
    EXPECT_EQ(english, chart_file(chart, Language::en));
    EXPECT_TRUE(contains(english, ".zh { display: none; }"));
  }
}

}  // namespace
}  // namespace chuangmo::publish
