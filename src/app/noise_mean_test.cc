#include "app/noise_mean.h"

#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/noise_facts.h"
#include "base/file.h"

namespace chuangmo::app {
namespace {

const Library& library() {
  static const Library kLibrary = read_library(std::nullopt).value();
  return kLibrary;
}

// A folder that goes with the test.
class NoiseMeanReport : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        std::filesystem::path(::testing::TempDir()) / fmt::format("noise-{}-{}", info->name(), getpid());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& text) {
    EXPECT_TRUE(write_file(folder_ / name, text));
    return (folder_ / name).string();
  }
  static NoiseReport report(NoiseMeanRequest request) {
    auto made = noise_mean_report(library(), request);
    EXPECT_TRUE(made) << (made ? "" : made.error().text);
    return made ? *made : NoiseReport{};
  }
  NoiseReport report(const std::string& text, NoiseMeanRequest request = {}) {
    request.files = {file("a.csv", text)};
    return report(request);
  }

 private:
  std::filesystem::path folder_;
};

std::vector<std::string> codes(const NoiseReport& report) {
  std::vector<std::string> out;
  for (const Diagnostic& each : report.diagnostics) out.push_back(each.code);
  return out;
}
using Codes = std::vector<std::string>;

std::string exact(const NoiseValue& value) {
  return value.low && value.low == value.high ? value.low->text() : "open";
}
std::string exact(const std::optional<NoiseValue>& value) {
  return value ? exact(*value) : "missing";
}

TEST_F(NoiseMeanReport, OfGridsIsArithmeticAndGradedByTheEditionOfTheYear) {
  const NoiseReport found =
      report("网格编号,年份,昼间Leq\nW1,2012,53.2\nW2,2012,61.9\nW1,2013,53.2\nW2,2013,61.9\n");
  EXPECT_EQ(found.kind, "region");
  ASSERT_EQ(found.means.size(), 2U);
  EXPECT_EQ(exact(found.means[0].value),
            "1151/20");  // 57.55 -> 57.6 (half to even would be 57.6 too): grade 3
  EXPECT_EQ(found.means[0].best_grade, 3);
  EXPECT_EQ(found.means[0].worst_grade, 3);
  EXPECT_EQ(found.means[0].best_name, "轻度污染");
  EXPECT_EQ(found.means[1].best_name, "一般");
  EXPECT_EQ(found.means[1].edition, "HJ 640-2012");
  EXPECT_EQ(codes(found), Codes{});
}

TEST_F(NoiseMeanReport, WithAGridMissingHasBoundsOfMeanAndGrade) {
  const NoiseReport found = report("网格,昼间,夜间\nW1,60.0,48.0\nW2,,50.0\n", {.year = 2014});
  ASSERT_EQ(found.means.size(), 2U);
  EXPECT_EQ(found.means[0].missing, 1);
  EXPECT_EQ(found.means[0].value.low->text(), "30");  // (60 + 0) / 2
  EXPECT_EQ(found.means[0].value.high->text(), "100");
  EXPECT_EQ(found.means[0].best_grade, 1);
  EXPECT_EQ(found.means[0].worst_grade, 5);
  EXPECT_EQ(exact(found.means[1].value), "49");
  EXPECT_EQ(found.means[1].best_grade, 3);  // night: 45 < 49 <= 50
}

// (1200 x 68.4 + 800 x 70.6) / 2000 = 69.28
TEST_F(NoiseMeanReport, OfRoadsIsWeightedByLengthInWhateverUnit) {
  const std::string semicolons = "路段编号;长度(km);时段;Leq\nR1;1,2;昼间;68,4\nR2;0,8;昼间;70,6\n";
  const NoiseReport found = report(semicolons, {.year = 2014});
  EXPECT_EQ(found.kind, "traffic");
  ASSERT_EQ(found.means.size(), 1U);
  EXPECT_EQ(exact(found.means[0].value), "1732/25");
  EXPECT_EQ(found.means[0].length_m->text(), "2000");
  EXPECT_EQ(found.means[0].best_grade, 2);
  const NoiseReport metres = report("路段,路段长度(m),昼间\n甲,1200,68.4\n乙,800,70.6\n", {.year = 2014});
  EXPECT_EQ(exact(metres.means.at(0).value), "1732/25");
}

