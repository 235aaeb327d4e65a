// Rows that are none of readings, and rows in which something beside a cell is remarkable: told with their
// line, by the table and by the fast path alike.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "series/heading_rows.h"
#include "series/read_both_ways.h"

namespace chuangmo::series {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Way;

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> all = [] {
    std::vector<Parameter> list(4);
    const char* const keys[] = {"SO2", "NO2", "PM10", "PM2.5"};
    for (std::size_t i = 0; i < list.size(); ++i) {
      list[i].key = list[i].name = keys[i];
      list[i].unit = "ug/m3";
      list[i].decimals = 1;
      list[i].medium = "air";
    }
    list[3].part_of = "PM10";
    return list;
  }();
  return all;
}

ReadingsRequest request() {
  ReadingsRequest request;
  request.set = request.medium = "air";
  request.interval = "hour";
  request.recorded_at = Instant::at(Date::of(2020, 1, 1));
  request.parameters = &parameters();
  return request;
}

ReadingsFound read(const std::string& text, const ReadingsRequest& how = request()) {
  return read_readings(rows_of(read_csv(text, "test.csv"), "test.csv"), how);
}

// "SER125@3 68"
std::vector<std::string> told_of(const ReadingsFound& found) {
  std::vector<std::string> list;
  for (const Diagnostic& each : found.diagnostics)
    list.push_back(each.code + "@" + std::to_string(each.where.row) + " " + each.source);
  return list;
}

// --- rows that are too long ---

TEST(RemarkableRows, ACellBehindTheLastHeadingIsTold) {
  const ReadingsFound found = read("时间,站点,SO2\n2011-03-05 13:00,a,68,2\n2011-03-05 14:00,a,7\n");
  EXPECT_THAT(told_of(found), ElementsAre("SER125@2 2"));
  EXPECT_EQ(found.valid, 1U);
  EXPECT_EQ(found.rows, 2U);
}

TEST(RemarkableRows, EmptyCellsBehindTheLastHeadingAreNothing) {
  const ReadingsFound found =
      read("时间,站点,SO2,\n2011-03-05 13:00,a,68,,, \n2011-03-05 14:00,a,7\n2011-03-05 15:00,a,68,2\n");
  EXPECT_EQ(found.valid, 2U);
  EXPECT_THAT(told_of(found), ElementsAre("SER120@3 2011-03-05 14:00", "SER125@4 2"));
}

// --- headings among the data ---

HeadingRow kind_of(const std::string& row) {
  const SourceTable table =
      rows_of(read_csv("时间,站点,SO2,NO2,\n2011-03-05 13:00,a,1,2\n" + row + "\n", "test.csv"), "test.csv");
  const ReadingsRequest how = request();
  const ParameterIndex index(parameters(), "air", {});
  Diagnostics diagnostics;
  const auto plan = plan_layout(table, how, index, diagnostics);
  const std::vector<std::string_view> fields(table.rows.back().fields.begin(),
                                             table.rows.back().fields.end());
  return heading_row({3, fields}, plan.value(), index);
}

TEST(RemarkableRows, AHeadingIsKnownByItsWords) {
  EXPECT_EQ(kind_of("时间,站点,SO2,NO2,"), HeadingRow::same);
  EXPECT_EQ(kind_of(" 时间 ,站点,SO2,NO2"), HeadingRow::same);
  EXPECT_EQ(kind_of("时间,站点,NO2,SO2"), HeadingRow::other);
  EXPECT_EQ(kind_of("时间,站点,SO2,NO2,备注"), HeadingRow::other);
  EXPECT_EQ(kind_of("时间,PM10"), HeadingRow::other);
  EXPECT_EQ(kind_of("时刻,站点,NO2,SO2"), HeadingRow::other);
  EXPECT_EQ(kind_of("日期,小时,项目,1001,1002"), HeadingRow::other);
}

TEST(RemarkableRows, DataAreNoHeading) {
  EXPECT_EQ(kind_of("平均,,40,41"), HeadingRow::none);
  EXPECT_EQ(kind_of("合计,a,40,"), HeadingRow::none);
  EXPECT_EQ(kind_of("不详,a,SO2,7"), HeadingRow::none);
  EXPECT_EQ(kind_of("年,SO2,7,8"), HeadingRow::none);
  EXPECT_EQ(kind_of("说明：单位为微克每立方米,,,"), HeadingRow::none);
}

