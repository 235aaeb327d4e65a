#include "workflow/unit_edges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chuangmo::workflow {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

UnitEdge renamed(std::string before, std::string after, Date day) {
  return {UnitChange::renamed, std::move(before), std::move(after), day, "", ""};
}
UnitEdge part(std::string before, std::string after, Date day, std::string items) {
  return {UnitChange::split, std::move(before), std::move(after), day, std::move(items), ""};
}

const Date kReform = Date::of(2019, 3, 1);

// 市环保局 -> 市生态环境局; 怀仁县 -> 怀仁市; two bureaus merged; the land bureau gave part of its work away.
std::vector<UnitEdge> shuozhou() {
  return {renamed("市环保局", "市生态环境局", kReform),
          renamed("怀仁县政府", "怀仁市政府", Date::of(2018, 5, 1)),
          {UnitChange::merged, "市卫生局", "市卫健委", Date::of(2014, 1, 1), "", ""},
          {UnitChange::merged, "市计生委", "市卫健委", Date::of(2014, 1, 1), "", ""},
          part("市国土局", "市自然资源局", kReform, ""),
          part("市国土局", "市生态环境局", kReform, "ledger:wells figure:groundwater")};
}

TEST(UnitAt, FollowsARenameFromItsDayOn) {
  const auto edges = shuozhou();
  EXPECT_EQ(unit_at(edges, "市环保局", "", kReform - 1), "市环保局");
  EXPECT_EQ(unit_at(edges, "市环保局", "", kReform), "市生态环境局");
  EXPECT_EQ(unit_at(edges, "怀仁县政府", "figure:gdp", Date::of(2026, 1, 1)), "怀仁市政府");
  EXPECT_EQ(unit_at(edges, "市统计局", "", Date::of(2026, 1, 1)), "市统计局");
  EXPECT_EQ(last_unit(edges, "市环保局", ""), "市生态环境局");
}

TEST(UnitAt, FollowsAChainInTheOrderOfTime) {
  const std::vector<UnitEdge> edges{renamed("乙", "丙", Date::of(2015, 1, 1)),
                                    renamed("甲", "乙", Date::of(2012, 1, 1))};
  EXPECT_EQ(unit_at(edges, "甲", "", Date::of(2011, 12, 31)), "甲");
  EXPECT_EQ(unit_at(edges, "甲", "", Date::of(2014, 12, 31)), "乙");
  EXPECT_EQ(unit_at(edges, "甲", "", Date::of(2015, 1, 1)), "丙");
}

// A name that was given up is taken by another: what the first bearer did later is not the second's.
TEST(UnitAt, ANameUsedAgainIsAnotherUnit) {
  const std::vector<UnitEdge> edges{renamed("乙", "丙", Date::of(2012, 1, 1)),
                                    renamed("甲", "乙", Date::of(2015, 1, 1))};
  EXPECT_EQ(unit_at(edges, "甲", "", Date::of(2016, 1, 1)), "乙");
  EXPECT_EQ(unit_at(edges, "乙", "", Date::of(2014, 1, 1)), "丙");
}

TEST(UnitAt, OfASplitTheItemDecides) {
  const auto edges = shuozhou();
  EXPECT_EQ(unit_at(edges, "市国土局", "ledger:wells", kReform), "市生态环境局");
  EXPECT_EQ(unit_at(edges, "市国土局", "figure:groundwater", kReform), "市生态环境局");
  EXPECT_EQ(unit_at(edges, "市国土局", "figure:ground", kReform), "市自然资源局");
  EXPECT_EQ(unit_at(edges, "市国土局", "", kReform), "市自然资源局");
}

TEST(UnitAt, KeepsWhatASplitLeaves) {
  const std::vector<UnitEdge> edges{part("市住建局", "市园林局", Date::of(2010, 1, 1), "ledger:parks")};
  EXPECT_EQ(unit_at(edges, "市住建局", "ledger:parks", Date::of(2010, 1, 1)), "市园林局");
  EXPECT_EQ(unit_at(edges, "市住建局", "figure:roads", Date::of(2010, 1, 1)), "市住建局");
  EXPECT_THAT(successors_at(edges, "市住建局", Date::of(2010, 1, 1)), ElementsAre("市住建局", "市园林局"));
}

TEST(SuccessorsAt, AreAllThatTookAPart) {
  const auto edges = shuozhou();
  EXPECT_THAT(successors_at(edges, "市国土局", kReform), ElementsAre("市生态环境局", "市自然资源局"));
  EXPECT_THAT(successors_at(edges, "市国土局", kReform - 1), ElementsAre("市国土局"));
  EXPECT_THAT(successors_at(edges, "市计生委", kReform), ElementsAre("市卫健委"));
}

TEST(PastOf, IsWhoseHistoryItIs) {
  auto edges = shuozhou();
  EXPECT_THAT(past_of(edges, "市卫健委", kReform),
              ElementsAre(PastUnit{"市卫生局", Date::of(2014, 1, 1), ""},
                          PastUnit{"市计生委", Date::of(2014, 1, 1), ""}));
  EXPECT_THAT(past_of(edges, "市生态环境局", kReform),
              ElementsAre(PastUnit{"市国土局", kReform, "ledger:wells figure:groundwater"},
                          PastUnit{"市环保局", kReform, ""}));
  EXPECT_THAT(past_of(edges, "市生态环境局", kReform - 1), IsEmpty());
  edges.push_back(renamed("市环保办", "市环保局", Date::of(1990, 1, 1)));
  EXPECT_EQ(past_of(edges, "市生态环境局", kReform).back().unit, "市环保办");
}

TEST(CheckUnitEdges, RefusesCycles) {
  EXPECT_TRUE(check_unit_edges(shuozhou()));
  const std::vector<std::vector<UnitEdge>> cycles{
      {renamed("甲", "甲", kReform)},
      {renamed("甲", "乙", kReform), renamed("乙", "甲", kReform + 1)},
      {renamed("甲", "乙", kReform), part("乙", "丙", kReform, "figure:gdp"), renamed("丙", "甲", kReform)}};
  for (const auto& edges : cycles) {
    const auto checked = check_unit_edges(edges);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "WRK040");
    unit_at(edges, "甲", "", Date::of(2030, 1, 1));  // comes back all the same
  }
}

TEST(CheckUnitEdges, RefusesWhatIsGivenAwayTwice) {
  const std::vector<std::vector<UnitEdge>> pairs{
      {renamed("甲", "乙", kReform), renamed("甲", "丙", kReform + 30)},
      {part("甲", "乙", kReform, ""), part("甲", "丙", kReform, "")},
      {part("甲", "乙", kReform, "figure:a figure:b"), part("甲", "丙", kReform, "figure:b")}};
  for (const auto& edges : pairs) {
    const auto checked = check_unit_edges(edges);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "WRK041");
  }
  EXPECT_TRUE(check_unit_edges({part("甲", "乙", kReform, "figure:a"), renamed("甲", "丙", kReform + 30)}));
}

}  // namespace
}  // namespace chuangmo::workflow
