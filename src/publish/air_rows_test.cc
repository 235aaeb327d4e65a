#include <gtest/gtest.h>

#include "base/text.h"
#include "publish/air_json.h"
#include "publish/air_text.h"
#include "publish/json_text.h"

namespace chuangmo::publish {
namespace {

AirRow day() {
  AirRow row;
  row.city = "甲市";
  row.time = "2017-07-07";
  row.index_name = "AQI";
  row.edition = "HJ 633-2012";
  row.index = 103;
  row.is_complete = true;
  row.exact = "4100/40";
  row.at_least = "4100/40";
  row.level = "轻度污染";
  row.grade = "三级";
  row.colour = "#ff7e00";
  row.is_good = false;
  row.primary = {"PM2.5"};
  AirItem fine{"PM2.5", "24h", "77", "77", "ug/m3"};
  fine.sub_index = 103;
  fine.sub_index_exact = "4100/40";
  fine.valid_hours = 96;
  fine.stations = 4;
  fine.valid_stations = 4;
  fine.stations_needed = 3;
  fine.limit = "75";
  fine.limit_unit = "ug/m3";
  fine.exceed_multiple = "2/75";
  AirItem ozone{"O3", "max8h", "50", "50", "ug/m3"};
  ozone.stations = 4;
  ozone.valid_stations = 3;
  row.items = {fine, ozone, {"CO", "24h", "1", "1.0", "mg/m3"}};
  row.items.back().in_index = false;
  return row;
}

AirRow gap() {
  AirRow row = day();
  row.time = "2017-07-08";
  row.index = 40;
  row.is_complete = false;
  row.is_good = std::nullopt;
  row.level = "优";
  row.primary = {};
  row.missing = {"O3", "CO"};
  row.items[0].exceed_multiple = "";
  row.items[1].value = row.items[1].shown = "";
  return row;
}

std::vector<std::string> lines_of(const std::string& text) {
  return split(text, "\n");
}

TEST(AirText, HeadsTheColumnsOnceAndMarksWhatIsOver) {
  AirText text({});
  const auto first = lines_of(text.row(day()));
  ASSERT_EQ(first.size(), 4u);
  EXPECT_EQ(first[0], "甲市  AQI（HJ 633-2012）  单位 μg/m³，CO mg/m³");
  EXPECT_EQ(collapse_spaces(first[1]), "日期 指数 级别 首要污染物 PM2.5 O3-8h CO 有效点位");
  EXPECT_EQ(collapse_spaces(first[2]), "2017-07-07 103 轻度污染 PM2.5 77* 50 1.0 3/4");
  const auto second = lines_of(text.row(gap()));
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(collapse_spaces(second[0]), "2017-07-08 ≥40 优 — 77 — 1.0 3/4 缺 O3、CO");
  EXPECT_EQ(display_width(first[1]), display_width(first[2]));
}

TEST(AirText, AnotherCityGetsAnotherHeadingOfDays) {
  AirText text({});
  text.row(day());
  AirRow other = day();
  other.city = "乙市";
  const auto lines = lines_of(text.row(other));
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[0], "");
  EXPECT_EQ(lines[1].substr(0, lines[1].find("  ")), "乙市");
}

TEST(AirText, HoursNameTheirPlaceInTheLine) {
  AirText text({});
  AirRow station = day();
  station.station = "S01";
  station.station_name = "一站";
  station.time = "2017-07-07T05";
  const auto first = lines_of(text.row(station));
  ASSERT_EQ(first.size(), 4u);
  EXPECT_EQ(collapse_spaces(first[1]), "点位 时间 指数 级别 首要污染物 PM2.5 O3-8h CO 有效点位");
  EXPECT_EQ(collapse_spaces(first[2]), "甲市 S01 一站 2017-07-07T05 103 轻度污染 PM2.5 77* 50 1.0");
  AirRow city = day();
  city.time = "2017-07-07T05";
  const auto second = lines_of(text.row(city));
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(collapse_spaces(second[0]), "甲市 2017-07-07T05 103 轻度污染 PM2.5 77* 50 1.0 3/4");
  EXPECT_EQ(display_width(first[1]), display_width(second[0]));
}

TEST(AirText, WritesTheTreeOfARow) {
  AirText text({});
  AirRow row = day();
  row.trace = TraceNode{};
  row.trace->op = "method:aqi";
  row.trace->text = "空气质量指数";
  row.trace->value = "205/2";
  row.trace->citation = Citation{"HJ 633-2012", "4.2", Confidence::official};
  EXPECT_TRUE(contains(text.row(row), "HJ 633-2012 4.2"));
}

TEST(AirText, CountsDaysByLevel) {
  AirYearCounts counts{"甲市", 2017, {{"优", 100}, {"良", 200}}, 5, 300, 60, 5};
  const std::vector<AirYearCounts> all{counts};
  EXPECT_EQ(air_counts_text(all),
            "\n甲市 2017年  优 100，良 200；指数不全或没有 5。二级及以上 300 天，否 60 天，不能确定 5 天\n");
  EXPECT_EQ(air_counts_text({}), "");
}

TEST(AirJson, ARowIsALineWithTheDocumentedKeys) {
  AirJson json;
  EXPECT_EQ(AirJson::begin(), "{\"rows\": [");
  const std::string row = json.row(day());
  EXPECT_EQ(row.substr(0, 3), "\n  ");
  EXPECT_EQ(row.find('\n', 1), std::string::npos);
  EXPECT_TRUE(contains(
      row, R"("city":"甲市","date":"2017-07-07","index_name":"AQI","edition":"HJ 633-2012","index":103)"));
  EXPECT_TRUE(contains(row, R"("good":false,"primary":["PM2.5"],"missing":[])"));
  EXPECT_TRUE(
      contains(row, R"("pollutant":"PM2.5","average":"24h","value":"77","rounded":"77","unit":"ug/m3")"));
  EXPECT_TRUE(contains(row, R"("limit":"75","limit_unit":"ug/m3","exceed_multiple":"2/75")"));
  EXPECT_TRUE(contains(json.row(gap()), R"("value":null,"rounded":null)"));
  EXPECT_EQ(json.row(gap()).substr(0, 4), ",\n  ");
}

TEST(AirJson, EndsWithYearsAndFindings) {
  AirJson json;
  const std::vector<AirYearCounts> years{{"甲市", 2017, {{"优", 100}}, 5, 100, 0, 5}};
  const Diagnostics findings{{"SER101", Severity::note, {.file = "a.csv"}, "缺测", "", ""}};
  const Json whole = Json::parse(AirJson::begin() + json.row(day()) + json.end(years, findings));
  EXPECT_EQ(whole["rows"].size(), 1u);
  EXPECT_EQ(whole["years"][0]["days"], 105);
  EXPECT_EQ(whole["diagnostics"][0]["code"], "SER101");
  AirJson none;
  const Json empty = Json::parse(AirJson::begin() + none.end({}, {}));
  EXPECT_TRUE(empty["rows"].empty());
  EXPECT_TRUE(empty["years"].empty());
}

}  // namespace
}  // namespace chuangmo::publish
