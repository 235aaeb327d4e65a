#include "series/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/text.h"

namespace chuangmo::series {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Parameter parameter(const char* key, const char* name, const char* unit, int decimals, const char* medium,
                    std::vector<std::string> aliases = {}) {
  Parameter result;
  result.key = key;
  result.name = name;
  result.unit = unit;
  result.decimals = decimals;
  result.medium = medium;
  result.aliases = std::move(aliases);
  return result;
}

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> all = [] {
    std::vector<Parameter> list = {
        parameter("SO2", "二氧化硫", "ug/m3", 1, "air"),
        parameter("NO2", "二氧化氮", "ug/m3", 1, "air"),
        parameter("PM10", "可吸入颗粒物", "ug/m3", 1, "air"),
        parameter("PM2.5", "细颗粒物", "ug/m3", 1, "air"),
        parameter("CO", "一氧化碳", "mg/m3", 4, "air"),
        parameter("O3", "臭氧", "ug/m3", 1, "air"),
        parameter("pH", "pH值", "", 2, "water", {"ph"}),
        parameter("DO", "溶解氧", "mg/L", 2, "water"),
        parameter("CODMn", "高锰酸盐指数", "mg/L", 2, "water"),
        parameter("NH3-N", "氨氮", "mg/L", 4, "water"),
        parameter("TP", "总磷", "mg/L", 4, "water"),
        parameter("WT", "水温", "℃", 1, "water"),
        parameter("intake", "取水量", "万m3", 4, "water"),
        parameter("Leq", "等效声级", "dB(A)", 1, "noise", {"LAEQ"}),
        parameter("Ld", "昼间等效声级", "dB(A)", 1, "noise"),
        parameter("Ln", "夜间等效声级", "dB(A)", 1, "noise"),
    };
    list[0].plausible_high = Decimal(10000, 0);
    list[11].plausible_low = Decimal(-5, 0);
    return list;
  }();
  return all;
}

ReadingsRequest request(const char* set, const char* medium, const char* interval) {
  ReadingsRequest result;
  result.set = set;
  result.medium = medium;
  result.interval = interval;
  result.recorded_at = Instant::at(Date::of(2026, 3, 1));
  result.parameters = &parameters();
  return result;
}
ReadingsRequest air() {
  return request("air", "air", "hour");
}

ReadingsFound read(std::string_view text, const ReadingsRequest& request) {
  return read_readings(rows_of(read_csv(text, "test.csv"), "test.csv"), request);
}

// "2166A SO2 2011-03-05T13 40" for every position that says anything, with flag and text where they are not
// plain.
std::vector<std::string> all_of(const ReadingsFound& found) {
  static constexpr const char* kFlags[] = {"", " missing", " suspect", " calibration", " excluded"};
  std::vector<std::string> lines;
  for (const ReadingBlock& block : found.blocks)
    for (std::size_t i = 0; i < block.values.size(); ++i) {
      if (!block.is_known(i)) continue;
      std::string line = block.station + " " + block.parameter + " " +
                         period_at(block.step, block.first + static_cast<std::int64_t>(i)).text();
      line += block.values[i] == kNoReading ? " none" : " " + std::to_string(block.values[i]);
      line += kFlags[static_cast<std::size_t>(block.flags[i])];
      for (const auto& [offset, given] : block.as_given)
        if (offset == i) line += " '" + given + "'";
      lines.push_back(line);
    }
  return lines;
}

std::vector<std::string> codes(const ReadingsFound& found) {
  std::vector<std::string> list;
  for (const Diagnostic& diagnostic : found.diagnostics) list.push_back(diagnostic.code);
  return list;
}

const Diagnostic& diagnostic(const ReadingsFound& found, std::string_view code) {
  for (const Diagnostic& candidate : found.diagnostics)
    if (candidate.code == code) return candidate;
  ADD_FAILURE() << "no " << code;
  static const Diagnostic none;
  return none;
}

const ReadingBlock* block_of(const ReadingsFound& found, const char* station, const char* key,
                             std::int64_t index) {
  for (const ReadingBlock& block : found.blocks)
    if (block.station == station && block.parameter == key && index >= block.first &&
        index < block.first + static_cast<std::int64_t>(block.values.size()))
      return &block;
  return nullptr;
}

