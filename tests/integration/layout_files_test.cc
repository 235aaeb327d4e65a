// Every kind of real monitoring file, whole, through the one door: what it is taken for, how much of it
// counts, and every finding with its count and first line. The numbers were counted apart from this program.
#include <gmock/gmock.h>
#include <set>

#include "read_sample.h"

namespace chuangmo {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

series::ReadingsFound read_shared_file(const char* name, const series::ReadingsRequest& request) {
  const auto bytes = read_file(shared_file(name));
  return bytes ? series::read_readings(source_of(*bytes, name), request) : series::ReadingsFound{};
}

std::set<std::string> stations_of(const series::ReadingsFound& found) {
  std::set<std::string> stations;
  for (const series::ReadingBlock& block : found.blocks) stations.insert(block.station);
  return stations;
}

// Lines of one station and time.
std::vector<std::string> lines_at(const series::ReadingsFound& found, std::string_view station,
                                  std::string_view time) {
  std::vector<std::string> lines = lines_of(found);
  std::erase_if(lines, [&](const std::string& line) {
    return !starts_with(line, std::string(station) + " ") || !contains(line, " " + std::string(time) + " ");
  });
  return lines;
}

TEST(LayoutFiles, beijing) {
  const char* name = "air_beijing/PRSA_Data_Aotizhongxin_20130301-20170228.csv";
  SKIP_WITHOUT_SHARED(name);
  const auto found = read_shared_file(name, sample_request());
  EXPECT_EQ(found.layout, "beijing");
  EXPECT_EQ(found.rows, 35064U);
  EXPECT_EQ(found.gaps, 7096U);
  EXPECT_EQ(found.valid, 35064U * 6 - 7096U);
  EXPECT_THAT(stations_of(found), ElementsAre("Aotizhongxin"));
  ASSERT_EQ(found.stations.size(), 1U);
  EXPECT_EQ(found.stations[0].name, "Aotizhongxin");
  EXPECT_THAT(lines_at(found, "Aotizhongxin", "2013-03-01T00"),
              UnorderedElementsAre("Aotizhongxin PM2.5 2013-03-01T00 4", "Aotizhongxin PM10 2013-03-01T00 4",
                                   "Aotizhongxin SO2 2013-03-01T00 4", "Aotizhongxin NO2 2013-03-01T00 7",
                                   "Aotizhongxin CO 2013-03-01T00 0.3", "Aotizhongxin O3 2013-03-01T00 77"));
  EXPECT_THAT(
      lines_at(found, "Aotizhongxin", "2017-02-28T23"),
      UnorderedElementsAre("Aotizhongxin PM2.5 2017-02-28T23 19", "Aotizhongxin PM10 2017-02-28T23 31",
                           "Aotizhongxin SO2 2017-02-28T23 10", "Aotizhongxin NO2 2017-02-28T23 79",
                           "Aotizhongxin CO 2017-02-28T23 0.6", "Aotizhongxin O3 2017-02-28T23 42"));
  EXPECT_THAT(findings_of(found), Contains("SER103 x5 @24128"));  // CO of 10000 ug/m3
  EXPECT_FALSE(has_errors(found.diagnostics));
}

TEST(LayoutFiles, beijing_has_particles_of_which_the_fine_ones_weigh_more) {
  const char* name = "air_beijing/PRSA_Data_Aotizhongxin_20130301-20170228.csv";
  SKIP_WITHOUT_SHARED(name);
  EXPECT_THAT(findings_of(read_shared_file(name, sample_request())), Contains("SER124 x1183 @275"));
}

TEST(LayoutFiles, national_hour) {
  const char* name = "air_cnemc/cnemc_2017-07-07T16.csv";
  SKIP_WITHOUT_SHARED(name);
  const auto found = read_shared_file(name, sample_request());
  EXPECT_EQ(found.layout, "national_hour");
  EXPECT_EQ(found.rows, 1495U);
  EXPECT_EQ(found.valid, 1458U + 1459 + 1338 + 1460 + 1459 + 1460);
  EXPECT_EQ(found.gaps, 37U + 36 + 157 + 35 + 36 + 35);
  EXPECT_EQ(stations_of(found).size(), 1495U);
  // Of o3 185 and o3_24h 185 the latter is the hour; at 1002A they differ: 179 and 160.
  EXPECT_THAT(lines_at(found, "2166A", "2017-07-07T16"),
              UnorderedElementsAre("2166A PM2.5 2017-07-07T16 14", "2166A PM10 2017-07-07T16 29",
                                   "2166A SO2 2017-07-07T16 16", "2166A NO2 2017-07-07T16 11",
                                   "2166A CO 2017-07-07T16 0.6", "2166A O3 2017-07-07T16 185"));
  EXPECT_THAT(lines_at(found, "1002A", "2017-07-07T16"), Contains("1002A O3 2017-07-07T16 160"));
  EXPECT_EQ(found.stations.back().key, "3066A");
  EXPECT_FALSE(has_errors(found.diagnostics));
}

TEST(LayoutFiles, national_hour_of_one_city) {
  const char* name = "air_cnemc/cnemc_2017-07-07T16.csv";
  SKIP_WITHOUT_SHARED(name);
  auto request = sample_request();
  for (const char* key : {"2166A", "2167A", "2168A", "2169A", "2170A"}) {
    Station station;
    station.set = "set";
    station.key = key;
    request.stations.push_back(station);
  }
  const auto found = read_shared_file(name, request);
  EXPECT_THAT(stations_of(found), ElementsAre("2166A", "2167A", "2168A", "2169A", "2170A"));
  EXPECT_TRUE(found.stations.empty());
  EXPECT_THAT(findings_of(found), Contains("SER119 x1490 @2"));
}

TEST(LayoutFiles, national_wide) {
  const char* name = "air_cnemc/china_sites_20170707_16h.csv";
  SKIP_WITHOUT_SHARED(name);
  const auto found = read_shared_file(name, sample_request());
  EXPECT_EQ(found.layout, "national_wide");
  EXPECT_EQ(found.rows, 15U);
  EXPECT_EQ(found.valid, 1458U + 1459 + 1338 + 1460 + 1459 + 1460);
  EXPECT_EQ(found.gaps, 6U * 1495 - found.valid);
  EXPECT_EQ(stations_of(found).size(), 1495U);
  EXPECT_THAT(lines_at(found, "1002A", "2017-07-07T16"), Contains("1002A O3 2017-07-07T16 160"));
  EXPECT_FALSE(has_errors(found.diagnostics));
}

TEST(LayoutFiles, city_daily) {
  const char* name = "air_daily/aqistudy_成都.csv";
  SKIP_WITHOUT_SHARED(name);
  auto request = sample_request("air", "day");
  request.station = "成都";
  const auto found = read_shared_file(name, request);
  EXPECT_EQ(found.layout, "city_daily");
  EXPECT_EQ(found.rows, 3073U);
  EXPECT_EQ(found.gaps, 53U);
  EXPECT_EQ(found.valid, 3073U * 6 - 53);
  EXPECT_THAT(stations_of(found), ElementsAre("成都"));
  EXPECT_THAT(
      lines_at(found, "成都", "2014-01-01"),
      UnorderedElementsAre("成都 PM2.5 2014-01-01 177", "成都 PM10 2014-01-01 244", "成都 SO2 2014-01-01 18",
                           "成都 NO2 2014-01-01 73", "成都 CO 2014-01-01 1.5", "成都 O3 2014-01-01 20"));
  EXPECT_THAT(lines_at(found, "成都", "2018-02-10"), Contains("成都 PM10 2018-02-10 none missing"));
  EXPECT_THAT(findings_of(found), Contains(testing::StartsWith("SER109 x53 @")));
  EXPECT_FALSE(has_errors(found.diagnostics));
}

TEST(LayoutFiles, surface_water) {
  const char* name = "water/water_auto_2026-02-04_a.csv";
  SKIP_WITHOUT_SHARED(name);
  const auto found = read_shared_file(name, sample_request("water"));
  EXPECT_EQ(found.layout, "wide");
  EXPECT_EQ(found.rows, 578U - 2);  // without the two of one name, see below
  EXPECT_THAT(lines_at(found, "三甲港", "2026-02-04T11"),
              UnorderedElementsAre("三甲港 WT 2026-02-04T11 10.2", "三甲港 pH 2026-02-04T11 7.95",
                                   "三甲港 DO 2026-02-04T11 9.83", "三甲港 CODMn 2026-02-04T11 2.38",
                                   "三甲港 NH3-N 2026-02-04T11 0.135", "三甲港 TP 2026-02-04T11 0.056",
                                   "三甲港 TN 2026-02-04T11 2.26", "三甲港 Chla 2026-02-04T11 none missing"));
  EXPECT_EQ(found.valid + found.gaps, 8U * 576);
  // Measured at 10:30: such stations measure every four hours, not by the clock.
  EXPECT_THAT(lines_at(found, "姚渡", "2026-02-04T10"), Contains("姚渡 WT 2026-02-04T10 10.2"));
  EXPECT_THAT(findings_of(found), Contains("SER138 @1"));  // the year is not written
  EXPECT_FALSE(has_errors(found.diagnostics));
}

// One on the 辽河, line 493, and one on the 松花江, line 570: two sections, which nothing may make one.
TEST(LayoutFiles, surface_water_sections_of_one_name_are_asked_for) {
  const char* name = "water/water_auto_2026-02-04_a.csv";
  SKIP_WITHOUT_SHARED(name);
  const auto found = read_shared_file(name, sample_request("water"));
  EXPECT_THAT(lines_at(found, "江桥", "2026-02-04T11"), testing::IsEmpty());
  EXPECT_THAT(findings_of(found), Contains("SER139 @493"));
  EXPECT_EQ(stations_of(found).size(), 577U - 1);  // names in the file
}

TEST(LayoutFiles, surface_water_workbook) {
  const char* name = "water/water_info_山西省.xlsx";
  SKIP_WITHOUT_SHARED(name);
  const auto found = read_shared_file(name, sample_request("water"));
  EXPECT_EQ(found.layout, "wide");
  EXPECT_EQ(found.rows, 38U);
  EXPECT_EQ(found.valid, 253U);
  EXPECT_EQ(found.gaps, 51U);
  EXPECT_EQ(stations_of(found).size(), 38U);
  EXPECT_THAT(lines_at(found, "韩武村", "2026-02-04T11"),
              UnorderedElementsAre("韩武村 WT 2026-02-04T11 5.9", "韩武村 pH 2026-02-04T11 7.71",
                                   "韩武村 DO 2026-02-04T11 12.41", "韩武村 CODMn 2026-02-04T11 1",
                                   "韩武村 NH3-N 2026-02-04T11 0.552", "韩武村 TP 2026-02-04T11 0.057",
                                   "韩武村 TN 2026-02-04T11 7.52", "韩武村 Chla 2026-02-04T11 none missing"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER138 @1", "SER136 @1"));
}

TEST(LayoutFiles, noise_by_parts_of_the_day) {
  const char* name = "noise/madrid_daily_2020.csv";
  SKIP_WITHOUT_SHARED(name);
  const auto found = read_shared_file(name, sample_request("noise_region", "day"));
  EXPECT_EQ(found.layout, "wide");
  EXPECT_EQ(found.rows, 42404U);
  EXPECT_EQ(found.valid, 10604U + 10592);  // LAEQ of the rows D and N
  EXPECT_EQ(found.gaps, 0U);
  EXPECT_EQ(stations_of(found).size(), 30U);
  EXPECT_THAT(lines_at(found, "2", "2020-01-01"),
              UnorderedElementsAre("2 Ld 2020-01-01 67", "2 Ln 2020-01-01 69.4"));
  EXPECT_THAT(lines_at(found, "86", "2020-12-31"), Contains("86 Ln 2020-12-31 48.6"));
  EXPECT_FALSE(has_errors(found.diagnostics));
}

// Rows T (whole day) and E (evening), and LAS01 .. LAS99 of all, are left out: said once, not silently.
TEST(LayoutFiles, noise_of_other_parts_of_the_day_is_told) {
  const char* name = "noise/madrid_daily_2020.csv";
  SKIP_WITHOUT_SHARED(name);
  const auto found = read_shared_file(name, sample_request("noise_region", "day"));
  EXPECT_TRUE(is_told_of(found, 2));  // the first row is one of type T
}

}  // namespace
}  // namespace chuangmo
