#include "workflow/slip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Slips {
  WorkflowSettings settings = sample_settings();
  WorkingCalendar calendar = sample_calendar();
  std::vector<UnitEdge> edges;
  SlipSources on(Date as_of) const { return {settings, calendar, edges, as_of}; }
};

// Open from Monday 1 August to Monday 29 August 2011: twenty working days.
Request request_of_july() {
  Request request;
  request.id = "市统计局|2011-07";
  request.unit = "市统计局";
  request.period = Period::of_month(2011, 7);
  request.rhythm = Rhythm::monthly;
  request.items = {{ItemKind::figure, "gdp"}, {ItemKind::figure, "water_use"}, {ItemKind::evidence, "6.1"}};
  request.opens = Date::of(2011, 8, 1);
  request.due = Date::of(2011, 8, 29);
  request.closes = Date::of(2011, 9, 9);
  return request;
}

std::vector<Slip> on_day(const Slips& work, const Request& request, const RequestStanding& standing,
                         Date day) {
  return request_slips({request}, {{request.id, standing}}, work.on(day));
}

TEST(RequestSlips, BlueNearTheDayYellowBehindRedAfter) {
  Slips work;
  const Request request = request_of_july();
  work.settings.slips.behind_elapsed_percent = 90;
  EXPECT_THAT(on_day(work, request, {}, Date::of(2011, 8, 19)), IsEmpty());  // six working days left
  std::vector<Slip> slips = on_day(work, request, {}, Date::of(2011, 8, 22));
  ASSERT_EQ(slips.size(), 1U);
  EXPECT_EQ(slips[0].colour, SlipColour::blue);
  EXPECT_EQ(slips[0].reason, "距期限5个工作日，未报送");
  EXPECT_EQ(slips[0].title, "2011年7月报送（统计数据2项、佐证材料1项）");

  EXPECT_EQ(on_day(work, request, {}, Date::of(2011, 8, 24))[0].colour, SlipColour::blue);  // 17 of 20
  slips = on_day(work, request, {}, Date::of(2011, 8, 25));                                 // 18 of 20
  EXPECT_EQ(slips[0].colour, SlipColour::yellow);
  EXPECT_EQ(slips[0].reason, "报送期20个工作日已过18个，未报送");

  EXPECT_EQ(on_day(work, request, {}, Date::of(2011, 8, 29))[0].colour, SlipColour::yellow);
  slips = on_day(work, request, {}, Date::of(2011, 9, 1));
  EXPECT_EQ(slips[0].colour, SlipColour::red);
  EXPECT_EQ(slips[0].overdue_working_days, 3);
  EXPECT_EQ(slips[0].level, EscalationLevel::office);
  EXPECT_EQ(slips[0].reason, "已过期限3个工作日，未报送");
}

TEST(RequestSlips, OnlyWhileTheUnitHasToAct) {
  const Slips work;
  Request request = request_of_july();
  const Date late = Date::of(2011, 9, 20);
  EXPECT_THAT(on_day(work, request, {SubmissionState::submitted, std::nullopt}, late), IsEmpty());
  EXPECT_THAT(on_day(work, request, {SubmissionState::accepted, std::nullopt}, late), IsEmpty());
  EXPECT_EQ(on_day(work, request, {SubmissionState::returned, late}, late).size(), 1U);
  request.opens = Date::of(2011, 8, 26);
  EXPECT_THAT(on_day(work, request, {}, Date::of(2011, 8, 25)), IsEmpty()) << "near, but not open yet";
  request.is_withdrawn = true;
  EXPECT_THAT(on_day(work, request, {}, late), IsEmpty());
}

