#include "workflow/duty.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Date kYearEnd = Date::of(2011, 12, 31);

struct Duties {
  Plan plan = sample_plan();
  std::vector<Obligation> obligations;
  std::vector<int> years{2010, 2011};
  std::vector<UnitEdge> edges;
  std::vector<AcceptedReport> reports;
  WorkflowSettings settings = sample_settings();
  WorkingCalendar calendar = sample_calendar();
  Date as_of = Date::of(2011, 6, 1);

  Duties() {
    for (const char* unit : {"市环保局", "朔城区政府"}) {
      obligations.push_back(sample_obligation(unit, {ItemKind::report, "2.2"}, Rhythm::once));
      obligations.back().due.fixed = kYearEnd;
    }
    obligations.push_back(sample_obligation("市经信委", {ItemKind::report, "6.1"}, Rhythm::quarterly));
    obligations.back().due = {std::nullopt, 0, 10};
  }
  std::vector<DutyStanding> run() const {
    return duty_standings({plan, obligations, years, edges, reports, settings, calendar, as_of});
  }
  DutyStanding of(std::string_view task, std::string_view unit) const {
    for (const DutyStanding& duty : run())
      if (duty.share.task == task && duty.share.unit == unit) return duty;
    ADD_FAILURE() << task << " has no " << unit;
    return {};
  }
  TaskStanding task(std::string_view label) const {
    for (const TaskStanding& each : task_standings(run()))
      if (each.task == label) return each;
    ADD_FAILURE() << label;
    return {};
  }
  void report(std::string task, std::string unit, Period period, std::string text) {
    reports.push_back({std::move(task), std::move(unit), period, std::move(text)});
  }
};

const Period kOnce = Period::of_span(Date::of(2010, 1, 1), kYearEnd + 1);

TEST(SaysDone, ByItsFirstWords) {
  EXPECT_TRUE(says_done("已完成。锅炉12台全部拆除"));
  EXPECT_TRUE(says_done("　已办结"));
  EXPECT_FALSE(says_done("未完成"));
  EXPECT_FALSE(says_done("锅炉已完成拆除8台"));
  EXPECT_FALSE(says_done(""));
}

TEST(DutyOnce, GoesFromWaitingToDoneOrOverdue) {
  Duties duties;
  EXPECT_EQ(duties.of("2.2", "市环保局").state, DutyState::waiting);
  EXPECT_EQ(duties.of("2.2", "市环保局").due, kYearEnd);
  duties.report("2.2", "市环保局", kOnce, "正在拆除");
  EXPECT_EQ(duties.of("2.2", "市环保局").state, DutyState::under_way);
  duties.as_of = kYearEnd + 1;
  EXPECT_EQ(duties.of("2.2", "市环保局").state, DutyState::overdue);
  duties.report("2.2", "市环保局", kOnce, "已完成");
  EXPECT_EQ(duties.of("2.2", "市环保局").state, DutyState::done);
}

TEST(DutyOnce, AJointTaskNeedsBothLeads) {
  Duties duties;
  duties.report("2.2", "市环保局", kOnce, "已完成");
  TaskStanding task = duties.task("2.2");
  EXPECT_EQ(task.state, DutyState::waiting);
  EXPECT_THAT(task.waiting_for, ElementsAre("朔城区政府"));
  EXPECT_EQ(duties.of("2.2", "朔城区政府").share.territory, "以古北街为界分别负责");
  duties.report("2.2", "朔城区政府", kOnce, "已完成");
  task = duties.task("2.2");
  EXPECT_EQ(task.state, DutyState::done);
  EXPECT_THAT(task.waiting_for, IsEmpty());  // 市公安局 cooperates and holds nothing up
}

TEST(DutyRecurring, SpeaksOfTheLatestPeriodThatEnded) {
  Duties duties;
  duties.as_of = Date::of(2011, 4, 5);  // first quarter over, due on 14 April
  const DutyStanding duty = duties.of("6.1", "市经信委");
  EXPECT_EQ(duty.state, DutyState::waiting);
  EXPECT_EQ(duty.period, Period::of_quarter(2011, 1));
  EXPECT_EQ(duty.due, Date::of(2011, 4, 14));
  EXPECT_EQ(duty.missed_periods, 4);
  duties.as_of = Date::of(2011, 4, 15);
  EXPECT_EQ(duties.of("6.1", "市经信委").state, DutyState::overdue);
  EXPECT_EQ(duties.of("6.1", "市经信委").missed_periods, 5);
  duties.report("6.1", "市经信委", Period::of_quarter(2010, 4), "已完成");
  EXPECT_EQ(duties.of("6.1", "市经信委").missed_periods, 1);
  duties.report("6.1", "市经信委", Period::of_quarter(2011, 1), "推进中");
  EXPECT_EQ(duties.of("6.1", "市经信委").state, DutyState::under_way);
  EXPECT_EQ(duties.of("6.1", "市经信委").missed_periods, 0);
  duties.report("6.1", "市经信委", Period::of_quarter(2011, 1), "已完成本季度工作");
  EXPECT_EQ(duties.of("6.1", "市经信委").state, DutyState::done);
}

TEST(DutyRecurring, IsNotDueBeforeItsFirstPeriodEnds) {
  Duties duties;
  duties.as_of = Date::of(2010, 3, 31);
  const DutyStanding duty = duties.of("6.1", "市经信委");
  EXPECT_EQ(duty.state, DutyState::not_due);
  EXPECT_FALSE(duty.due);
  duties.as_of = Date::of(2010, 4, 1);
  EXPECT_EQ(duties.of("6.1", "市经信委").state, DutyState::waiting);
}

TEST(DutyStandings, WithoutAnObligationNothingIsOwed) {
  Duties duties;
  duties.obligations[0].state = ObligationState::dropped;
  duties.as_of = Date::of(2013, 1, 1);
  EXPECT_EQ(duties.of("2.2", "市环保局").state, DutyState::not_due);
  EXPECT_EQ(duties.of("2.1", "市环保局").state, DutyState::not_due);
}

TEST(DutyStandings, FollowTheUnit) {
  Duties duties;
  duties.edges = {{UnitChange::renamed, "市环保局", "市生态环境局", Date::of(2011, 3, 1), "", ""}};
  duties.report("2.2", "市环保局", kOnce, "已完成");
  EXPECT_EQ(duties.of("2.2", "市生态环境局").state, DutyState::done);
  duties.as_of = Date::of(2011, 2, 28);
  EXPECT_EQ(duties.of("2.2", "市环保局").state, DutyState::done);
  EXPECT_EQ(duty_state_name(DutyState::under_way), "under_way");
  EXPECT_EQ(duty_state_name_zh(DutyState::overdue), "已超期");
}

}  // namespace
}  // namespace chuangmo::workflow
