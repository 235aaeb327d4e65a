#include "workflow/expand.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Item kGdp{ItemKind::figure, "gdp"};
const Item kWater{ItemKind::figure, "water_use"};
const Item kReport{ItemKind::report, "2.2"};

struct Expand {
  std::vector<Obligation> obligations;
  std::vector<int> years{2010, 2011};
  std::vector<UnitEdge> edges;
  std::vector<Request> issued;
  WorkflowSettings settings = sample_settings();
  WorkingCalendar calendar = sample_calendar();
  bool with_proposed = false;
  std::optional<Date> opening_by;
  Expansion run() const {
    return expand_obligations(
        {obligations, years, edges, issued, settings, calendar, with_proposed, opening_by});
  }
};

std::vector<std::string> ids(const std::vector<Request>& requests) {
  std::vector<std::string> result;
  for (const Request& request : requests) result.push_back(request.id);
  return result;
}

Obligation annual(std::string unit, Item item, int due_days = 60) {
  Obligation obligation = sample_obligation(std::move(unit), std::move(item), Rhythm::annual);
  obligation.due = {std::nullopt, due_days, 0};
  return obligation;
}

TEST(Expand, MergesPerUnitAndPeriodOnTheEarliestDay) {
  Expand expand;
  expand.obligations = {annual("市统计局", kWater, 90), annual("市统计局", kGdp, 60),
                        annual("市水务局", kWater)};
  const Expansion expansion = expand.run();
  EXPECT_THAT(ids(expansion.added),
              ElementsAre("市水务局|2010", "市水务局|2011", "市统计局|2010", "市统计局|2011"));
  const Request& request = expansion.added[2];
  EXPECT_THAT(request.items, ElementsAre(kGdp, kWater));
  EXPECT_EQ(request.opens, Date::of(2010, 12, 31));
  EXPECT_EQ(request.due, Date::of(2011, 3, 1));
  EXPECT_EQ(request.closes, Date::of(2011, 4, 14));  // of the later item: 31 March and ten working days
  EXPECT_THAT(expansion.changed, IsEmpty());
}

TEST(Expand, OnlyConfirmedUnlessAsked) {
  Expand expand;
  expand.obligations = {annual("甲", kGdp), annual("乙", kGdp), annual("丙", kGdp)};
  expand.obligations[1].state = ObligationState::proposed;
  expand.obligations[2].state = ObligationState::dropped;
  EXPECT_THAT(ids(expand.run().added), ElementsAre("甲|2010", "甲|2011"));
  expand.with_proposed = true;
  EXPECT_EQ(expand.run().added.size(), 4U);
}

TEST(Expand, IssuesNothingTwiceAndAddsWhatIsNew) {
  Expand expand;
  expand.obligations = {annual("市统计局", kGdp)};
  expand.issued = expand.run().added;
  EXPECT_THAT(expand.run().added, IsEmpty());
  EXPECT_THAT(expand.run().changed, IsEmpty());

  expand.obligations.push_back(annual("市统计局", kWater, 10));
  const Expansion again = expand.run();
  EXPECT_THAT(again.added, IsEmpty());
  ASSERT_THAT(ids(again.changed), ElementsAre("市统计局|2010", "市统计局|2011"));
  EXPECT_THAT(again.changed[0].items, ElementsAre(kGdp, kWater));
  EXPECT_EQ(again.changed[0].due, expand.issued[0].due) << "the days of an issued request do not move";
}

TEST(Expand, WhatWasWithdrawnIsNotAskedAgain) {
  Expand expand;
  expand.obligations = {annual("市统计局", kGdp)};
  expand.issued = expand.run().added;
  expand.issued[0].is_withdrawn = true;
  expand.obligations.push_back(annual("市统计局", kWater));
  const Expansion again = expand.run();
  EXPECT_THAT(again.added, IsEmpty());
  EXPECT_THAT(ids(again.changed), ElementsAre("市统计局|2011"));
}

