#include "workflow/propose.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Propose {
  Pack pack = sample_pack();
  Plan plan = sample_plan();
  NeededItems needed = sample_needs();
  std::vector<UnitEdge> edges;
  WorkflowSettings settings = sample_settings();
  Proposal run() const { return propose_obligations({pack, plan, needed, edges, settings}); }
};

const Obligation* find(const Proposal& proposal, std::string_view id) {
  const auto at = std::find_if(proposal.obligations.begin(), proposal.obligations.end(),
                               [&](const Obligation& obligation) { return obligation.id == id; });
  return at == proposal.obligations.end() ? nullptr : &*at;
}

TEST(Propose, OnePerUnitAndItemInOrder) {
  const Proposal proposal = Propose{}.run();
  EXPECT_TRUE(std::is_sorted(proposal.obligations.begin(), proposal.obligations.end(),
                             [](const Obligation& a, const Obligation& b) {
                               return std::tie(a.unit, a.item) < std::tie(b.unit, b.item);
                             }));
  EXPECT_EQ(std::adjacent_find(proposal.obligations.begin(), proposal.obligations.end(),
                               [](const Obligation& a, const Obligation& b) { return a.id == b.id; }),
            proposal.obligations.end());
  for (const Obligation& obligation : proposal.obligations) {
    EXPECT_EQ(obligation.state, ObligationState::proposed);
    EXPECT_FALSE(obligation.reason.empty()) << obligation.id;
    EXPECT_FALSE(obligation.needed_by.empty()) << obligation.id;
  }
}

TEST(Propose, DataInTheRhythmOfItsDefinition) {
  Propose propose;
  propose.pack.figures[0].period = PeriodKind::quarter;
  const Proposal proposal = propose.run();
  const Obligation* gdp = find(proposal, "市统计局|figure:gdp");
  ASSERT_NE(gdp, nullptr);
  EXPECT_EQ(gdp->rhythm, Rhythm::quarterly);
  EXPECT_EQ(gdp->due, (DueRule{std::nullopt, 0, 10}));
  EXPECT_THAT(gdp->needed_by, ElementsAre("criterion:6.1", "task:6.2"));

  EXPECT_EQ(find(proposal, "市环保局|readings:air")->rhythm, Rhythm::monthly);
  EXPECT_EQ(find(proposal, "市环保局|ledger:drills")->rhythm, Rhythm::quarterly);        // settings
  EXPECT_EQ(find(proposal, "市环保局|ledger:key_enterprises")->rhythm, Rhythm::annual);  // no date field
  EXPECT_THAT(find(proposal, "市环保局|ledger:key_enterprises")->needed_by, ElementsAre("criterion:2.2"));
}

TEST(Propose, ASurveyIsAskedOnceNotAsItsFigureToo) {
  Propose propose;
  SurveyDefinition survey;
  survey.key = "satisfaction";
  survey.supplier = "市统计局";
  propose.pack.surveys = {survey};
  propose.pack.figures.push_back(sample_figure("satisfaction", "公众满意率", "市统计局"));
  const Proposal proposal = propose.run();
  EXPECT_EQ(find(proposal, "市统计局|figure:satisfaction"), nullptr);
  const Obligation* asked = find(proposal, "市统计局|survey:satisfaction");
  ASSERT_NE(asked, nullptr);
  EXPECT_EQ(asked->rhythm, Rhythm::annual);
  EXPECT_THAT(asked->needed_by, IsEmpty());
  EXPECT_THAT(asked->reason, HasSubstr("没有判据直接用到"));
}

TEST(Propose, LedgersInTheRhythmOfTheTaskThatAsks) {
  Propose propose;
  propose.plan.indicators[0].tasks[0].text = "应急演练每月一次";
  propose.plan.indicators[0].tasks[0].schedule.rhythm = Rhythm::monthly;
  EXPECT_EQ(find(propose.run(), "市环保局|ledger:drills")->rhythm, Rhythm::monthly);
}

