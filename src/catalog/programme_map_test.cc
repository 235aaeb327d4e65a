#include "catalog/programme_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace chuangmo::catalog {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr const char* kMap = R"(
title = "某市示意图"
title_en = "Some city"
note = "示意图"
note_en = "Schematic"
west = "110"
east = "112"
south = "38"
north = "39"
width = 200
height = 100
[[region]]
key = "a"
name = "甲县"
name_en = "A"
kind = "county"
unit = "甲县政府"
seat = "110.50 38.50"
outline = ["110 38", "110 39", "111 39", "111 38"]
[[river]]
name = "乙河"
name_en = "B"
line = ["110.25 38.75", "112 38"]
)";

struct Read {
  std::optional<ProgrammeMap> map;
  std::vector<std::string> codes;
};
Read read(const std::string& from = "", const std::string& to = "") {
  const std::set<std::string> units{"甲县政府"};
  Diagnostics diagnostics;
  const CatalogFiles files{{"programmes/p/map.toml", from.empty() ? kMap : replace_all(kMap, from, to)}};
  Read found{read_programme_map(files, "p", &units, diagnostics), {}};
  for (const Diagnostic& each : diagnostics) found.codes.push_back(each.code);
  return found;
}

TEST(ProgrammeMap, LaysDegreesOnTheBox) {
  const Read found = read();
  EXPECT_THAT(found.codes, ElementsAre());
  ASSERT_TRUE(found.map);
  const MapRegion& region = found.map->regions.at(0);
  EXPECT_THAT(region.outline,
              ElementsAre(MapPoint{0, 100}, MapPoint{0, 0}, MapPoint{100, 0}, MapPoint{100, 100}));
  EXPECT_EQ(region.centroid, (MapPoint{50, 50}));
  EXPECT_EQ(region.seat, (MapPoint{50, 50}));
  EXPECT_THAT(found.map->rivers.at(0).line, ElementsAre(MapPoint{25, 25}, MapPoint{200, 100}));
}

TEST(ProgrammeMap, WhereThereIsNoFileThereIsNoMap) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_programme_map({}, "p", nullptr, diagnostics));
  EXPECT_TRUE(diagnostics.empty());
}

TEST(ProgrammeMap, RefusesWhatCannotBeDrawn) {
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"\"112 38\"", "\"112.1 38\""},                          // outside
      {"\"112 38\"", "\"112\""},                               // no point
      {"east = \"112\"", "east = \"109\""},                    // nothing between the edges
      {"width = 200", "width = 200000"},                       //
      {"seat = \"110.50 38.50\"", "seat = \"111.50 38.50\""},  // beside its county
      {"\"111 39\", \"111 38\"", "\"110 38.5\""},              // a line, no area
      {"unit = \"甲县政府\"", "unit = \"乙县政府\""},
      {"kind = \"county\"", "kind = \"village\""},
  };
  for (const auto& [from, to] : faults) {
    const Read found = read(from, to);
    EXPECT_FALSE(found.map) << to;
    EXPECT_THAT(found.codes, Contains("CAT082")) << to;
  }
}

TEST(ProgrammeMap, ShuozhousCountiesTouchAndHoldTheirSeats) {
  Diagnostics diagnostics;
  const auto map = read_programme_map(embedded_catalog(), "shuozhou", nullptr, diagnostics);
  ASSERT_TRUE(map);
  EXPECT_TRUE(diagnostics.empty());
  ASSERT_EQ(map->regions.size(), 6u);
  // A point of a boundary inside the city belongs to two counties or three: no gaps, no overlaps of corners.
  std::map<std::pair<int, int>, int> owners;
  for (const MapRegion& region : map->regions) {
    for (const MapPoint& point : region.outline) ++owners[{point.x, point.y}];
  }
  const auto shared =
      std::count_if(owners.begin(), owners.end(), [](const auto& each) { return each.second > 1; });
  EXPECT_GT(shared, 20);
}

}  // namespace
}  // namespace chuangmo::catalog