TEST(WideLayout, converts_units_exactly) {
  const auto found = read(
      "时间,站点编码,二氧化硫（毫克/立方米）,CO(ug/m3),NO2\n"
      "2011-03-05 13:00,2166A,0.04,300,41.25\n"
      "2011-03-05 14:00,2166A,0.0405,55,41.35\n",
      air());
  EXPECT_EQ(found.layout, "wide");
  EXPECT_THAT(all_of(found), ElementsAre("2166A CO 2011-03-05T13 3000", "2166A CO 2011-03-05T14 550",
                                         "2166A NO2 2011-03-05T13 412", "2166A NO2 2011-03-05T14 414",
                                         "2166A SO2 2011-03-05T13 400", "2166A SO2 2011-03-05T14 405"));
  // 41.25 and 41.35 lie between two tenths: GB/T 8170 takes the even one.
  EXPECT_THAT(codes(found), ElementsAre("SER107"));
  EXPECT_EQ(found.valid, 6U);
}

TEST(Readings, an_unclosed_quote_is_an_error_not_a_short_row) {
  const auto found = read("时间,站点,SO2\n2011-03-05 13:00,\"a,1\n2011-03-05 14:00,a,2\n", air());
  ASSERT_FALSE(found.diagnostics.empty());
  EXPECT_EQ(found.diagnostics.front().code, "CSV001");
  EXPECT_EQ(found.diagnostics.front().where.row, 2);
}

TEST(WideLayout, the_unit_that_was_asked_for_is_the_one_that_is_told) {
  auto wanted = air();
  wanted.units["*"] = "parsec";
  const auto found = read("时间,站点,SO2(mg/m3)\n2011-03-05 13:00,a,1\n", wanted);
  ASSERT_THAT(codes(found), ElementsAre("SER122"));
  EXPECT_NE(found.diagnostics.front().text.find("“parsec”"), std::string::npos);
}

TEST(WideLayout, a_unit_that_does_not_fit_is_an_error_at_its_heading) {
  const auto found = read("时间,站点,SO2(dB(A)),NO2(parsec)\n2011-03-05 13:00,a,1,2\n", air());
  ASSERT_THAT(codes(found), ElementsAre("SER122", "SER122"));
  EXPECT_EQ(found.diagnostics[0].where.column, "SO2(dB(A))");
  EXPECT_EQ(found.diagnostics[0].where.row, 1);
  EXPECT_TRUE(has_errors(found.diagnostics));
}

TEST(WideLayout, the_user_may_say_the_unit) {
  ReadingsRequest asked = air();
  asked.units = {{"*", "mg/m3"}};
  EXPECT_THAT(all_of(read("时间,站点,SO2,CO\n2011-03-05 13:00,a,0.061,1.2\n", asked)),
              ElementsAre("a CO 2011-03-05T13 12000", "a SO2 2011-03-05T13 610"));
}

TEST(WideLayout, a_row_of_units_below_the_headings) {
  EXPECT_THAT(all_of(read("时间,站点,SO2,CO\n,,mg/m3,mg/m3\n2011-03-05 13:00,a,0.061,1.2\n", air())),
              ElementsAre("a CO 2011-03-05T13 12000", "a SO2 2011-03-05T13 610"));
}

TEST(WideLayout, what_is_not_a_value_is_counted_and_kept_as_given) {
  const auto found = read(
      "time,station,SO2\n"
      "2011-03-05 00:00,a,NA\n"
      "2011-03-05 01:00,a,--\n"
      "2011-03-05 02:00,a,\n"
      "2011-03-05 03:00,a,-99\n"
      "2011-03-05 04:00,a,-3\n"
      "2011-03-05 05:00,a,故障\n"
      "2011-03-05 06:00,a,999\n"
      "2011-03-05 07:00,a,99999999\n"
      "2011-03-05 08:00,a,<4\n"
      "2011-03-05 09:00,a,１２．５\n"
      "2011-03-05 10:00,a,10001\n",
      air());
  EXPECT_THAT(all_of(found),
              ElementsAre("a SO2 2011-03-05T00 none missing 'NA'", "a SO2 2011-03-05T01 none missing '--'",
                          "a SO2 2011-03-05T02 none missing", "a SO2 2011-03-05T03 none missing '-99'",
                          "a SO2 2011-03-05T04 -30 suspect '-3'", "a SO2 2011-03-05T05 none suspect '故障'",
                          "a SO2 2011-03-05T06 9990", "a SO2 2011-03-05T07 999999990 suspect '99999999'",
                          "a SO2 2011-03-05T08 20", "a SO2 2011-03-05T09 125",
                          "a SO2 2011-03-05T10 100010 suspect '10001'"));
  EXPECT_THAT(codes(found), ElementsAre("SER101", "SER102", "SER103", "SER104", "SER105", "SER106"));
  EXPECT_EQ(found.gaps, 4U);
  const Diagnostic& text = diagnostic(found, "SER106");
  EXPECT_EQ(text.where.row, 7);
  EXPECT_EQ(text.where.column, "SO2");
  EXPECT_THAT(text.text, HasSubstr("共 1 处（第 7 行 SO2“故障”）"));
}

