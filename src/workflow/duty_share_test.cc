#include "workflow/duty_share.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::ElementsAre;

std::vector<DutyShare> of_task(const DutyShares& duties, std::string_view task) {
  std::vector<DutyShare> shares;
  for (const DutyShare& share : duties.shares)
    if (share.task == task) shares.push_back(share);
  return shares;
}

TEST(DutyShares, TakeGroupsApartAndShowOpenOnes) {
  const DutyShares duties = duty_shares(sample_plan());
  const auto shares = of_task(duties, "2.1");
  ASSERT_EQ(shares.size(), 4U);
  EXPECT_EQ(shares[0].unit, "市环保局");
  EXPECT_EQ(shares[0].role, DutyRole::lead);
  EXPECT_FALSE(shares[0].is_joint);
  EXPECT_EQ(shares[2].unit, "朔城区政府");
  EXPECT_EQ(shares[2].group, "各县（区）政府");
  EXPECT_EQ(shares[3].unit, "平鲁区政府");
  EXPECT_EQ(shares[3].role, DutyRole::cooperate);
  EXPECT_THAT(duties.open, ElementsAre(OpenDuty{"2.1", "各施工单位", DutyRole::cooperate}));
}

TEST(DutyShares, OfJointLeadsNameTheOthersAndTheTerritory) {
  const auto shares = of_task(duty_shares(sample_plan()), "2.2");
  ASSERT_EQ(shares.size(), 3U) << "朔城区政府 leads and does not cooperate as well";
  EXPECT_TRUE(shares[0].is_joint);
  EXPECT_THAT(shares[0].other_leads, ElementsAre("朔城区政府"));
  EXPECT_THAT(shares[1].other_leads, ElementsAre("市环保局"));
  EXPECT_EQ(shares[1].territory, "以古北街为界分别负责");
  EXPECT_EQ(shares[2].unit, "市公安局");
  EXPECT_FALSE(shares[2].is_joint);
  EXPECT_EQ(shares[2].territory, "");
}

TEST(DutyShares, AliasesBecomeNamesAndStrangersStay) {
  Plan plan = sample_plan();
  plan.indicators[1].tasks[1].lead = {sample_duty("统计局"), sample_duty("市统计局"), sample_duty("市气象局"),
                                      sample_duty("没有这个组", true)};
  const DutyShares duties = duty_shares(plan);
  const auto shares = of_task(duties, "6.2");
  ASSERT_EQ(shares.size(), 3U);
  EXPECT_EQ(shares[0].unit, "市统计局");
  EXPECT_EQ(shares[1].unit, "市气象局");
  EXPECT_EQ(duties.open.back().group, "没有这个组");
  EXPECT_EQ(duty_role_name_zh(DutyRole::cooperate), "配合单位");
  EXPECT_EQ(duty_role_name(DutyRole::lead), "lead");
}

}  // namespace
}  // namespace chuangmo::workflow
