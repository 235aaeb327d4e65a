#include "workflow/clock_13710.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

Matter matter_of(Date opened) {
  Matter matter;
  matter.id = "matter-1";
  matter.unit = "市环保局";
  matter.opened_at = Instant::at(opened, 17, 59);
  return matter;
}
MatterClock clock_on(const Matter& matter, Date as_of) {
  return clock_13710(matter, sample_settings().matter, sample_calendar(), as_of);
}

TEST(Clock13710, CountsWorkingDaysOverTheHolidays) {
  const MatterClock clock = clock_on(matter_of(Date::of(2011, 9, 30)), Date::of(2011, 9, 30));
  EXPECT_EQ(clock.study_by, Date::of(2011, 10, 8));
  EXPECT_EQ(clock.answer_by, Date::of(2011, 10, 10));
  EXPECT_EQ(clock.settle_by, Date::of(2011, 10, 14));
  EXPECT_EQ(clock.stage, MatterStage::study);
  EXPECT_FALSE(clock.is_overdue);
}

TEST(Clock13710, GoesFromStageToStage) {
  Matter matter = matter_of(Date::of(2011, 9, 30));
  EXPECT_FALSE(clock_on(matter, Date::of(2011, 10, 8)).is_overdue) << "on the day itself it is in time";
  MatterClock clock = clock_on(matter, Date::of(2011, 10, 9));
  EXPECT_TRUE(clock.is_overdue);
  EXPECT_EQ(clock.overdue_working_days, 1);
  matter.studied_at = Instant::at(Date::of(2011, 10, 9));
  clock = clock_on(matter, Date::of(2011, 10, 9));
  EXPECT_EQ(clock.stage, MatterStage::answer);
  EXPECT_EQ(clock.stage_by, clock.answer_by);
  EXPECT_FALSE(clock.is_overdue);
  matter.answered_at = Instant::at(Date::of(2011, 10, 10));
  clock = clock_on(matter, Date::of(2011, 10, 16));  // a Sunday after Friday the 14th
  EXPECT_EQ(clock.stage, MatterStage::settle);
  EXPECT_TRUE(clock.is_overdue);
  EXPECT_EQ(clock.overdue_working_days, 0);
  matter.settled_at = Instant::at(Date::of(2011, 10, 20));
  clock = clock_on(matter, Date::of(2012, 1, 1));
  EXPECT_EQ(clock.stage, MatterStage::closed);
  EXPECT_FALSE(clock.is_overdue);
}

TEST(Clock13710, AHardOneHasAMonth) {
  Matter matter = matter_of(Date::of(2011, 9, 30));
  matter.is_hard = true;
  EXPECT_EQ(clock_on(matter, Date::of(2011, 9, 30)).settle_by,
            Date::of(2011, 10, 31));  // 30 October is a Sunday
  matter.opened_at = Instant::at(Date::of(2011, 1, 31));
  EXPECT_EQ(clock_on(matter, Date::of(2011, 1, 31)).settle_by, Date::of(2011, 2, 28));
  matter.opened_at = Instant::at(Date::of(2011, 12, 15));
  EXPECT_EQ(clock_on(matter, Date::of(2011, 12, 15)).settle_by, Date::of(2012, 1, 16));
}

TEST(OpenMatters, AreCountedByUnit) {
  Matter settled = matter_of(Date::of(2011, 1, 4));
  settled.settled_at = settled.opened_at;
  Matter other = matter_of(Date::of(2011, 1, 4));
  other.unit = "市水务局";
  EXPECT_THAT(
      open_matters({matter_of(Date::of(2011, 1, 4)), matter_of(Date::of(2011, 1, 5)), settled, other}),
      ::testing::ElementsAre(std::pair<const std::string, int>{"市水务局", 1},
                             std::pair<const std::string, int>{"市环保局", 2}));
  EXPECT_TRUE(open_matters({settled}).empty());
  EXPECT_EQ(matter_stage_name(MatterStage::answer), "answer");
  EXPECT_EQ(matter_stage_name_zh(MatterStage::answer), "反馈");
}

}  // namespace
}  // namespace chuangmo::workflow