TEST_F(NoiseMeanReport, NeedsTheLengthOfEveryRoad) {
  const NoiseReport found = report("路段,长度(m),昼间\n甲,1200,68.4\n乙,,70.6\n", {.year = 2014});
  EXPECT_EQ(codes(found), Codes{"NOI004"});
  EXPECT_EQ(exact(found.means.at(0).value), "open");
  EXPECT_EQ(found.means.at(0).best_grade, 0);
  EXPECT_EQ(codes(report("路段,长度(m),昼间\n甲,0,68.4\n", {.year = 2014})), (Codes{"NOI005", "NOI004"}));
  EXPECT_EQ(codes(report("路段,长度(m),昼间,夜间\n甲,5,68,60\n甲,6,68,60\n", {.year = 2014})),
            (Codes{"NOI006", "SER114"}));
}

TEST_F(NoiseMeanReport, AsksForDayOrNightWhereNothingSaysIt) {
  const std::string table = "网格,等效声级\nW1,54.0\n";
  EXPECT_EQ(codes(report(table, {.year = 2014})), Codes{"NOI003"});
  const NoiseReport night = report(table, {.period = NoisePart::night, .year = 2014});
  EXPECT_EQ(codes(night), Codes{});
  EXPECT_EQ(night.means.at(0).best_grade, 4);  // 50 < 54 <= 55
}

TEST_F(NoiseMeanReport, WithoutAYearKnowsNoEditionUnlessToldOne) {
  const std::string table = "网格,昼间\nW1,54.0\n平均,54.0\n";
  const NoiseReport found = report(table);
  EXPECT_EQ(codes(found), (Codes{"NOI002", "NOI008"}));
  EXPECT_EQ(exact(found.means.at(0).value), "54");
  EXPECT_EQ(found.means.at(0).best_grade, 0);
  EXPECT_EQ(report(table, {.editions = {"HJ 640-2012"}}).means.at(0).best_grade, 2);
  EXPECT_EQ(noise_mean_report(library(), {.editions = {"HJ 1"}}).error().code, "EVL001");
  EXPECT_EQ(noise_mean_report(library(), {.kind = "rail"}).error().code, "NOI011");
}

TEST_F(NoiseMeanReport, TwoLevelsOfOnePlaceAndTimeDoNotCount) {
  const NoiseReport found = report("网格,昼间\nW1,54.0\nW1,55.0\nW2,50.0\nW2,50.0\n", {.year = 2014});
  EXPECT_EQ(codes(found), (Codes{"SER114", "SER115"}));
  EXPECT_EQ(found.means.at(0).places, 1);
  EXPECT_EQ(found.means.at(0).missing, 1);
}

TEST_F(NoiseMeanReport, DoesNotDependOnTheOrderOfFilesAndRows) {
  const std::string first = file("1.csv", "网格,昼间\nW1,54.0\nW2,55.0\n");
  const std::string second = file("2.csv", "网格,昼间\nW2,55.3\nW3,50.0\n");
  const NoiseReport one = report({.files = {first, second}, .year = 2014});
  const NoiseReport other = report({.files = {second, first}, .year = 2014});
  EXPECT_EQ(codes(one), Codes{"SER115"});
  EXPECT_EQ(codes(other), codes(one));
  EXPECT_EQ(other.means.at(0).value.high, one.means.at(0).value.high);
}

TEST_F(NoiseMeanReport, AListedStationWithoutALevelIsMissing) {
  NoiseMeanRequest request{.year = 2014};
  request.stations_file = file("s.csv", "点位编码,功能区类别,路段长度(m)\nR1,4a,600\nR2,4a,400\n");
  const NoiseReport found = report("路段编号,昼间\nR1,70.0\n", request);
  ASSERT_EQ(found.means.size(), 1U);
  EXPECT_EQ(found.means[0].missing_length_m.text(), "400");
  EXPECT_EQ(found.means[0].value.low->text(), "42");  // 0.6 x 70
  EXPECT_EQ(found.means[0].value.high->text(), "98");
}