TEST(WideLayout, repeated_conflicting_and_unordered_rows) {
  const auto found = read(
      "time,station,SO2\n"
      "2011-03-05 02:00,a,10\n"
      "2011-03-05 01:00,a,11\n"
      "2011-03-05 02:00,a,10.0\n"
      "2011-03-05 01:00,a,12\n",
      air());
  EXPECT_THAT(all_of(found),
              ElementsAre("a SO2 2011-03-05T01 110 suspect '#3 | 12'", "a SO2 2011-03-05T02 100"));
  EXPECT_THAT(codes(found), ElementsAre("SER114", "SER115", "SER116"));
}

TEST(WideLayout, hour_24_is_the_end_of_the_day) {
  // Labels 1..24: the hour ends there.
  const auto ends = read("date,hour,station,SO2\n2011-03-05,1,a,1\n2011-03-05,24,a,24\n", air());
  EXPECT_THAT(all_of(ends), ElementsAre("a SO2 2011-03-05T00 10", "a SO2 2011-03-05T23 240"));
  EXPECT_THAT(codes(ends), ElementsAre("SER137"));
  // Both 0 and 24: 24:00 is the first hour of the next day.
  const auto begins = read("time,station,SO2\n2011-03-05 00:00,a,1\n2011-03-05 24:00,a,24\n", air());
  EXPECT_THAT(all_of(begins), ElementsAre("a SO2 2011-03-05T00 10", "a SO2 2011-03-06T00 240"));
}

TEST(WideLayout, times_that_are_none_drop_their_row_and_the_future_is_an_error) {
  const auto found = read(
      "time,station,SO2\n"
      "2011-02-30 01:00,a,1\n"
      "昨天,a,2\n"
      "2011-03-05 01:10,a,3\n"
      "2031-03-05 01:00,a,4\n"
      "2011-03-05 01:00,,5\n"
      "2011-03-05 02:00,a,6\n"
      "注：本表由监测站提供\n",
      air());
  EXPECT_THAT(all_of(found), ElementsAre("a SO2 2011-03-05T02 60"));
  EXPECT_THAT(codes(found), ElementsAre("SER110", "SER111", "SER112", "SER117"));
  EXPECT_TRUE(has_errors(found.diagnostics));
  EXPECT_THAT(diagnostic(found, "SER110").text, HasSubstr("共 3 处"));
  EXPECT_EQ(diagnostic(found, "SER111").where.row, 5);
}

TEST(WideLayout, title_rows_before_the_header_are_passed_over) {
  EXPECT_THAT(all_of(read("朔州市环境空气质量监测数据\n\n时间,监测点,SO2\n2011年3月5日13时,平朔,7\n", air())),
              ElementsAre("平朔 SO2 2011-03-05T13 70"));
}

TEST(WideLayout, registered_stations_are_found_by_key_or_name) {
  ReadingsRequest asked = air();
  Station station;
  station.set = "air";
  station.key = "2166A";
  station.name = "平朔";
  asked.stations = {station};
  const auto found = read(
      "时间,监测点,SO2\n2011-03-05 13:00,平朔,7\n2011-03-05 14:00,2166a,8\n2011-03-05 13:00,新站,9\n", asked);
  EXPECT_THAT(all_of(found), ElementsAre("2166A SO2 2011-03-05T13 70", "2166A SO2 2011-03-05T14 80",
                                         "新站 SO2 2011-03-05T13 90"));
  ASSERT_EQ(found.stations.size(), 1U);
  EXPECT_EQ(found.stations[0].key, "新站");
  EXPECT_THAT(codes(found), ElementsAre("SER118"));
}

