#include "publish/chart.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "publish/calendar_svg.h"
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