TEST_F(NoiseMeanReport, CountsAttainmentByClassAndPart) {
  const NoiseReport found = report(
      "点位,功能区类别,日期,昼间,夜间\n园,1类,2012-02-14,55.0,45.1\n园,1类,2012-05-09,55.1,44.0\n"
      "路,4类,2012-02-14,70.0,57.0\n铁,4b,2012-02-14,70.0,60.0\n");
  EXPECT_EQ(found.kind, "zone");
  std::string counts;
  for (const NoiseZone& zone : found.zones)
    counts += fmt::format("{}{}:{}/{}/{} ", noise_part_name(zone.part), zone.zone, zone.met, zone.not_met,
                          zone.undecided);
  EXPECT_EQ(counts, "day1:1/1/0 day4:1/0/0 day4b:1/0/0 night1:1/1/0 night4:0/0/1 night4b:1/0/0 ");
  EXPECT_EQ(codes(report("点位,功能区类别,昼间\n园,5类,50\n", {.year = 2012})), (Codes{"NOI007"}));
}

TEST(ZoneClasses, AreReadAsTablesWriteThem) {
  EXPECT_EQ(zone_classes("2类区"), (std::vector<std::string>{"2"}));
  EXPECT_EQ(zone_classes("４Ａ类"), (std::vector<std::string>{"4a"}));
  EXPECT_EQ(zone_classes("4"), (std::vector<std::string>{"4a", "4b"}));
  EXPECT_TRUE(zone_classes("住宅").empty());
}

// --- samples ---

// A level for every minute of 24 hours from noon; `level` by the minute counted from there.
template <class Level>
std::string minutes(Level level) {
  std::string text = "时间,点位,功能区类别,声级\n";
  for (int i = 0; i < 1440; ++i) {
    const int of_day = (720 + i) % 1440;
    text += fmt::format("2012-06-{:02} {:02}:{:02}:00,甲,2,{}\n", i < 720 ? 5 : 6, of_day / 60, of_day % 60,
                        level(i));
  }
  return text;
}
bool is_day_from_noon(int minute) {
  return minute < 600 || minute >= 1080;
}

// By day 96 of 960 minutes at 70.0, 384 at 58.0, 480 at 50.0: L10 is the 96th loudest, 70.0; L50 the
// 480th, 58.0; L90 the 864th, 50.0. The night is 48.0 throughout.
TEST_F(NoiseMeanReport, OfSamplesGivesLevelsAndStatistics) {
  int by_day = 0;
  const NoiseReport found = report(minutes([&](int i) {
    if (!is_day_from_noon(i)) return "48.0";
    const int at = by_day++;
    return at % 10 == 0 ? "70.0" : at % 10 < 5 ? "58.0" : "50.0";
  }));
  ASSERT_EQ(found.places.size(), 2U);
  const NoiseMeasurement& day = found.places[0].measurements.at(0);
  EXPECT_EQ(day.samples, 960);
  EXPECT_EQ(*day.wanted, 960);
  EXPECT_EQ(day.statistics.at("L10").text(), "70.000");
  EXPECT_EQ(day.statistics.at("L50").text(), "58.000");
  EXPECT_EQ(day.statistics.at("L90").text(), "50.000");
  // (0.1 x 10^7 + 0.4 x 10^5.8 + 0.5 x 10^5) = 1302382.9377922... -> 61.1473...: above 60
  EXPECT_LT(*day.level->low, Rational::parse("61.1474").value());
  EXPECT_GT(*day.level->high, Rational::parse("61.1473").value());
  EXPECT_EQ(day.outcome, Outcome::not_met);
  EXPECT_EQ(exact(found.places[1].level), "48");
  EXPECT_EQ(found.places[1].measurements.at(0).outcome, Outcome::met);
  EXPECT_EQ(found.day_night.size(), 1U);
}