TEST(LongLayout, takes_the_unit_of_the_row) {
  const auto found = read(
      "点位,监测时间,监测项目,监测值,单位,标记\n"
      "平朔,2011-03-05,SO2,0.061,mg/m3,N\n"
      "平朔,2011-03-05,二氧化氮,41,μg/m³,C\n"
      "平朔,2011-03-05,甲烷,41,ug/m3,\n"
      "平朔,2011-03-05,CO,4,km,\n",
      air());
  EXPECT_EQ(found.layout, "long");
  EXPECT_THAT(all_of(found),
              ElementsAre("平朔 NO2 2011-03-05 410 calibration '41'", "平朔 SO2 2011-03-05 610"));
  EXPECT_THAT(codes(found), ElementsAre("SER121", "SER122", "SER123"));
}

TEST(NationalWideLayout, takes_registered_stations_and_leaves_the_running_means) {
  ReadingsRequest asked = air();
  Station station;
  station.key = "1002A";
  asked.stations = {station};
  const auto found = read(
      "date,hour,type,1001A,1002A\n20170707,16,AQI,55,50\n20170707,16,PM2.5,34,14\n20170707,16,PM2.5_24h,32,"
      "16\n"
      "20170707,16,CO,0.8,0.5\n20170707,16,O3,,160\n",
      asked);
  EXPECT_EQ(found.layout, "national_wide");
  EXPECT_THAT(all_of(found), ElementsAre("1002A CO 2017-07-07T16 5000", "1002A O3 2017-07-07T16 1600",
                                         "1002A PM2.5 2017-07-07T16 140"));
  EXPECT_THAT(codes(found), ElementsAre("SER119"));
}

TEST(NationalWideLayout, a_column_of_a_parameter_is_no_station) {
  const auto found = read("date,hour,type,1001A,SO2\n20170707,16,SO2,8,9\n", air());
  EXPECT_EQ(found.layout, "national_wide");
  EXPECT_THAT(all_of(found), ElementsAre("1001A SO2 2017-07-07T16 80"));
  EXPECT_THAT(diagnostic(found, "SER136").text, HasSubstr("SO2"));
}

TEST(NoiseLayout, a_grid_measured_by_day_gives_the_level_the_set_wants) {
  ReadingsRequest asked = request("regional_noise", "noise_region", "once_a_year");
  asked.wanted = {"Leq"};
  const auto found = read(
      "网格编号,监测日期,昼间等效声级dB(A),夜间等效声级dB(A)\n1,2011-09-05,53.2,44\n2,2011-09-06,55,45\n",
      asked);
  EXPECT_THAT(all_of(found),
              ElementsAre("1 Leq 2011 532", "2 Leq 2011 550", "1 Ln 2011 440", "2 Ln 2011 450"));
}

TEST(NoiseLayout, roads_bring_their_length) {
  ReadingsRequest asked = request("traffic_noise", "noise_traffic", "once_a_year");
  asked.wanted = {"Leq"};
  const auto found = read("路段名称,年份,长度(km),Leq\n民福街,2011,1.25,68.5\n振华街,2011,3,71\n", asked);
  EXPECT_THAT(all_of(found), ElementsAre("振华街 Leq 2011 710", "民福街 Leq 2011 685"));
  ASSERT_EQ(found.stations.size(), 2U);
  EXPECT_EQ(found.stations[0].weight.text(), "3000");
  EXPECT_EQ(found.stations[1].weight.text(), "1250");
  EXPECT_EQ(found.stations[1].origin.row, 2);
}

TEST(NoiseLayout, a_length_beyond_all_roads_is_left_out) {
  ReadingsRequest asked = request("traffic_noise", "noise_traffic", "once_a_year");
  const auto found = read("路段名称,年份,长度(km),Leq\n民福街,2011,1e37,68.5\n", asked);
  ASSERT_EQ(found.stations.size(), 1U);
  EXPECT_EQ(found.stations[0].weight.text(), "1");
}

