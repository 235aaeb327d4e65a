#include "workflow/reminders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Slip slip_of(std::string about, std::string unit, SlipColour colour,
             EscalationLevel level = EscalationLevel::unit) {
  Slip slip;
  slip.about = std::move(about);
  slip.unit = std::move(unit);
  slip.colour = colour;
  slip.level = level;
  slip.due = Date::of(2011, 8, 10);
  slip.title = slip.about;
  return slip;
}

struct Reminding {
  std::vector<Slip> slips;
  std::vector<Recipient> recipients{
      {"tongji", "email", "tongji@example.cn", "市统计局", EscalationLevel::unit}};
  std::vector<ToldSlips> told;
  WorkflowSettings settings = sample_settings();
  WorkingCalendar calendar = sample_calendar();

  std::vector<Reminder> at(Date day, int hour = 9) const {
    return reminders_due(
        {slips, recipients, told, settings.reminders, calendar, Instant::at(day, hour), "朔州市创模办"});
  }
  // Sends what is due and remembers it, as the journal does.
  std::vector<Reminder> send(Date day, int hour = 9) {
    auto reminders = at(day, hour);
    for (const Reminder& reminder : reminders)
      told.push_back(
          {reminder.recipient.id, reminder.recipient.channel, Instant::at(day, hour), reminder.slips});
    return reminders;
  }
};

const Date kMonday = Date::of(2011, 8, 8);

TEST(Reminders, AreOneDigestPerRecipient) {
  Reminding work;
  work.slips = {slip_of("request:a", "市统计局", SlipColour::blue),
                slip_of("request:b", "市统计局", SlipColour::red),
                slip_of("request:c", "市水务局", SlipColour::red)};
  const auto reminders = work.send(kMonday);
  ASSERT_EQ(reminders.size(), 1U);
  EXPECT_EQ(reminders[0].subject, "【朔州市创模办】红色督办1项、蓝色提醒1项（2011-08-08）");
  EXPECT_THAT(reminders[0].slips, ElementsAre("red:unit:request:b", "blue:unit:request:a"));
  EXPECT_THAT(reminders[0].body, Not(HasSubstr("市水务局")));
  EXPECT_EQ(reminders[0].body.find("【红色督办】"), 0U);
  EXPECT_THAT(reminders[0].body, HasSubstr("朔州市创模办　2011-08-08"));
}

TEST(Reminders, WaitForTheDigestHour) {
  Reminding work;
  work.slips = {slip_of("request:a", "市统计局", SlipColour::red)};
  EXPECT_THAT(work.at(kMonday, 8), IsEmpty());
  EXPECT_EQ(work.at(kMonday, 9).size(), 1U);
  EXPECT_EQ(work.at(kMonday, 23).size(), 1U);
}

TEST(Reminders, NeverTwiceADay) {
  Reminding work;
  work.slips = {slip_of("request:a", "市统计局", SlipColour::blue)};
  EXPECT_EQ(work.send(kMonday).size(), 1U);
  work.slips.push_back(slip_of("request:b", "市统计局", SlipColour::red));
  EXPECT_THAT(work.send(kMonday, 15), IsEmpty());
  const auto tomorrow = work.send(kMonday + 1);
  ASSERT_EQ(tomorrow.size(), 1U);
  EXPECT_THAT(tomorrow[0].slips, ElementsAre("red:unit:request:b"));
}

TEST(Reminders, RepeatByColour) {
  Reminding work;
  work.slips = {slip_of("request:blue", "市统计局", SlipColour::blue),
                slip_of("request:red", "市统计局", SlipColour::red),
                slip_of("request:yellow", "市统计局", SlipColour::yellow)};
  std::map<std::string, std::string> days;
  for (int day = 0; day < 7; ++day)  // Monday to Sunday
    for (const Reminder& reminder : work.send(kMonday + day))
      for (const std::string& key : reminder.slips) days[key.substr(0, key.find(':'))] += std::to_string(day);
  EXPECT_EQ(days["blue"], "0");
  EXPECT_EQ(days["yellow"], "03");  // every three working days
  EXPECT_EQ(days["red"], "0123456");
}