TEST(RequestSlips, ReturnedAndNotHandedInAgainIsBehind) {
  const Slips work;
  const RequestStanding returned{SubmissionState::returned, Date::of(2011, 8, 3)};
  EXPECT_THAT(on_day(work, request_of_july(), returned, Date::of(2011, 8, 5)), IsEmpty());
  const auto slips = on_day(work, request_of_july(), returned, Date::of(2011, 8, 8));
  ASSERT_EQ(slips.size(), 1U);
  EXPECT_EQ(slips[0].colour, SlipColour::yellow);
  EXPECT_EQ(slips[0].reason, "退回已3个工作日，未重新报送");
}

TEST(RequestSlips, LeaveMovesTheDay) {
  const Slips work;
  Request request = request_of_july();
  request.exceptions = {{Date::of(2011, 9, 30), "office", "数据核定推迟"}};
  const auto slips = on_day(work, request, {}, Date::of(2011, 9, 28));
  ASSERT_EQ(slips.size(), 1U);
  EXPECT_EQ(slips[0].colour, SlipColour::yellow);
  EXPECT_EQ(slips[0].due, Date::of(2011, 9, 30));
}

TEST(RequestSlips, GoToWhoAnswersNow) {
  Slips work;
  work.edges = {{UnitChange::split, "市统计局", "市水务局", Date::of(2011, 8, 1), "figure:water_use", ""},
                {UnitChange::renamed, "市统计局", "市调查队", Date::of(2011, 8, 15), "", ""}};
  const auto slips = on_day(work, request_of_july(), {}, Date::of(2011, 9, 1));
  ASSERT_EQ(slips.size(), 2U);
  EXPECT_EQ(slips[0].unit, "市水务局");
  EXPECT_EQ(slips[0].title, "2011年7月报送（统计数据1项）");
  EXPECT_EQ(slips[1].unit, "市调查队");
  EXPECT_EQ(slips[1].title, "2011年7月报送（统计数据1项、佐证材料1项）");
}

DutyStanding once_duty(DutyState state) {
  DutyStanding duty;
  duty.share.task = "2.2";
  duty.share.unit = "朔城区政府";
  duty.share.is_joint = true;
  duty.share.other_leads = {"市环保局"};
  duty.share.territory = "以古北街为界分别负责";
  duty.rhythm = Rhythm::once;
  duty.due = Date::of(2011, 12, 30);
  duty.state = state;
  return duty;
}

TEST(DutySlips, OfATaskWithItsOwnDay) {
  const Slips work;
  EXPECT_THAT(duty_slips({once_duty(DutyState::waiting)}, work.on(Date::of(2011, 12, 22))), IsEmpty());
  const auto near = duty_slips({once_duty(DutyState::under_way)}, work.on(Date::of(2011, 12, 23)));
  ASSERT_EQ(near.size(), 1U);
  EXPECT_EQ(near[0].colour, SlipColour::blue);
  EXPECT_EQ(near[0].about, "duty:2.2|朔城区政府");
  EXPECT_EQ(near[0].title, "任务2.2（责任单位，与市环保局共同负责，以古北街为界分别负责）");
  const auto late = duty_slips({once_duty(DutyState::overdue)}, work.on(Date::of(2012, 1, 13)));
  ASSERT_EQ(late.size(), 1U);
  EXPECT_EQ(late[0].colour, SlipColour::red);
  EXPECT_EQ(late[0].level, EscalationLevel::leader);
  EXPECT_THAT(duty_slips({once_duty(DutyState::done)}, work.on(Date::of(2012, 1, 13))), IsEmpty());
}

TEST(DutySlips, OfLeadsWhoseReportsStayAway) {
  const Slips work;
  DutyStanding duty = once_duty(DutyState::overdue);
  duty.rhythm = Rhythm::quarterly;
  duty.missed_periods = 1;
  EXPECT_THAT(duty_slips({duty}, work.on(Date::of(2012, 1, 13))), IsEmpty());
  duty.missed_periods = 2;
  const auto slips = duty_slips({duty}, work.on(Date::of(2012, 1, 13)));
  ASSERT_EQ(slips.size(), 1U);
  EXPECT_EQ(slips[0].colour, SlipColour::yellow);
  EXPECT_EQ(slips[0].reason, "连续2期没有进展报告（每季度一报）");
  duty.share.role = DutyRole::cooperate;
  EXPECT_THAT(duty_slips({duty}, work.on(Date::of(2012, 1, 13))), IsEmpty());
}