TEST(Expand, OnlyWhatOpensByADay) {
  Expand expand;
  expand.obligations = {annual("市统计局", kGdp)};
  expand.opening_by = Date::of(2010, 12, 30);
  EXPECT_THAT(expand.run().added, IsEmpty());
  expand.opening_by = Date::of(2010, 12, 31);
  EXPECT_THAT(ids(expand.run().added), ElementsAre("市统计局|2010"));
}

TEST(Expand, APeriodThatEndsAfterAnEdgeIsTheSuccessors) {
  Expand expand;
  expand.obligations = {sample_obligation("怀仁县政府", kGdp, Rhythm::quarterly)};
  expand.years = {2018};
  expand.edges = {{UnitChange::renamed, "怀仁县政府", "怀仁市政府", Date::of(2018, 6, 30), "", ""}};
  EXPECT_THAT(ids(expand.run().added), ElementsAre("怀仁县政府|2018Q1", "怀仁市政府|2018Q2",
                                                   "怀仁市政府|2018Q3", "怀仁市政府|2018Q4"));
}

TEST(Expand, AnEdgeLearnedLaterAsksNothingAgain) {
  Expand expand;
  expand.obligations = {annual("市环保局", kGdp)};
  expand.issued = expand.run().added;
  expand.edges = {{UnitChange::renamed, "市环保局", "市生态环境局", Date::of(2011, 7, 1), "", ""}};
  EXPECT_THAT(expand.run().added, IsEmpty());
  expand.obligations.push_back(annual("市环保局", kWater));
  const Expansion again = expand.run();
  EXPECT_THAT(ids(again.changed), ElementsAre("市环保局|2010"));
  ASSERT_THAT(ids(again.added), ElementsAre("市生态环境局|2011"));
  EXPECT_THAT(again.added[0].items, ElementsAre(kWater));
}

TEST(Expand, ASplitDividesTheItems) {
  Expand expand;
  expand.years = {2011};
  expand.obligations = {annual("甲", kGdp), annual("甲", kWater)};
  expand.edges = {{UnitChange::split, "甲", "乙", Date::of(2011, 1, 1), "figure:gdp", ""}};
  const Expansion expansion = expand.run();
  ASSERT_THAT(ids(expansion.added), ElementsAre("乙|2011", "甲|2011"));
  EXPECT_THAT(expansion.added[0].items, ElementsAre(kGdp));
}

TEST(Expand, OnceHasARequestForEachDay) {
  Expand expand;
  Obligation summer = sample_obligation("市水务局", kReport, Rhythm::once);
  summer.due.fixed = Date::of(2011, 6, 30);
  Obligation whenever = sample_obligation("市水务局", {ItemKind::report, "6.1"}, Rhythm::once);
  expand.obligations = {summer, whenever};
  const Expansion expansion = expand.run();
  ASSERT_THAT(ids(expansion.added), ElementsAre("市水务局|once", "市水务局|once-2011-06-30"));
  EXPECT_EQ(expansion.added[1].due, Date::of(2011, 6, 30));
  EXPECT_EQ(expansion.added[1].period.text(), "2010-01-01..2011-06-30");
  EXPECT_EQ(expansion.added[1].opens, Date::of(2011, 4, 1));

  expand.issued = expansion.added;
  expand.obligations[0].due.fixed = Date::of(2011, 9, 30);
  EXPECT_THAT(expand.run().added, IsEmpty()) << "asked once is asked, whatever day it moves to";
}

TEST(Expand, DoesNotDependOnTheOrderOfObligations) {
  Expand expand;
  expand.obligations = {annual("乙", kGdp), annual("甲", kWater, 90), annual("甲", kGdp),
                        sample_obligation("甲", kReport, Rhythm::quarterly)};
  const auto one = expand.run().added;
  std::reverse(expand.obligations.begin(), expand.obligations.end());
  EXPECT_EQ(expand.run().added, one);
}

}  // namespace
}  // namespace chuangmo::workflow
