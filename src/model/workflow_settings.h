#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/plan.h"

namespace chuangmo {

// The numbers of the work, catalog/workflow.toml. The office may choose others; the program knows none by
// itself, so every number here is 0 and every list empty until the file is read.

// What holds for requests of one rhythm where an obligation says nothing else.
struct RhythmDefaults {
  int opens_days_before_end = 0;  // handing in opens so many days before the period's last day
  int due_days = 0;               // due so many days after the period's last day ...
  int due_working_days = 0;       // ... and so many working days after that
  int closes_working_days_after_due = 0;
};

// Of what the program proposes to ask, where neither pack nor plan names a rhythm.
struct ProposalDefaults {
  Rhythm ledger = Rhythm::none;    // ledgers name no period
  Rhythm survey = Rhythm::none;    // surveys name none either
  Rhythm report = Rhythm::none;    // progress of a task without a rhythm
  Rhythm evidence = Rhythm::none;  // papers of a criterion
  // By interval of the station set: "hour" "day" "month" "once_a_year".
  std::map<std::string, Rhythm> readings;
};

// 13710: the terms of a supervised matter, counted from the day it is opened.
struct MatterTerms {
  int study_working_days = 0;   // 1 个工作日内研究
  int answer_working_days = 0;  // 3 个工作日内反馈
  int settle_working_days = 0;  // 7 个工作日内办结
  int hard_months = 0;          // 难点问题 1 个月内办结
};

// When a slip of which colour is written. Overdue, red, needs no number. Yellow, behind, is any of the three
// behind_ conditions.
struct SlipThresholds {
  int blue_working_days = 0;  // due within so many working days and nothing handed in
  // So much of the working days from opening to due is gone and nothing handed in. 0: does not count, as
  // below.
  int behind_elapsed_percent = 0;
  int behind_returned_working_days = 0;  // returned so many working days ago and not handed in again
  int behind_missed_periods = 0;         // a duty has so many periods in a row without an accepted report
};

// Who hears of something overdue, besides the unit's own editors, who hear of everything.
enum class EscalationLevel { unit, unit_head, office, leader };
struct EscalationStep {
  int overdue_working_days = 0;  // from so many working days overdue on
  EscalationLevel level = EscalationLevel::unit;
};

// A way out of the house: "email" "wecom" "dingtalk" "feishu".
struct ChannelLimit {
  std::string channel;
  int messages_per_minute = 0;  // of one webhook; 0: no limit
  int body_bytes = 0;           // of one message's text; 0: no limit
};

struct ReminderSettings {
  int digest_hour = 0;  // 0..23: digests go out from this hour on
  // A slip that still stands is told again after so many working days (red: days); 0: once.
  int blue_repeat_days = 0;
  int yellow_repeat_days = 0;
  int red_repeat_days = 0;
  std::vector<ChannelLimit> channels;
};

// The iCalendar feed of a unit.
struct CalendarFeedSettings {
  int refresh_hours = 0;
  int alarm_hour = 0;                  // 0..23: alarms ring at this hour ...
  std::vector<int> alarm_days_before;  // ... so many days before the due day: 7, 1
};

struct WorkflowSettings {
  std::map<Rhythm, RhythmDefaults> rhythms;
  ProposalDefaults proposals;
  MatterTerms matter;
  SlipThresholds slips;
  std::vector<EscalationStep> escalation;  // ascending by days
  ReminderSettings reminders;
  CalendarFeedSettings feed;
};

}  // namespace chuangmo