TEST(NoiseLayout, parts_of_the_day_and_decimal_commas) {
  ReadingsRequest asked = request("noise", "noise_region", "day");
  const auto found = read(
      "NMT;anio;mes;dia;tipo;LAEQ;LAS01\n2;2020;1;1;T;68,2;75,0\n2;2020;1;1;D;68,5;75,0\n2;2020;1;1;N;60,5;"
      "70\n",
      asked);
  EXPECT_THAT(all_of(found), ElementsAre("2 Ld 2020-01-01 685", "2 Ln 2020-01-01 605"));
}

TEST(WaterLayout, monthly_sections_and_detection_limits) {
  const auto found = read(
      "断面名称,监测月份,pH值（无量纲）,溶解氧(mg/L),氨氮（以N计）(mg/L)\n"
      "东榆林水库,2011年3月,7.95,9.83,0.025L\n"
      "固定桥,2011-03-08,8.1,--,<0.05\n",
      request("function_sections", "water", "month"));
  EXPECT_THAT(all_of(found), ElementsAre("东榆林水库 DO 2011-03 983", "固定桥 DO 2011-03 none missing '--'",
                                         "东榆林水库 NH3-N 2011-03 125", "固定桥 NH3-N 2011-03 250",
                                         "东榆林水库 pH 2011-03 795", "固定桥 pH 2011-03 810"));
  EXPECT_THAT(codes(found), ElementsAre("SER102"));
}

TEST(WaterLayout, a_source_with_its_intake) {
  EXPECT_THAT(all_of(read("水源地名称,年,月,取水量(万吨),氨氮(mg/L)\n耿庄,2011,3,85.5,0.1\n",
                          request("drinking_water", "drinking_water", "month"))),
              testing::Contains(HasSubstr("耿庄 NH3-N 2011-03 1000")));
}

TEST(WaterLayout, times_without_a_year_take_the_year_asked_for) {
  ReadingsRequest asked = request("sections", "water", "hour");
  const char* text = "断面名称,监测时间,水质类别,水温(℃)\n三甲港,12-31 11:00,Ⅱ,-2.5\n";
  const auto guessed = read(text, asked);
  EXPECT_THAT(all_of(guessed), ElementsAre("三甲港 WT 2025-12-31T11 -25"));
  EXPECT_THAT(codes(guessed), ElementsAre("SER138", "SER136"));
  asked.year = 2020;
  EXPECT_THAT(all_of(read(text, asked)), ElementsAre("三甲港 WT 2020-12-31T11 -25"));
}

TEST(Layout, what_cannot_be_read_says_why) {
  EXPECT_THAT(codes(read("", air())), ElementsAre("SER134"));
  EXPECT_THAT(codes(read("甲,乙\n1,2\n", air())), ElementsAre("SER130"));
  EXPECT_THAT(codes(read("时间,站点,湿度\n2011-03-05 01:00,a,1\n", air())), ElementsAre("SER132"));
  EXPECT_THAT(codes(read("站点,SO2\na,1\n", air())), ElementsAre("SER131"));
  EXPECT_THAT(codes(read("时间,SO2\n2011-03-05 01:00,1\n", air())), ElementsAre("SER133"));
  EXPECT_THAT(codes(read("时间,站点,SO2\n", air())), ElementsAre("SER135"));
}

// --- real files, where they are present ---

std::string shared_file(const char* name) {
  return std::string(CHUANGMO_SOURCE_DIR) + "/../shared/data/" + name;
}

ReadingsFound read_shared(const char* name, const ReadingsRequest& request) {
  const auto bytes = read_file(shared_file(name));
  if (!bytes) return {};
  const std::string text = decode_text(*bytes).value().utf8;
  return read_readings(rows_of(read_csv(text, name), name), request);
}
#define SKIP_WITHOUT(name) \
  if (!read_file(shared_file(name))) GTEST_SKIP() << (name) << " is not present"

TEST(RealFiles, beijing) {
  const char* name = "air_beijing/PRSA_Data_Aotizhongxin_20130301-20170228.csv";
  SKIP_WITHOUT(name);
  const auto found = read_shared(name, air());
  EXPECT_EQ(found.layout, "beijing");
  EXPECT_EQ(found.rows, 35064U);
  EXPECT_FALSE(has_errors(found.diagnostics));
  EXPECT_EQ(found.valid + found.gaps, 35064U * 6);
  const std::int64_t first = index_of(Period::of_hour(Hour::of(Date::of(2013, 3, 1), 0)));
  const ReadingBlock* co = block_of(found, "Aotizhongxin", "CO", first);
  ASSERT_NE(co, nullptr);
  EXPECT_EQ(co->values[0], 3000);  // 300 ug/m3 = 0.3 mg/m3
  EXPECT_EQ(co->rows[0], 2U);
  ASSERT_EQ(found.stations.size(), 1U);
  EXPECT_EQ(found.stations[0].key, "Aotizhongxin");
}

