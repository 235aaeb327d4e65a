// What monitoring files do, one small sample each. Every quirk survives with the right value, or is told with
// code and line; none is passed over in silence, and none turns into a wrong reading that counts.
#include <gmock/gmock.h>

#include "read_sample.h"

namespace chuangmo {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string hourly(const std::string& rows) {
  return "监测时间,点位编码,SO2\n" + rows;
}

// --- bytes and fields ---

TEST(LayoutSamples, byte_order_mark_and_line_ends) {
  const std::string plain = hourly("2011-03-05 13:00,a,40\n2011-03-05 14:00,a,41\n");
  const std::vector<std::string> lines = {"a SO2 2011-03-05T13 40", "a SO2 2011-03-05T14 41"};
  EXPECT_EQ(lines_of(read_sample(plain)), lines);
  EXPECT_EQ(lines_of(read_sample("\xEF\xBB\xBF" + plain)), lines);
  EXPECT_EQ(lines_of(read_sample(replace_all(plain, "\n", "\r\n"))), lines);
  EXPECT_EQ(lines_of(read_sample(replace_all(plain, "\n", "\r"))), lines);
  EXPECT_EQ(lines_of(read_sample(plain.substr(0, plain.size() - 1))), lines);
}

TEST(LayoutSamples, gbk) {
  // 时间,站点,SO2 / 朔州
  const auto found = read_sample(
      "\xCA\xB1\xBC\xE4,\xD5\xBE\xB5\xE3,SO2\n"
      "2011-03-05 13:00,\xCB\xB7\xD6\xDD,40\n");
  EXPECT_THAT(lines_of(found), ElementsAre("朔州 SO2 2011-03-05T13 40"));
}

TEST(LayoutSamples, quoted_fields) {
  const auto found = read_sample(
      "\"监测时间\",\"点位名称\",\"SO2\"\n\"2011-03-05 13:00\",\"东,区\",\"40\"\n"
      "\"2011-03-05 14:00\",\"东\"\"区\",\" 41 \"\n");
  EXPECT_THAT(lines_of(found), ElementsAre("东\"区 SO2 2011-03-05T14 41", "东,区 SO2 2011-03-05T13 40"));
}

TEST(LayoutSamples, trailing_delimiters) {
  const auto found = read_sample("时间,站点,SO2,,\n2011-03-05 13:00,a,40,,\n2011-03-05 14:00,a,41\n");
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 40", "a SO2 2011-03-05T14 41"));
}

TEST(LayoutSamples, delimiter_behind_the_rows_only) {
  const auto found = read_sample(hourly("2011-03-05 13:00,a,40,\n"));
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 40"));
  EXPECT_THAT(findings_of(found), IsEmpty());
}

TEST(LayoutSamples, a_short_row) {
  const auto found = read_sample("时间,站点,SO2,NO2\n2011-03-05 13:00,a,40\n");
  EXPECT_THAT(lines_of(found), ElementsAre("a NO2 2011-03-05T13 none missing", "a SO2 2011-03-05T13 40"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER120 x1 @2"));
}

// A decimal comma in a file of commas, 68,2 and 41,5: the second half stands in the next column.
TEST(LayoutSamples, a_row_longer_than_the_heading_is_told) {
  const auto found = read_sample("时间,站点,SO2,NO2\n2011-03-05 13:00,a,68,2,41,5\n2011-03-05 14:00,a,7,8\n");
  EXPECT_TRUE(is_told_of(found, 2)) << testing::PrintToString(lines_of(found));
  EXPECT_THAT(valid_lines_of(found), ElementsAre("a NO2 2011-03-05T14 8", "a SO2 2011-03-05T14 7"));
}

// --- numbers ---

TEST(LayoutSamples, full_width_digits) {
  const auto found = read_sample(hourly("２０１１－０３－０５ １３：００,a,４０．５\n"));
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 40.5"));
}

TEST(LayoutSamples, thousands_separators_are_refused) {
  const auto found =
      read_sample(hourly("2011-03-05 13:00,a,\"1,234\"\n2011-03-05 14:00,a,1 234\n2011-03-05 15:00,a,7\n"));
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 none suspect",
                                           "a SO2 2011-03-05T14 none suspect", "a SO2 2011-03-05T15 7"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER106 x2 @2"));
}

TEST(LayoutSamples, decimal_comma) {
  EXPECT_THAT(lines_of(read_sample("时间;站点;SO2\n2011-03-05 13:00;a;68,2\n")),
              ElementsAre("a SO2 2011-03-05T13 68.2"));
  // Between commas it might be a thousands separator.
  EXPECT_THAT(findings_of(read_sample(hourly("2011-03-05 13:00,a,\"68,2\"\n"))), Contains("SER106 x1 @2"));
}

// Semicolons do not make commas of points: 1.234 is 1.234 there too, and 1.234,5 is none of both.
TEST(LayoutSamples, points_between_semicolons) {
  const auto found = read_sample("时间;站点;SO2\n2011-03-05 13:00;a;68.2\n2011-03-05 14:00;a;1.234,5\n");
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 68.2", "a SO2 2011-03-05T14 none suspect"));
}

TEST(LayoutSamples, what_stands_for_nothing) {
  const auto found = read_sample(
      hourly("2011-03-05 00:00,a,NA\n2011-03-05 01:00,a,--\n2011-03-05 02:00,a,\n2011-03-05 03:00,a,-99\n"
             "2011-03-05 04:00,a,-9999\n2011-03-05 05:00,a,-999.0\n2011-03-05 06:00,a,nan\n"
             "2011-03-05 07:00,a,缺测\n2011-03-05 08:00,a,5\n"));
  EXPECT_EQ(found.gaps, 8U);
  EXPECT_THAT(valid_lines_of(found), ElementsAre("a SO2 2011-03-05T08 5"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER101 x3 @5"));
}

// "-99.00" is the same code as "-99".
TEST(LayoutSamples, codes_of_missing_values_with_any_decimals) {
  const auto found = read_sample(hourly("2011-03-05 00:00,a,-99.00\n2011-03-05 01:00,a,-9999.000\n"));
  EXPECT_EQ(found.gaps, 2U);
  EXPECT_THAT(findings_of(found), ElementsAre("SER101 x2 @2"));
}

// Zero stands for nothing only where the layout is known to write it so; elsewhere it is a measured zero.
TEST(LayoutSamples, zero) {
  EXPECT_THAT(lines_of(read_sample(hourly("2011-03-05 13:00,a,0\n"))), ElementsAre("a SO2 2011-03-05T13 0"));
  auto request = sample_request("air", "day");
  request.station = "c";
  const auto daily = read_sample(
      "aqi,co,no2,o3,pm10,pm2_5,quality,rank,so2,time_point\n0,0.5,28,81,0,30,无,9,5,2018-02-10\n", request);
  EXPECT_THAT(lines_of(daily), Contains("c PM10 2018-02-10 none missing"));
  EXPECT_THAT(findings_of(daily), Contains("SER109 x1 @2"));
}

TEST(LayoutSamples, instruments_that_stop_counting) {
  const auto found =
      read_sample("时间,站点,PM10,CO(ug/m3)\n2011-03-05 13:00,a,999,10000\n2011-03-05 14:00,a,985,9900\n");
  EXPECT_THAT(valid_lines_of(found), ElementsAre("a CO 2011-03-05T13 10", "a CO 2011-03-05T14 9.9",
                                                 "a PM10 2011-03-05T13 999", "a PM10 2011-03-05T14 985"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER103 x2 @2"));
}

TEST(LayoutSamples, negative_values_and_words) {
  const auto found =
      read_sample(hourly("2011-03-05 13:00,a,-3\n2011-03-05 14:00,a,12*\n2011-03-05 15:00,a,12.5(剔除)\n"
                         "2011-03-05 16:00,a,设备故障\n2011-03-05 17:00,a,12..5\n2011-03-05 18:00,a,7\n"));
  EXPECT_THAT(valid_lines_of(found), ElementsAre("a SO2 2011-03-05T18 7"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER104 x1 @2", "SER106 x4 @3"));
}

// What is left of a subtraction in a program.
TEST(LayoutSamples, noise_of_floating_point) {
  const auto found = read_sample(hourly(
      "2011-03-05 13:00,a,3.47e-18\n2011-03-05 14:00,a,6.87E-16\n2011-03-05 15:00,a,79.3000030517578\n"));
  EXPECT_THAT(lines_of(found),
              ElementsAre("a SO2 2011-03-05T13 0", "a SO2 2011-03-05T14 0", "a SO2 2011-03-05T15 79.3"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER107 x3 @2"));
}

// --- units ---

TEST(LayoutSamples, units_in_the_heading_and_below_it) {
  EXPECT_THAT(lines_of(read_sample("时间,站点,SO2（毫克/立方米）,CO(μg/m³)\n2011-03-05 13:00,a,0.04,300\n")),
              ElementsAre("a CO 2011-03-05T13 0.3", "a SO2 2011-03-05T13 40"));
  EXPECT_THAT(lines_of(read_sample("时间,站点,SO2,CO\n,,mg/m3,ug/m3\n2011-03-05 13:00,a,0.04,300\n")),
              ElementsAre("a CO 2011-03-05T13 0.3", "a SO2 2011-03-05T13 40"));
}

// Nothing in the file says so, but 1200 mg/m3 of CO is none.
TEST(LayoutSamples, co_in_ug_without_a_unit_does_not_count) {
  const auto found = read_sample("时间,站点,CO\n2011-03-05 13:00,a,1200\n2011-03-05 14:00,a,900\n");
  EXPECT_THAT(valid_lines_of(found), IsEmpty());
  EXPECT_THAT(findings_of(found), Contains("SER105 x2 @2"));
}

TEST(LayoutSamples, swapped_ozone) {
  const auto found = read_sample(
      "timepoint,stationcode,so2,co,o3,o3_24h,o3_8h\n2017-07-07T16:00:00,1002A,3,0.5,179,160,137\n");
  EXPECT_EQ(found.layout, "national_hour");
  EXPECT_THAT(lines_of(found), ElementsAre("1002A CO 2017-07-07T16 0.5", "1002A O3 2017-07-07T16 160",
                                           "1002A SO2 2017-07-07T16 3"));
}

// Fine particles are part of PM10: more of them than of the whole is remarkable, though both instruments may
// be within their errors. Both values stay.
TEST(LayoutSamples, more_fine_particles_than_particles) {
  const auto found = read_sample("时间,站点,PM2.5,PM10\n2011-03-05 13:00,a,9,8\n2011-03-05 14:00,a,8,8\n");
  EXPECT_EQ(found.valid, 4U);
  EXPECT_THAT(findings_of(found), ElementsAre("SER124 x1 @2"));
}

// --- rows ---

TEST(LayoutSamples, order_and_duplicates) {
  const auto found = read_sample(
      hourly("2011-03-05 14:00,a,2\n2011-03-05 13:00,a,1\n2011-03-05 14:00,a,2.0\n2011-03-05 13:00,a,9\n"));
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 1 suspect", "a SO2 2011-03-05T14 2"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER114 x1 @4", "SER115 x1 @5", "SER116 x2 @3"));
}

TEST(LayoutSamples, a_total_at_the_end) {
  const auto found = read_sample(hourly("2011-03-05 13:00,a,40\n平均,,40\n合计,a,40\n"));
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 40"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER110 x2 @3"));
}

// The mean of all stations is no station.
TEST(LayoutSamples, a_mean_row_is_no_station) {
  const auto found = read_sample(hourly("2011-03-05 13:00,a,40\n2011-03-05 13:00,平均值,40\n"));
  EXPECT_THAT(valid_lines_of(found), ElementsAre("a SO2 2011-03-05T13 40"));
  EXPECT_TRUE(is_told_of(found, 3));
}

TEST(LayoutSamples, files_behind_each_other) {
  const auto found =
      read_sample(hourly("2011-03-05 13:00,a,40\n监测时间,点位编码,SO2\n2011-03-05 14:00,a,41\n"));
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 40", "a SO2 2011-03-05T14 41"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER126 x1 @3"));
}

// The second heading has another order: what follows must not be read by the first.
TEST(LayoutSamples, files_of_another_order_behind_each_other) {
  const auto found =
      read_sample("时间,站点,SO2,NO2\n2011-03-05 13:00,a,1,2\n时间,站点,NO2,SO2\n2011-03-05 14:00,a,4,3\n");
  EXPECT_THAT(valid_lines_of(found), Not(Contains("a SO2 2011-03-05T14 4")));
  EXPECT_TRUE(is_told_of(found, 3));
}

// Either both lines together are the heading, or the file is refused.
TEST(LayoutSamples, headings_of_two_lines) {
  const auto found = read_sample("监测时间,监测点,污染物浓度,\n,,SO2,NO2\n2011-03-05 13:00,a,1,2\n");
  if (has_errors(found.diagnostics)) return;
  EXPECT_THAT(lines_of(found), ElementsAre("a NO2 2011-03-05T13 2", "a SO2 2011-03-05T13 1"));
}

// One column twice, as hourly and as running mean, distinguished by the line below only.
TEST(LayoutSamples, one_pollutant_in_two_columns) {
  const auto found = read_sample("时间,站点,O3,O3\n,,1小时,8小时\n2011-03-05 13:00,a,160,120\n");
  EXPECT_THAT(valid_lines_of(found), Not(Contains("a O3 2011-03-05T13 120")));
  EXPECT_FALSE(found.diagnostics.empty());
}

// --- times ---

TEST(LayoutSamples, hour_24) {
  EXPECT_THAT(lines_of(read_sample(hourly("2011-03-05 01:00,a,1\n2011-03-05 24:00,a,24\n"))),
              ElementsAre("a SO2 2011-03-05T00 1", "a SO2 2011-03-05T23 24"));
  EXPECT_THAT(lines_of(read_sample(hourly("2017-07-07 24:00,a,24\n"))),
              ElementsAre("a SO2 2017-07-07T23 24"));
  EXPECT_THAT(lines_of(read_sample(hourly("2011-03-05 00:00,a,0\n2011-03-05 24:00,a,24\n"))),
              ElementsAre("a SO2 2011-03-05T00 0", "a SO2 2011-03-06T00 24"));
  EXPECT_THAT(findings_of(read_sample(hourly("2017-12-31 24:00,a,24\n"))), ElementsAre("SER137 @1"));
}

// 1:00 to 23:00 and 0:00 of the next day: labels as they are written, for nothing tells of ends.
TEST(LayoutSamples, hour_0_of_the_next_day) {
  EXPECT_THAT(lines_of(read_sample(hourly("2011-12-31 23:00,a,23\n2012-01-01 00:00,a,24\n"))),
              ElementsAre("a SO2 2011-12-31T23 23", "a SO2 2012-01-01T00 24"));
}

TEST(LayoutSamples, a_year_that_is_not_written) {
  const auto found = read_sample("断面名称,监测时间,pH\n某桥,12-31 08:00,7.5\n", sample_request("water"));
  EXPECT_THAT(lines_of(found), ElementsAre("某桥 pH 2025-12-31T08 7.5"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER138 @1"));
}

// The clock of twelve hours: one in the afternoon, or none at all.
TEST(LayoutSamples, am_and_pm) {
  for (const char* time :
       {"2011-03-05 1:00 PM", "2011-03-05 01:00:00 pm", "2011/3/5 下午1:00", "2011/3/5 下午 01:00:00"}) {
    const auto found = read_sample(hourly(std::string(time) + ",a,40\n2011-03-06 00:00,a,1\n"));
    EXPECT_THAT(valid_lines_of(found), Not(Contains(StartsWith("a SO2 2011-03-05T01")))) << time;
    EXPECT_TRUE(found.valid == 2 || is_told_of(found, 2)) << time;
  }
}

TEST(LayoutSamples, serial_dates_of_workbooks) {
  for (const char* time : {"40607", "40607.5416666667", "40607,5416"}) {
    const auto found = read_sample(hourly("\"" + std::string(time) + "\",a,40\n2011-03-06 00:00,a,1\n"));
    EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-06T00 1")) << time;
    EXPECT_THAT(findings_of(found), ElementsAre("SER110 x1 @2")) << time;
  }
}

TEST(LayoutSamples, our_own_offset) {
  for (const char* time : {"2011-03-05T13:00:00+08:00", "2011-03-05T13:00+08:00", "2011-03-05 13:00:00.000",
                           "20110305130000", "2011030513", "2011年3月5日13时", "2011/3/5 13:00"})
    EXPECT_THAT(lines_of(read_sample(hourly(std::string(time) + ",a,40\n"))),
                ElementsAre("a SO2 2011-03-05T13 40"))
        << time;
}

// 05:00 of Greenwich is 13:00 here. Converted or told, never taken as it stands.
TEST(LayoutSamples, offsets_of_others) {
  for (const char* time :
       {"2011-03-05T05:00:00Z", "2011-03-05T05:00Z", "2011-03-05T05:00:00+00:00", "2011-03-05T05:00:00.000Z",
        "2011-03-05T05:00:00+0000", "2011-03-05 05:00:00 UTC", "2011-03-05T00:00:00-05:00",
        "2011-03-05T00:00-05:00", "2011-03-05 00:00:00-05", "2011-03-05T00:00:00 -0500"}) {
    const auto found = read_sample(hourly(std::string(time) + ",a,40\n2011-03-06 01:00,a,1\n"));
    EXPECT_THAT(lines_of(found),
                testing::AnyOf(ElementsAre("a SO2 2011-03-05T13 40", "a SO2 2011-03-06T01 1"),
                               ElementsAre("a SO2 2011-03-06T01 1")))
        << time;
    EXPECT_TRUE(found.valid == 2 || is_told_of(found, 2)) << time;
  }
}

// An hour written from its beginning to its end.
TEST(LayoutSamples, hours_from_and_to) {
  const auto found =
      read_sample(hourly("2011-03-05 13:00-14:00,a,40\n2011年3月5日14时-15时,a,41\n2011-03-05 "
                         "23:00-24:00,a,42\n2011-03-05 15:00-18:00,a,43\n"));
  EXPECT_THAT(lines_of(found),
              ElementsAre("a SO2 2011-03-05T13 40", "a SO2 2011-03-05T14 41", "a SO2 2011-03-05T23 42"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER110 x1 @5"));
}

// Times of the day that are none.
TEST(LayoutSamples, times_that_are_none) {
  const auto found = read_sample(
      hourly("2011-02-29 01:00,a,1\n2011-03-05 25:00,a,2\n2011-13-05 01:00,a,3\n2011-03-05 24:30,a,4\n"
             "05/03/2011 13:00,a,5\n2011-03-05 13:00,a,6\n"));
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T13 6"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER110 x5 @2"));
}

// Sixty minutes are no hour: the first of them must not be kept as the hour's mean.
TEST(LayoutSamples, one_minute_data_is_not_taken_for_hours) {
  std::string rows;
  for (int minute = 0; minute < 60; ++minute)
    rows += "2011-03-05 13:" + std::string(minute < 10 ? "0" : "") + std::to_string(minute) + ",a," +
            std::to_string(100 + minute) + "\n";
  const auto found = read_sample(hourly(rows));
  EXPECT_THAT(valid_lines_of(found), Not(Contains("a SO2 2011-03-05T13 100")));
  EXPECT_TRUE(found.valid == 60 || !found.diagnostics.empty());  // kept as minutes, or told
}

// One row off the hour among hours is left out and told.
TEST(LayoutSamples, a_row_between_hours) {
  const auto found = read_sample(hourly("2011-03-05 13:30,a,40\n2011-03-05 14:00,a,41\n"));
  EXPECT_THAT(lines_of(found), ElementsAre("a SO2 2011-03-05T14 41"));
  EXPECT_THAT(findings_of(found), ElementsAre("SER112 x1 @2"));
}

}  // namespace
}  // namespace chuangmo
