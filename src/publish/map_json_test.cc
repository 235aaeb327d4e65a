#include "publish/map_json.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

TEST(MapJson, HasTheAgreedShape) {
  ProgrammeMap map;
  map.title = "示意图";
  map.width = 200;
  map.west = Decimal(1125, 1);
  map.regions = {
      {"a", "甲县", "A", RegionKind::district, "甲县政府", {{0, 0}, {1, 0}, {1, 1}}, {1, 1}, {0, 0}}};
  map.rivers = {{"乙河", "B", {{0, 0}, {5, 6}}}};
  const Json json = map_json(map);
  EXPECT_EQ(json["projection"]["west"], "112.5");
  EXPECT_EQ(json["regions"][0]["kind"], "district");
  EXPECT_EQ(json["regions"][0]["outline"].size(), 3U);
  EXPECT_EQ(json["rivers"][0]["line"], Json::array({Json::array({0, 0}), Json::array({5, 6})}));
}

}  // namespace
}  // namespace chuangmo::publish