TEST(NationalHour, stations_of_other_cities_are_left_out) {
  ReadingsRequest asked = air();
  Station ours;
  ours.set = "air";
  ours.key = "1001A";
  asked.stations.push_back(ours);
  const auto found = read(
      "timepoint,stationcode,so2,o3,o3_24h\n2017-07-07T16:00:00,1001A,7,60,41\n"
      "2017-07-07T16:00:00,9999A,8,50,40\n",
      asked);
  EXPECT_THAT(codes(found), ElementsAre("SER119"));
  EXPECT_THAT(all_of(found), ElementsAre("1001A O3 2017-07-07T16 410", "1001A SO2 2017-07-07T16 70"));
}

TEST(RealFiles, national_hour_swaps_ozone) {
  const char* name = "air_cnemc/cnemc_2017-07-07T16.csv";
  SKIP_WITHOUT(name);
  const auto csv = read_shared(name, air());
  EXPECT_EQ(csv.layout, "national_hour");
  const auto wide = read_shared("air_cnemc/china_sites_20170707_16h.csv", air());
  EXPECT_EQ(wide.layout, "national_wide");
  const std::int64_t hour = index_of(Period::of_hour(Hour::of(Date::of(2017, 7, 7), 16)));
  // Two publications of the same hour agree once the columns are put right.
  std::size_t compared = 0;
  for (const ReadingBlock& block : wide.blocks) {
    const ReadingBlock* other = block_of(csv, block.station.c_str(), block.parameter.c_str(), hour);
    const auto offset = static_cast<std::size_t>(hour - block.first);
    if (other == nullptr || !block.is_valid(offset) || !other->is_valid(offset)) continue;
    ++compared;
    EXPECT_EQ(block.values[offset], other->values[offset]) << block.station << " " << block.parameter;
  }
  EXPECT_GT(compared, 8000U);
}

TEST(RealFiles, city_daily_writes_zero_for_missing) {
  const char* name = "air_daily/aqistudy_成都.csv";
  SKIP_WITHOUT(name);
  ReadingsRequest asked = request("air", "air", "day");
  EXPECT_THAT(codes(read_shared(name, asked)), ElementsAre("SER133"));
  asked.station = "成都";
  const auto found = read_shared(name, asked);
  EXPECT_EQ(found.layout, "city_daily");
  EXPECT_GT(found.valid, 15000U);
  EXPECT_THAT(codes(found), testing::Contains("SER109"));
  const ReadingBlock* co = block_of(found, "成都", "CO", Date::of(2014, 1, 1).days);
  ASSERT_NE(co, nullptr);
  EXPECT_EQ(co->values[0], 15000);
}

TEST(RealFiles, automatic_surface_water) {
  const char* name = "water/water_auto_2026-02-04_a.csv";
  SKIP_WITHOUT(name);
  const auto found = read_shared(name, request("sections", "water", "hour"));
  EXPECT_EQ(found.layout, "wide");
  EXPECT_FALSE(has_errors(found.diagnostics));
  const std::int64_t hour = index_of(Period::of_hour(Hour::of(Date::of(2026, 2, 4), 11)));
  const ReadingBlock* oxygen = block_of(found, "三甲港", "DO", hour);
  ASSERT_NE(oxygen, nullptr);
  EXPECT_EQ(oxygen->values[static_cast<std::size_t>(hour - oxygen->first)], 983);
}

TEST(RealFiles, madrid_noise) {
  const char* name = "noise/madrid_daily_2020.csv";
  SKIP_WITHOUT(name);
  const auto found = read_shared(name, request("noise", "noise_region", "day"));
  EXPECT_FALSE(has_errors(found.diagnostics));
  EXPECT_GT(found.valid, 10000U);
}

}  // namespace
}  // namespace chuangmo::series