TEST(RemarkableRows, NothingBehindAnotherHeadingIsRead) {
  const ReadingsFound found = read(
      "时间,站点,SO2,NO2\n2011-03-05 13:00,a,1,2\n时间,站点,SO2,NO2\n2011-03-05 14:00,a,1,2\n"
      "时间,站点,NO2,SO2\n2011-03-05 15:00,a,2,1\n时间,站点,SO2,NO2\n2011-03-05 16:00,a,1,2\n");
  EXPECT_THAT(told_of(found), ElementsAre("SER126@3 时间", "SER127@5 时间"));
  EXPECT_TRUE(has_errors(found.diagnostics));
  EXPECT_EQ(found.valid, 4U);
  EXPECT_EQ(found.rows, 2U);
}

// --- means and totals ---

TEST(RemarkableRows, MeansAndTotalsAreNoStations) {
  for (const char* words :
       {"平均", "平均值", "全市平均", "合计", "总 计", "最大值", "全省均值", "Mean", "total"}) {
    const ReadingsFound found =
        read("时间,站点,SO2\n2011-03-05 13:00,a,1\n2011-03-05 13:00," + std::string(words) + ",2\n");
    EXPECT_THAT(told_of(found), ElementsAre("SER128@3 " + std::string(words)));
    EXPECT_EQ(found.stations.size(), 1U);
    EXPECT_EQ(found.valid, 1U);
  }
  for (const char* words : {"平均山", "大明", "太和", "Maxim"})
    EXPECT_THAT(told_of(read("时间,站点,SO2\n2011-03-05 13:00," + std::string(words) + ",2\n")), IsEmpty());
}

TEST(RemarkableRows, ARegisteredStationMayBeCalledSo) {
  ReadingsRequest how = request();
  how.stations.resize(1);
  how.stations[0].key = "C1";
  how.stations[0].name = "全市平均";
  const ReadingsFound found = read("时间,站点,SO2\n2011-03-05 13:00,全市平均,1\n", how);
  EXPECT_EQ(found.valid, 1U);
  EXPECT_EQ(found.blocks.at(0).station, "C1");
  how.stations.clear();
  how.station = "全市平均";  // somebody says so
  EXPECT_EQ(read("时间,SO2\n2011-03-05 13:00,1\n", how).valid, 1U);
}

// --- a part and its whole ---

TEST(RemarkableRows, OnlyValidValuesAreHeldAgainstEachOther) {
  const ReadingsFound found = read(
      "时间,站点,PM10,PM2.5\n2011-03-05 13:00,a,8,9\n2011-03-05 14:00,a,8,8\n2011-03-05 15:00,a,-3,9\n"
      "2011-03-05 16:00,a,,9\n2011-03-05 17:00,a,8,\n2011-03-05 18:00,a,8,8.1\n");
  EXPECT_THAT(told_of(found), ElementsAre("SER104@4 -3", "SER124@2 9"));
  EXPECT_NE(found.diagnostics.back().text.find("共 2 处（第 2 行 PM2.5“9”；第 7 行 PM2.5“8.1”）"),
            std::string::npos)
      << found.diagnostics.back().text;
}

// --- in pieces ---

std::string rows(int begin, int end) {
  std::string text;
  for (int i = begin; i < end; ++i)
    text += "2011-03-" + std::to_string(10 + i / 24) + " " + std::to_string(i % 24) + ":00,a," +
            std::to_string(i % 7) + "," + std::to_string(i % 5) + ".5,\n";
  return text;
}

testing::BothWays both(const std::string& text) {
  auto result = testing::read_both_ways(text, request(), 2048, 1U << 20U);
  EXPECT_EQ(result.difference, "");
  return result;
}

TEST(RemarkableRows, AreToldInPiecesToo) {
  const std::string heading = "时间,站点,PM10,PM2.5,\n";
  EXPECT_EQ(both(heading + rows(0, 200)).way, Way::in_pieces);
  EXPECT_EQ(both(heading + rows(0, 150) + "2011-04-01 13:00,a,68,2,41,5\n" + rows(150, 200)).way,
            Way::in_pieces);
  EXPECT_EQ(both(heading + rows(0, 150) + "2011-04-01 13:00,a,68,2,x\n" + rows(150, 200)).way,
            Way::in_pieces);
  EXPECT_EQ(both(heading + rows(0, 150) + "2011-04-01 13:00,合计,68,2,\n" + rows(150, 200)).way,
            Way::in_pieces);
  EXPECT_EQ(both(heading + rows(0, 150) + heading + rows(150, 200)).way, Way::in_pieces);
  EXPECT_EQ(both(heading + rows(0, 150) + "时间,站点,PM2.5,PM10,\n" + rows(150, 200)).way, Way::whole_text);
}

}  // namespace
}  // namespace chuangmo::series