TEST(Reminders, YellowRepeatsAfterWorkingDays) {
  Reminding work;
  work.slips = {slip_of("request:yellow", "市统计局", SlipColour::yellow)};
  const Date thursday = kMonday + 3;
  EXPECT_EQ(work.send(thursday).size(), 1U);
  EXPECT_THAT(work.at(thursday + 4), IsEmpty());  // Monday: two working days
  EXPECT_EQ(work.at(thursday + 5).size(), 1U);
}

TEST(Reminders, OnDaysOffOnlyRed) {
  Reminding work;
  const Date saturday = kMonday + 5;
  work.slips = {slip_of("request:y", "市统计局", SlipColour::yellow)};
  EXPECT_THAT(work.at(saturday), IsEmpty());
  EXPECT_THAT(work.at(Date::of(2011, 10, 5)), IsEmpty());  // National Day
  EXPECT_EQ(work.at(Date::of(2011, 10, 8)).size(), 1U);    // a Saturday that is worked
  work.slips.push_back(slip_of("request:r", "市统计局", SlipColour::red));
  EXPECT_THAT(work.at(saturday).at(0).slips, ElementsAre("red:unit:request:r"));
}

TEST(Reminders, ARiseIsTold) {
  Reminding work;
  work.settings.reminders.red_repeat_days = 0;
  work.slips = {slip_of("request:a", "市统计局", SlipColour::blue)};
  EXPECT_EQ(work.send(kMonday).size(), 1U);
  work.slips[0].colour = SlipColour::yellow;
  EXPECT_EQ(work.send(kMonday + 1).size(), 1U);
  work.slips[0].colour = SlipColour::red;
  EXPECT_EQ(work.send(kMonday + 2).size(), 1U);
  EXPECT_THAT(work.send(kMonday + 3), IsEmpty());
  work.slips[0].level = EscalationLevel::unit_head;
  EXPECT_EQ(work.send(kMonday + 4).size(), 1U);
}

TEST(Reminders, ReachTheLevelTheSlipIsToldUpTo) {
  Reminding work;
  work.recipients = {{"editor", "email", "", "市统计局", EscalationLevel::unit},
                     {"head", "email", "", "市统计局", EscalationLevel::unit_head},
                     {"office", "wecom", "", "", EscalationLevel::office},
                     {"leader", "email", "", "", EscalationLevel::leader}};
  work.slips = {slip_of("request:a", "市统计局", SlipColour::red, EscalationLevel::unit_head),
                slip_of("request:b", "市水务局", SlipColour::red, EscalationLevel::office)};
  std::vector<std::string> who;
  for (const Reminder& reminder : work.at(kMonday)) who.push_back(reminder.recipient.id);
  EXPECT_THAT(who, ElementsAre("editor", "head", "office"));
}

TEST(Reminders, AnotherChannelIsAnotherRecipient) {
  Reminding work;
  work.slips = {slip_of("request:a", "市统计局", SlipColour::red)};
  work.send(kMonday);
  work.recipients.push_back({"tongji", "wecom", "", "市统计局", EscalationLevel::unit});
  const auto reminders = work.at(kMonday, 10);
  ASSERT_EQ(reminders.size(), 1U);
  EXPECT_EQ(reminders[0].recipient.channel, "wecom");
}

TEST(Reminders, AWordTheyDoNotKnowIsNoHarm) {
  Reminding work;
  work.slips = {slip_of("request:a", "市统计局", SlipColour::red)};
  work.told = {{"tongji", "email", Instant::at(kMonday - 1), {"purple:unit:request:a", ""}}};
  EXPECT_EQ(work.at(kMonday).size(), 1U);
}

}  // namespace
}  // namespace chuangmo::workflow
