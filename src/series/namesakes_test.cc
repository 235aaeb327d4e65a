#include "series/namesakes.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace chuangmo::series {
namespace {

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> all = [] {
    Parameter acidity;
    acidity.key = "pH";
    acidity.name = "pH值";
    acidity.decimals = 2;
    acidity.medium = "water";
    acidity.aliases = {"ph"};
    return std::vector<Parameter>{acidity};
  }();
  return all;
}

Station station(const char* key, const char* name, const char* province = "", const char* basin = "") {
  Station out;
  out.key = key;
  out.name = name;
  out.province = province;
  out.basin = basin;
  return out;
}

// "key=value" of every block with one reading, and SER139 with its line where a name was asked about.
std::string read(const std::string& text, const std::vector<Station>& stations = {}) {
  ReadingsRequest request;
  request.medium = "water";
  request.recorded_at = Instant::parse("2026-03-01").value();
  request.parameters = &parameters();
  request.stations = stations;
  const ReadingsFound found = read_readings(rows_of(read_csv(text, "w.csv"), "w.csv"), request);
  std::vector<std::string> parts;
  for (const ReadingBlock& block : found.blocks)
    for (const std::int32_t value : block.values)
      if (value != kNoReading) parts.push_back(block.station + "=" + std::to_string(value));
  for (const Diagnostic& diagnostic : found.diagnostics)
    if (diagnostic.code == "SER139") parts.push_back("SER139:" + std::to_string(diagnostic.where.row));
  return join(parts, " ");
}

const std::string kTwoBridges =
    "省份,流域,断面名称,监测时间,pH\n"
    "辽宁省,辽河流域,江桥,2026-02-04 11:00,7.46\n"
    "黑龙江省,松花江流域,江桥,2026-02-04 11:00,7.07\n"
    "辽宁省,辽河流域,福德店,2026-02-04 11:00,8.00\n";

TEST(Namesakes, AreAskedAboutAndNeverMixed) {
  EXPECT_EQ(read(kTwoBridges), "福德店=800 SER139:2");
}

TEST(Namesakes, AreToldApartByTheRegister) {
  const std::vector<Station> both{station("LH", "江桥", "", "辽河流域"), station("SH", "江桥", "黑龙江省")};
  EXPECT_EQ(read(kTwoBridges, both), "LH=746 SH=707 福德店=800");
}

// The register knows one: the other's rows must not become its own.
TEST(Namesakes, OfOneThatIsRegisteredStayStrangers) {
  EXPECT_EQ(read(kTwoBridges, {station("LH", "江桥", "", "辽河流域")}), "LH=746 福德店=800 SER139:3");
  EXPECT_EQ(read(kTwoBridges, {station("LH", "江桥")}), "福德店=800 SER139:2");
}

TEST(Namesakes, OfTheRegisterNeedMoreThanAName) {
  const std::vector<Station> both{station("A", "江桥", "", "辽河流域"),
                                  station("B", "江桥", "", "松花江流域")};
  EXPECT_EQ(read("断面名称,监测时间,pH\n江桥,2026-02-04 11:00,7.1\n", both), "SER139:2");
  EXPECT_EQ(read("断面名称,监测时间,pH\nB,2026-02-04 11:00,7.1\n", both), "B=710");
  EXPECT_EQ(read("断面编码,断面名称,监测时间,pH\nB,江桥,2026-02-04 11:00,7.1\n", both), "B=710");
}

TEST(Namesakes, OfOnePlaceAreOneStation) {
  EXPECT_EQ(read("流域,断面名称,监测时间,pH\n辽河流域,江桥,2026-02-04 11:00,7.1\n"
                 "辽河流域,江桥,2026-02-04 15:00,7.2\n",
                 {station("LH", "江桥", "", "辽河流域")}),
            "LH=710 LH=720");
  EXPECT_EQ(read("流域,断面名称,监测时间,pH\n辽河流域,江桥,2026-02-04 11:00,7.1\n"), "江桥=710");
}

// A sample of half past ten is one of the tenth hour; only the air knows means of hours.
TEST(WaterTimes, AreSampledAtAnyMinute) {
  EXPECT_EQ(read("断面名称,监测时间,pH\n江桥,2026-02-04 10:30,7.1\n"), "江桥=710");
}

}  // namespace
}  // namespace chuangmo::series
