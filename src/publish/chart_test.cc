#include "publish/chart.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "publish/calendar_svg.h"
#include "publish/chart_axis.h"
#include "publish/chart_svg.h"
#include "publish/drawing.h"
#include "publish/sample_page.h"
#include "publish/sparkline_svg.h"

namespace chuangmo::publish {
namespace {

TEST(Drawing, ReadsNumbersThatPeopleWrote) {
  EXPECT_DOUBLE_EQ(drawn_number("1,234.5 t").value(), 1234.5);
  EXPECT_DOUBLE_EQ(drawn_number(">= 1.7").value(), 1.7);
  EXPECT_DOUBLE_EQ(drawn_number("7/2").value(), 3.5);
  EXPECT_DOUBLE_EQ(drawn_number("-3").value(), -3);
  EXPECT_FALSE(drawn_number("Ⅲ类"));
  EXPECT_FALSE(drawn_number(""));
  EXPECT_FALSE(drawn_number("7/0"));
  EXPECT_FALSE(drawn_number("1e999"));
}

TEST(Chart, EveryKindIsDrawnAndTabled) {
  for (const Chart& chart : sample::charts()) {
    EXPECT_TRUE(contains(chart_svg(chart), "</svg>")) << chart.title;
    EXPECT_TRUE(contains(chart_table(chart), "</table>")) << chart.title;
    EXPECT_FALSE(contains(chart_svg(chart), "nan")) << chart.title;
    EXPECT_FALSE(contains(chart_svg(chart), "inf")) << chart.title;
  }
}

TEST(Chart, NoColumnOfATableIsWithoutAName) {
  Chart chart;
  chart.series.push_back({"", "", {{"2010", "3", ""}}});
  EXPECT_FALSE(contains(chart_table(chart), "<th scope=\"col\"></th>"));
  EXPECT_TRUE(contains(chart_table(chart), "数值"));
}

TEST(Chart, EmptyAndOddChartsDoNotHurt) {
  for (const ChartKind kind : {ChartKind::trend, ChartKind::bars, ChartKind::calendar}) {
    Chart chart;
    chart.kind = kind;
    EXPECT_FALSE(contains(chart_svg(chart), "nan"));
    EXPECT_EQ(sparkline_svg(chart), "");
    chart.series.push_back({"", "", {{"2009", "", ""}, {"2010", "x", ""}}});
    chart.days.push_back({Date::of(2010, 2, 28), "no such level", ""});
    chart.limit = "not a number";
    EXPECT_FALSE(contains(chart_svg(chart), "nan"));
    EXPECT_FALSE(contains(chart_table(chart), "nan"));
  }
}

TEST(Chart, ALevelColourCannotBreakOut) {
  Chart chart;
  chart.levels = {{"I", "优", "", "#00e400", true}, {"II", "良", "", "red\"/><script>", true}};
  chart.days = {{Date::of(2010, 1, 1), "I", "30"}, {Date::of(2010, 1, 2), "II", "60"}};
  const std::string html = calendar_html(chart);
  EXPECT_TRUE(contains(html, "fill=\"#00e400\""));
  EXPECT_FALSE(contains(html, "<script>"));
  EXPECT_FALSE(contains(html, "fill=\"red"));
}

TEST(Chart, SeriesOfDifferentLimitsAreDrawnAgainstTheirOwn) {
  Chart chart;
  chart.unit = "mg/m3";
  chart.scale = ChartScale::of_limit;
  chart.series.push_back({"SO2", "", {{"2010", "0.0300", "", "0.06"}, {"2011", "0.09", "", "0.06"}}});
  chart.series.push_back({"PM10", "", {{"2010", "0.05", "", "0.10"}, {"2011", "0.05", "", ""}}});
  EXPECT_DOUBLE_EQ(drawn_value(chart, chart.series[0], 0).value(), 50);
  EXPECT_DOUBLE_EQ(drawn_value(chart, chart.series[0], 1).value(), 150);
  EXPECT_DOUBLE_EQ(drawn_value(chart, chart.series[1], 0).value(), 50);
  EXPECT_FALSE(drawn_value(chart, chart.series[1], 1)) << "no limit, nothing to be drawn against";
  EXPECT_DOUBLE_EQ(drawn_limit(chart).value(), 100);
  EXPECT_TRUE(contains(chart_svg(chart), "占限值 %"));
  EXPECT_TRUE(contains(chart_svg(chart), "0.09 mg/m³ / ≤ 0.06 mg/m³"));
  EXPECT_TRUE(contains(chart_table(chart), "0.03 <small>/ ≤ 0.06</small>"));
  chart.scale = ChartScale::of_first;
  EXPECT_DOUBLE_EQ(drawn_value(chart, chart.series[0], 1).value(), 300);
  EXPECT_FALSE(drawn_limit(chart));
}

TEST(Chart, NumbersHaveFewDigitsAndCountInTenThousands) {
  EXPECT_EQ(axis_number(85.4795), "85.48");
  EXPECT_EQ(axis_number(0.0273), "0.0273");
  EXPECT_EQ(axis_number(100), "100");
  EXPECT_TRUE(contains(axis_number(118540), "11.85万"));
  EXPECT_TRUE(contains(axis_number(118540), "118,540"));
  EXPECT_EQ(tick_number(2.5, 0.25), "2.5");
}

TEST(Chart, TheLabelOfALimitStandsWhereNoValueIs) {
  Chart chart;
  chart.limit = "85";
  chart.limit_is_ceiling = false;
  chart.series.push_back({"", "", {{"2009", "86.5753", ""}, {"2010", "87.4", ""}, {"2011", "85.4795", ""}}});
  const std::string right = chart_svg(chart);
  chart.series[0].points = {{"2009", "85.1", ""}, {"2010", "86", ""}, {"2011", "87", ""}};
  const std::string left = chart_svg(chart);
  EXPECT_TRUE(contains(right, "class=\"lt\""));
  EXPECT_TRUE(contains(left, "class=\"lt\" text-anchor=\"end\"")) << "the last value is far from the limit";
}

TEST(Chart, BarsOverTheLimitAreMarked) {
  Chart chart;
  chart.kind = ChartKind::bars;
  chart.limit = "70";
  chart.series.push_back({"", "", {{"一路", "71.2", ""}, {"二路", "70", ""}}});
  const std::string svg = chart_svg(chart);
  EXPECT_EQ(split(svg, "class=\"b over\"").size(), 2U);
  chart.limit_is_ceiling = false;
  EXPECT_FALSE(contains(chart_svg(chart), "class=\"b over\""));
}

}  // namespace
}  // namespace chuangmo::publish