TEST(MatterSlips, YellowWhileItCanStillBeSettledRedAfter) {
  const Slips work;
  Matter matter;
  matter.id = "matter-3";
  matter.unit = "市环保局";
  matter.title = "沿街饮食摊点燃煤";
  matter.opened_at =
      Instant::at(Date::of(2011, 8, 1), 10);  // Monday: study by 2, answer by 4, settle by 10 August
  Slip slip = matter_slips({matter}, work.on(Date::of(2011, 8, 1))).at(0);
  EXPECT_EQ(slip.colour, SlipColour::blue);
  EXPECT_EQ(slip.due, Date::of(2011, 8, 2));
  slip = matter_slips({matter}, work.on(Date::of(2011, 8, 4))).at(0);
  EXPECT_EQ(slip.colour, SlipColour::yellow);
  EXPECT_EQ(slip.reason, "应于2011-08-02前研究，已过2个工作日，未研究");
  EXPECT_EQ(slip.due, Date::of(2011, 8, 10));
  slip = matter_slips({matter}, work.on(Date::of(2011, 8, 11))).at(0);
  EXPECT_EQ(slip.colour, SlipColour::red);
  EXPECT_EQ(slip.level, EscalationLevel::unit_head);
  matter.settled_at = Instant::at(Date::of(2011, 8, 12));
  EXPECT_THAT(matter_slips({matter}, work.on(Date::of(2011, 8, 20))), IsEmpty());
}

TEST(Escalation, TakesTheHighestStepReached) {
  const auto steps = sample_settings().escalation;
  EXPECT_EQ(escalation_level(steps, 0), EscalationLevel::unit);
  EXPECT_EQ(escalation_level(steps, 1), EscalationLevel::unit_head);
  EXPECT_EQ(escalation_level(steps, 9), EscalationLevel::office);
  EXPECT_EQ(escalation_level(steps, 100), EscalationLevel::leader);
  EXPECT_EQ(escalation_level({}, 100), EscalationLevel::unit);
}

TEST(SlipText, IsTheSameForTheSameSlip) {
  Slip slip{"request:市统计局|2010",
            "市统计局",
            SlipColour::red,
            Date::of(2011, 3, 1),
            5,
            EscalationLevel::office,
            "2010年报送（统计数据1项）",
            "已过期限5个工作日，未报送"};
  EXPECT_EQ(slip_text(slip),
            "【红色督办】市统计局\n事项：2010年报送（统计数据1项）\n期限：2011-03-01\n"
            "情况：已过期限5个工作日，未报送\n抄送至：创模办\n");
  slip.level = EscalationLevel::unit;
  EXPECT_THAT(slip_text(slip), ::testing::Not(HasSubstr("抄送")));
  EXPECT_EQ(slip_key(slip), "red:unit:request:市统计局|2010");
}

TEST(SortSlips, RedFirstThenByDay) {
  std::vector<Slip> slips(4);
  slips[0] = {"a", "乙", SlipColour::blue, Date::of(2011, 1, 1)};
  slips[1] = {"b", "乙", SlipColour::red, Date::of(2011, 3, 1)};
  slips[2] = {"c", "甲", SlipColour::red, Date::of(2011, 2, 1)};
  slips[3] = {"d", "丙", SlipColour::red, Date::of(2011, 2, 1)};
  sort_slips(slips);
  std::string order;
  for (const Slip& slip : slips) order += slip.about;
  EXPECT_EQ(order, "dcba");
}

}  // namespace
}  // namespace chuangmo::workflow