TEST_F(NoiseMeanReport, WithASampleMissingIsOpenUnlessItCannotMatter) {
  std::string text = minutes([](int i) { return is_day_from_noon(i) ? "62.0" : "48.0"; });
  const auto cut = [&](const char* line) {
    const std::size_t begin = text.find(line);
    text.erase(begin, text.find('\n', begin) + 1 - begin);
  };
  cut("2012-06-05 13:00");
  cut("2012-06-06 01:00");
  const NoiseReport found = report(text);
  const NoiseMeasurement& day = found.places.at(0).measurements.at(0);
  EXPECT_EQ(day.samples, 959);
  EXPECT_EQ(exact(day.level), "62");
  EXPECT_LT(*day.whole.low, Rational(62));
  EXPECT_GT(*day.whole.high, Rational(110));
  EXPECT_EQ(day.outcome, Outcome::not_met);  // a minute of silence does not bring 62.0 down to 60
  EXPECT_EQ(found.places.at(1).measurements.at(0).outcome, Outcome::undecided);
  EXPECT_TRUE(found.day_night.empty());
}

// Labels 1 to 24: the row 07:00 is the hour from 06:00, and the night has those labelled 1..6, 23 and 24.
TEST_F(NoiseMeanReport, OfHoursLabelledByTheirEndFallsInTheRightPart) {
  std::string text = "日期,时,点位,功能区类别,Leq\n";
  for (int hour = 1; hour <= 24; ++hour)
    text += fmt::format("2012-06-05,{},甲,2,{}\n", hour, hour >= 7 && hour <= 22 ? "60.0" : "50.0");
  const NoiseReport found = report(text);
  ASSERT_EQ(found.places.size(), 2U);
  EXPECT_EQ(exact(found.places[0].level), "60");
  EXPECT_EQ(exact(found.places[1].level), "50");
  EXPECT_EQ(found.places[1].measurements.size(), 1U);
  EXPECT_EQ(*found.places[1].measurements[0].wanted, 8);
  EXPECT_TRUE(found.places[0].spread.empty());  // hourly means do not say what was exceeded
  EXPECT_EQ(codes(found), Codes{"SER137"});
}

TEST_F(NoiseMeanReport, ASampleOfTenMinutesStandsForTheDayOfAGrid) {
  std::string text = "时间,声级\n";
  for (int minute = 0; minute < 10; ++minute) text += fmt::format("2014-05-05 10:{:02},55.5\n", minute);
  text += "2014-05-05 10:09,55.5\n2014-05-05 10:08,99.0\n";
  const NoiseReport found = report(text, {.station = "W1", .kind = "region"});
  EXPECT_EQ(codes(found), (Codes{"SER114", "SER115"}));
  EXPECT_EQ(found.places.at(0).measurements.at(0).samples, 9);
  EXPECT_EQ(exact(found.means.at(0).value), "111/2");
  EXPECT_EQ(found.means.at(0).best_grade, 3);
  EXPECT_EQ(codes(report(text)), (Codes{"SER117"}));
}

// --- European parts of the day ---

TEST_F(NoiseMeanReport, EuropeanPartsAreNeitherMergedNorGraded) {
  const std::string header = "NMT;anio;mes;dia;tipo;LAEQ;LAS01;LAS10;LAS50;LAS90;LAS99\n";
  const NoiseReport found =
      report(header +
                 "2;2020;1;1;D;70,0;75,6;71,1;67,1;62,4;59,0\n2;2020;1;1;N;66,5;73;69;65;60;57\n"
                 "2;2020;1;2;D;50,0;75,6;60,1;67,2;62,4;59,0\n",
             {.kind = "region"});
  EXPECT_EQ(codes(found), (Codes{"NOI001", "SER136", "NOI012", "NOI013"}));
  ASSERT_EQ(found.places.size(), 2U);
  EXPECT_EQ(found.places[0].part, NoisePart::european_day);
  EXPECT_EQ(found.places[0].spread.at("L10").least.text(), "60.1");
  // 10 lg((10^7 + 10^5) / 2) = 60 + 10 lg 5.05 = 67.03291378...
  EXPECT_GT(*found.places[0].level->high, Rational::parse("67.03291378").value());
  EXPECT_LT(*found.places[0].level->low, Rational::parse("67.03291379").value());
  for (const NoiseMean& mean : found.means) EXPECT_EQ(mean.best_grade, 0);
  EXPECT_TRUE(report(header + "2;2020;1;1;D;70,0;7;7;6;6;5\n", {.period = NoisePart::day}).places.empty());
}

}  // namespace
}  // namespace chuangmo::app
