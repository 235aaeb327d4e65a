#include "workflow/supplier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(DataSupplier, IsTheOneThePackNamesAndTheTaskThatAsks) {
  const Supplier supplier =
      data_supplier(sample_pack(), sample_plan(), sample_needs(), {ItemKind::figure, "gdp"});
  EXPECT_EQ(supplier.unit, "市统计局");  // "统计局" in the pack
  EXPECT_THAT(supplier.tasks, ElementsAre("6.2"));
  EXPECT_THAT(supplier.reason, HasSubstr("任务6.2要求报送"));
}

TEST(DataSupplier, SaysWhenThePlanAsksNobody) {
  const Supplier supplier =
      data_supplier(sample_pack(), sample_plan(), sample_needs(), {ItemKind::ledger, "key_enterprises"});
  EXPECT_EQ(supplier.unit, "市环保局");
  EXPECT_THAT(supplier.tasks, IsEmpty());
  EXPECT_THAT(supplier.reason, HasSubstr("没有任务要求它报送"));
}

TEST(DataSupplier, ATaskThatNamesTheItemAsksForIt) {
  Plan plan = sample_plan();
  plan.indicators[0].tasks[0].text = "建立应急演练台账";
  const Supplier supplier = data_supplier(sample_pack(), plan, sample_needs(), {ItemKind::ledger, "drills"});
  EXPECT_THAT(supplier.tasks, ElementsAre("2.1"));
}

TEST(DataSupplier, WithoutOneInThePackItIsTheBusiestLead) {
  Plan plan = sample_plan();
  plan.indicators[1].tasks.push_back(
      sample_task("6.3", "节水宣传", TaskKind::education, {sample_duty("市经信委")}, {}));
  const Supplier supplier =
      data_supplier(sample_pack(), plan, sample_needs(), {ItemKind::figure, "water_use"});
  EXPECT_EQ(supplier.unit, "市经信委");
  EXPECT_THAT(supplier.reason, HasSubstr("指标6中牵头的任务最多（2项）"));
}

TEST(DataSupplier, CanBeNobody) {
  const Supplier supplier =
      data_supplier(sample_pack(), Plan{}, sample_needs(), {ItemKind::figure, "water_use"});
  EXPECT_EQ(supplier.unit, "");
  EXPECT_FALSE(supplier.reason.empty());
}

TEST(DataSupplier, SaysWhenTheRegisterDoesNotKnowIt) {
  Pack pack = sample_pack();
  pack.figures[0].supplier = "省统计局";
  const Supplier supplier = data_supplier(pack, sample_plan(), sample_needs(), {ItemKind::figure, "gdp"});
  EXPECT_EQ(supplier.unit, "省统计局");
  EXPECT_THAT(supplier.reason, HasSubstr("单位名录中没有"));
}

TEST(EvidenceSuppliers, AreTheLeadsOfTheTaskThatTheSourceNames) {
  const auto suppliers = evidence_suppliers(sample_pack(), sample_plan(), "2.3");  // "annex 2.1"
  ASSERT_EQ(suppliers.size(), 1U);
  EXPECT_EQ(suppliers[0].unit, "市环保局");
  EXPECT_THAT(suppliers[0].tasks, ElementsAre("2.1"));
  EXPECT_THAT(suppliers[0].reason, HasSubstr("演练方案、总结"));
}

TEST(EvidenceSuppliers, ElseAllLeadsOfTheIndicator) {
  Pack pack = sample_pack();
  pack.indicators[0].criteria[1].source = "annex 2.11, 5.2.1";  // neither is 2.1
  const auto suppliers = evidence_suppliers(pack, sample_plan(), "2.3");
  ASSERT_EQ(suppliers.size(), 2U);
  EXPECT_EQ(suppliers[0].unit, "市环保局");
  EXPECT_THAT(suppliers[0].tasks, ElementsAre("2.1", "2.2"));
  EXPECT_EQ(suppliers[1].unit, "朔城区政府");
  EXPECT_THAT(evidence_suppliers(pack, Plan{}, "2.3"), IsEmpty());
  EXPECT_THAT(evidence_suppliers(pack, sample_plan(), "9.9"), IsEmpty());
}

TEST(ItemName, IsThePacks) {
  EXPECT_EQ(item_name(sample_pack(), {ItemKind::figure, "gdp"}), "生产总值");
  EXPECT_EQ(item_name(sample_pack(), {ItemKind::figure, "unknown"}), "unknown");
  EXPECT_EQ(item_name(sample_pack(), {ItemKind::report, "2.1"}), "任务2.1");
}

}  // namespace
}  // namespace chuangmo::workflow
