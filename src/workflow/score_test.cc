#include "workflow/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Item kGdp{ItemKind::figure, "gdp"};
const Item kWater{ItemKind::figure, "water_use"};

AnsweredRequest asked(std::string id, std::vector<Item> items, Date due) {
  AnsweredRequest answered;
  answered.request.id = std::move(id);
  answered.request.unit = "市统计局";
  answered.request.period = Period::of_year(2010);
  answered.request.items = std::move(items);
  answered.request.due = due;
  return answered;
}

Submission handed_in(std::string id, SubmissionState state, Date day) {
  Submission submission;
  submission.id = std::move(id);
  submission.state = state;
  submission.submitted_at = Instant::at(day, 23, 59);
  return submission;
}

const Date kDue = Date::of(2011, 3, 1);
const Date kAsOf = Date::of(2011, 6, 1);

TEST(UnitScores, CountWhatWasAcceptedAndWhen) {
  AnsweredRequest good = asked("市统计局|2010", {kGdp, kWater}, kDue);
  good.submissions = {handed_in("市统计局|2010#1", SubmissionState::returned, kDue),
                      handed_in("市统计局|2010#2", SubmissionState::accepted, kDue + 9)};
  good.accepted_items = {kGdp};
  good.corrected_items = {kGdp, kGdp};
  const auto scores = unit_scores({good}, {}, kAsOf);
  ASSERT_EQ(scores.size(), 1U);
  EXPECT_EQ(scores[0].unit, "市统计局");
  EXPECT_EQ(scores[0].complete, (Share{1, 2}));
  EXPECT_THAT(scores[0].lacking, ElementsAre("市统计局|2010 figure:water_use"));
  EXPECT_EQ(scores[0].on_time, (Share{1, 1})) << "the first time counts, however often it came back";
  EXPECT_EQ(scores[0].mean_days_late, Rational(0));
  EXPECT_EQ(scores[0].returned, 1);
  EXPECT_THAT(scores[0].returns, ElementsAre("市统计局|2010#1"));
  EXPECT_EQ(scores[0].corrected, 2);
  EXPECT_EQ(scores[0].corrections.size(), 2U);
}

TEST(UnitScores, MeanDaysLateIsExact) {
  AnsweredRequest on_time = asked("a", {kGdp}, kDue);
  on_time.submissions = {handed_in("a#1", SubmissionState::accepted, kDue - 3)};
  AnsweredRequest late = asked("b", {kGdp}, kDue);
  late.submissions = {handed_in("b#1", SubmissionState::withdrawn, kDue - 1),
                      handed_in("b#2", SubmissionState::submitted, kDue + 10)};
  late.request.exceptions = {{kDue + 30, "office", ""}};  // leave does not make it early
  AnsweredRequest never = asked("c", {kGdp}, kDue);
  const auto scores = unit_scores({on_time, late, never}, {}, kDue + 15);
  ASSERT_EQ(scores.size(), 1U);
  EXPECT_EQ(scores[0].on_time, (Share{1, 3}));
  EXPECT_THAT(scores[0].late, ElementsAre("b", "c"));
  EXPECT_EQ(scores[0].mean_days_late, Rational::make(25, 3).value());
}

TEST(UnitScores, WhatIsNotYetDueDoesNotCount) {
  const AnsweredRequest open = asked("a", {kGdp}, kDue);
  EXPECT_THAT(unit_scores({open}, {}, kDue), IsEmpty());
  EXPECT_EQ(unit_scores({open}, {}, kDue + 1).size(), 1U);
  AnsweredRequest withdrawn = open;
  withdrawn.request.is_withdrawn = true;
  EXPECT_THAT(unit_scores({withdrawn}, {}, kAsOf), IsEmpty());
}

TEST(UnitScores, OfASplitUnitEachAnswersForItsItems) {
  AnsweredRequest answered = asked("市统计局|2010", {kGdp, kWater}, kDue);
  answered.accepted_items = {kGdp};
  answered.corrected_items = {kWater};
  const std::vector<UnitEdge> edges{
      {UnitChange::split, "市统计局", "市水务局", Date::of(2011, 5, 1), "figure:water_use", ""}};
  const auto scores = unit_scores({answered}, edges, kAsOf);
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_EQ(scores[0].unit, "市水务局");
  EXPECT_EQ(scores[0].complete, (Share{0, 1}));
  EXPECT_EQ(scores[0].corrected, 1);
  EXPECT_EQ(scores[1].unit, "市统计局");
  EXPECT_EQ(scores[1].complete, (Share{1, 1}));
  EXPECT_EQ(scores[1].corrected, 0);
}

}  // namespace
}  // namespace chuangmo::workflow