TEST(Propose, ReportsOfLeadsAndCooperatingUnits) {
  const Proposal proposal = Propose{}.run();
  const Obligation* lead = find(proposal, "市环保局|report:2.2");
  ASSERT_NE(lead, nullptr);
  EXPECT_EQ(lead->rhythm, Rhythm::once);
  EXPECT_EQ(lead->due, (DueRule{Date::of(2011, 12, 31), 0, 0}));
  EXPECT_THAT(lead->reason, HasSubstr("责任单位"));
  EXPECT_THAT(lead->reason, HasSubstr("与朔城区政府共同负责"));
  EXPECT_THAT(lead->reason, HasSubstr("以古北街为界分别负责"));
  ASSERT_NE(find(proposal, "朔城区政府|report:2.2"), nullptr);
  EXPECT_THAT(find(proposal, "市公安局|report:2.2")->reason, HasSubstr("报送配合情况"));
  EXPECT_THAT(find(proposal, "平鲁区政府|report:2.1")->reason, HasSubstr("各县（区）政府成员"));
  EXPECT_EQ(find(proposal, "市环保局|report:2.1")->rhythm, Rhythm::quarterly);  // the plan names none
  EXPECT_EQ(find(proposal, "市经信委|report:6.1")->rhythm, Rhythm::monthly);
  EXPECT_THAT(proposal.open, ElementsAre(OpenDuty{"2.1", "各施工单位", DutyRole::cooperate}));
}

TEST(Propose, NobodyReportsDailyOrPerhapsNever) {
  for (const Rhythm rhythm : {Rhythm::daily, Rhythm::weekly, Rhythm::on_event, Rhythm::none}) {
    Propose propose;
    propose.plan.indicators[1].tasks[0].schedule = {rhythm, "", {}, 0, "", false};
    EXPECT_EQ(find(propose.run(), "市经信委|report:6.1")->rhythm, Rhythm::quarterly);
  }
}

TEST(Propose, EvidenceFromTheLeads) {
  const Proposal proposal = Propose{}.run();
  const Obligation* evidence = find(proposal, "市环保局|evidence:2.3");
  ASSERT_NE(evidence, nullptr);
  EXPECT_EQ(evidence->rhythm, Rhythm::annual);
  EXPECT_THAT(evidence->needed_by, ElementsAre("criterion:2.3", "task:2.1"));
  EXPECT_NE(find(proposal, "市经信委|evidence:6.1"), nullptr);
  EXPECT_EQ(find(proposal, "市环保局|evidence:2.2"), nullptr) << "the criterion names none";
}

TEST(Propose, SaysWhatNobodySupplies) {
  Propose propose;
  propose.plan.indicators.pop_back();
  const Proposal proposal = propose.run();
  EXPECT_THAT(proposal.without_supplier,
              ElementsAre(Item{ItemKind::figure, "water_use"}, Item{ItemKind::evidence, "6.1"}));
  EXPECT_THAT(Propose{}.run().without_supplier, IsEmpty());
}

TEST(Propose, AUnitReplacedBeforeTheProgrammeIsItsSuccessor) {
  Propose propose;
  propose.edges = {{UnitChange::renamed, "市统计局", "市调查队", Date::of(2008, 1, 1), "", ""},
                   {UnitChange::renamed, "市环保局", "市生态环境局", Date::of(2019, 1, 1), "", ""}};
  const Proposal proposal = propose.run();
  EXPECT_NE(find(proposal, "市调查队|figure:gdp"), nullptr);
  EXPECT_EQ(find(proposal, "市统计局|figure:gdp"), nullptr);
  EXPECT_NE(find(proposal, "市环保局|readings:air"), nullptr);  // later: expanding sees to it
}

TEST(Propose, UnitsThatBecameOneOweAThingOnce) {
  Propose propose;
  propose.edges = {{UnitChange::merged, "市经信委", "市发改委", Date::of(2008, 1, 1), "", ""},
                   {UnitChange::merged, "市统计局", "市发改委", Date::of(2008, 1, 1), "", ""}};
  const Proposal proposal = propose.run();
  const Obligation* both = find(proposal, "市发改委|evidence:6.1");
  ASSERT_NE(both, nullptr);
  EXPECT_THAT(both->needed_by, ElementsAre("criterion:6.1", "task:6.1", "task:6.2"));
  const Obligation* report = find(proposal, "市发改委|report:6.2");  // lead and cooperating
  ASSERT_NE(report, nullptr);
  EXPECT_THAT(report->reason, HasSubstr("责任单位"));
  EXPECT_THAT(report->reason, HasSubstr("配合单位"));
}

}  // namespace
}  // namespace chuangmo::workflow
