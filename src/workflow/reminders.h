#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/workflow_settings.h"
#include "model/working_calendar.h"
#include "workflow/slip.h"

namespace chuangmo::workflow {

// Who is told, and how. A person with two channels is two recipients.
struct Recipient {
  std::string id;                                 // account, or the name of a group chat
  std::string channel;                            // "email" "wecom" "dingtalk" "feishu"
  std::string address;                            // where the channel sends it
  std::string unit;                               // hears of this unit; "" of all
  EscalationLevel level = EscalationLevel::unit;  // hears of slips that are told at least so far up
};

// What somebody was told before, as the journal keeps it.
struct ToldSlips {
  std::string recipient;
  std::string channel;
  Instant at;
  std::vector<std::string> slips;  // slip_key
};

// One message, ready to be sent. Its body is plain text.
struct Reminder {
  Recipient recipient;
  std::string subject;
  std::string body;
  std::vector<std::string> slips;  // slip_key of what it tells: to be kept when it has been sent
};

struct ReminderSources {
  const std::vector<Slip>& slips;
  const std::vector<Recipient>& recipients;
  const std::vector<ToldSlips>& told;
  const ReminderSettings& settings;
  const WorkingCalendar& calendar;
  Instant now;
  std::string_view sender;  // "朔州市创模办": stands in subject and last line
};

// The messages that go out now, in the order of the recipients: at most one to a recipient and channel a day,
// from the digest hour on. A slip is told when it is new, when its colour or level has risen, and again after
// the days of its colour; on days off only red slips are.
std::vector<Reminder> reminders_due(const ReminderSources& sources);

}  // namespace chuangmo::workflow
