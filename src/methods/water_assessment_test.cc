#include "methods/water_assessment.h"

#include <gtest/gtest.h>

#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

// 环办〔2011〕22号: tables 1 and 2, and what is said of main pollutants.
Edition method() {
  Edition edition;
  edition.levels = {{1, 2, "I~II", "优", ""},
                    {3, 3, "III", "良好", ""},
                    {4, 4, "IV", "轻度污染", ""},
                    {5, 5, "V", "中度污染", ""},
                    {6, 6, "劣V", "重度污染", ""}};
  edition.constants = {{"river.good_share.1", d("0.90")},  {"river.good_share.2", d("0.75")},
                       {"river.worst_share.3", d("0.20")}, {"river.worst_share.4", d("0.40")},
                       {"river.least_sections", d("5")},   {"exceed.above_class", d("3")},
                       {"main_pollutants.most", d("3")},   {"main_pollutants.first.Pb", d("1")}};
  return edition;
}

// good sections of class II, worst ones of 劣V, the others IV.
std::string status_of(int good, int worst, int others, int unknown = 0) {
  std::vector<ClassRange> sections;
  sections.insert(sections.end(), static_cast<std::size_t>(good), {2, 2});
  sections.insert(sections.end(), static_cast<std::size_t>(worst), {6, 6});
  sections.insert(sections.end(), static_cast<std::size_t>(others), {4, 4});
  sections.insert(sections.end(), static_cast<std::size_t>(unknown), {1, 6});
  return std::string(river_status(method(), sections)->name);
}

TEST(SectionStatus, NamesTheClass) {
  EXPECT_EQ(section_status(method(), 1), "优");
  EXPECT_EQ(section_status(method(), 3), "良好");
  EXPECT_EQ(section_status(method(), 6), "重度污染");
  EXPECT_EQ(section_status(Edition{}, 6), "");
}

// 表2, each limit from both sides; of 100 sections a share is a count.
TEST(RiverStatus, FollowsTheSharesOfSections) {
  EXPECT_EQ(status_of(90, 0, 10), "优");
  EXPECT_EQ(status_of(89, 0, 11), "良好");
  EXPECT_EQ(status_of(90, 10, 0), "优");
  EXPECT_EQ(status_of(75, 25, 0), "良好");
  EXPECT_EQ(status_of(74, 19, 7), "轻度污染");
  EXPECT_EQ(status_of(74, 20, 6), "中度污染");
  EXPECT_EQ(status_of(60, 39, 1), "中度污染");
  EXPECT_EQ(status_of(60, 40, 0), "重度污染");  // the corner in which the two prints differ: 劣V decides
  EXPECT_EQ(status_of(0, 40, 60), "重度污染");
  EXPECT_EQ(status_of(0, 0, 100), "轻度污染");
}

TEST(RiverStatus, IsDecidedWhenUnknownSectionsCannotChangeIt) {
  EXPECT_EQ(status_of(9, 0, 0, 1), "优");  // 9 of 10 at the least
  EXPECT_EQ(status_of(8, 0, 1, 1), "");    // 8 or 9 of 10: 良好 or 优
}

TEST(RiverStatus, GivesBoundsOtherwise) {
  const std::vector<ClassRange> sections{{2, 2}, {2, 2}, {2, 2}, {2, 2}, {1, 6}};
  const auto status = river_status(method(), sections);
  ASSERT_TRUE(status);
  EXPECT_EQ(status->name, "");
  EXPECT_EQ(status->best_grade, 1);
  EXPECT_EQ(status->worst_grade, 2);
  EXPECT_EQ(text(status->good.low), "4/5");
  EXPECT_EQ(text(status->worst.high), "1/5");
  // What is over class III already is not good, whatever else it turns out to be.
  const std::vector<ClassRange> over{{2, 2}, {2, 2}, {2, 2}, {2, 2}, {4, 6}};
  EXPECT_EQ(river_status(method(), over)->name, "良好");
  EXPECT_EQ(river_status(method(), {}).error().code, "MTH004");
  EXPECT_EQ(river_status(Edition{}, sections).error().code, "MTH001");
  EXPECT_EQ(least_sections(method()), 5);
}

IndicatorClass indicator(std::string_view parameter, int water_class, std::string_view multiple = "") {
  IndicatorClass out;
  out.parameter = parameter;
  out.water_class = water_class;
  if (!multiple.empty()) out.exceed_multiple = r(multiple);
  return out;
}
std::string names(const std::vector<MainPollutant>& pollutants) {
  std::string all;
  for (const auto& each : pollutants) all += (all.empty() ? "" : " ") + each.parameter;
  return all;
}

// By class, then by multiple, the three worst; cyanide and heavy metals before all (二（三）).
TEST(MainPollutants, AreTheThreeWorst) {
  WaterClass water;
  water.indicators = {indicator("COD", 4, "0.4"),   indicator("NH3-N", 6, "1.5"), indicator("TP", 4, "0.2"),
                      indicator("BOD5", 4, "0.45"), indicator("Oil", 2),          indicator("DO", 4)};
  EXPECT_EQ(names(main_pollutants(method(), water)), "NH3-N BOD5 COD");
  EXPECT_EQ(text(main_pollutants(method(), water)[1].exceed_multiple), "9/20");
  water.indicators.push_back(indicator("Pb", 4, "0.1"));
  EXPECT_EQ(names(main_pollutants(method(), water)), "Pb NH3-N BOD5");
}

TEST(MainPollutants, AreNoneUpToClassThree) {
  WaterClass water;
  water.indicators = {indicator("COD", 3), indicator("TP", 2)};
  EXPECT_TRUE(main_pollutants(method(), water).empty());
}

TEST(MainPollutants, OfARiverGoByTheShareOfSections) {
  WaterClass a;
  WaterClass b;
  WaterClass c;
  a.indicators = {indicator("COD", 4), indicator("TP", 6)};
  b.indicators = {indicator("COD", 4), indicator("TP", 3)};
  c.indicators = {indicator("COD", 2), indicator("TP", 1)};
  const std::vector<WaterClass> sections{a, b, c};
  const auto pollutants = river_main_pollutants(method(), sections);
  EXPECT_EQ(names(pollutants), "COD TP");
  EXPECT_EQ(text(pollutants[0].exceed_rate), "2/3");
  EXPECT_EQ(text(pollutants[1].exceed_rate), "1/3");
}

}  // namespace
}  // namespace chuangmo::methods
