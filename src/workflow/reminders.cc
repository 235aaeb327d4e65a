#include "workflow/reminders.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

struct LastTold {
  SlipColour colour = SlipColour::blue;
  EscalationLevel level = EscalationLevel::unit;
  Date day;
};
using LastToldByAbout = std::map<std::string, LastTold>;

// Reads slip_key back; none when it is not one.
std::optional<std::pair<std::string, LastTold>> read_key(std::string_view key) {
  constexpr std::array kColours{SlipColour::blue, SlipColour::yellow, SlipColour::red};
  constexpr std::array kLevels{EscalationLevel::unit, EscalationLevel::unit_head, EscalationLevel::office,
                               EscalationLevel::leader};
  for (const SlipColour colour : kColours) {
    for (const EscalationLevel level : kLevels) {
      const std::string front =
          std::string(slip_colour_name(colour)) + ":" + std::string(escalation_level_name(level)) + ":";
      if (key.starts_with(front))
        return std::pair{std::string(key.substr(front.size())), LastTold{colour, level, {}}};
    }
  }
  return std::nullopt;
}

bool is_to(const ToldSlips& told, const Recipient& recipient) {
  return told.recipient == recipient.id && told.channel == recipient.channel;
}

LastToldByAbout last_told_to(const Recipient& recipient, const std::vector<ToldSlips>& told) {
  LastToldByAbout result;
  for (const ToldSlips& message : told) {
    if (!is_to(message, recipient)) continue;
    for (const std::string& key : message.slips) {
      auto read = read_key(key);
      if (!read) continue;
      read->second.day = message.at.date();
      const auto [at, is_new] = result.try_emplace(read->first, read->second);
      if (!is_new && at->second.day <= read->second.day) at->second = read->second;
    }
  }
  return result;
}

bool was_told_on(const Recipient& recipient, const std::vector<ToldSlips>& told, Date day) {
  return std::any_of(told.begin(), told.end(), [&](const ToldSlips& message) {
    return is_to(message, recipient) && message.at.date() == day;
  });
}

bool is_repeat_due(const ReminderSources& sources, SlipColour colour, Date last, Date today) {
  if (colour == SlipColour::red) {
    const int days = sources.settings.red_repeat_days;
    return days > 0 && today - last >= days;
  }
  const int days =
      colour == SlipColour::yellow ? sources.settings.yellow_repeat_days : sources.settings.blue_repeat_days;
  return days > 0 && sources.calendar.between(last, today) >= days;
}

bool is_for(const Slip& slip, const Recipient& recipient) {
  return (recipient.unit.empty() || recipient.unit == slip.unit) && slip.level >= recipient.level;
}

bool is_to_be_told(const ReminderSources& sources, const Slip& slip, const LastToldByAbout& told,
                   Date today) {
  if (slip.colour != SlipColour::red && !sources.calendar.is_working_day(today)) return false;
  const auto last = told.find(slip.about);
  if (last == told.end()) return true;
  if (slip.colour > last->second.colour || slip.level > last->second.level) return true;
  return is_repeat_due(sources, slip.colour, last->second.day, today);
}

std::string count_words(const std::vector<Slip>& slips) {
  std::vector<std::string> words;
  for (const SlipColour colour : {SlipColour::red, SlipColour::yellow, SlipColour::blue}) {
    const auto count =
        std::count_if(slips.begin(), slips.end(), [&](const Slip& slip) { return slip.colour == colour; });
    if (count > 0) words.push_back(std::string(slip_colour_name_zh(colour)) + std::to_string(count) + "项");
  }
  return join(words, "、");
}

Reminder reminder_of(const ReminderSources& sources, const Recipient& recipient, std::vector<Slip> slips,
                     Date today) {
  sort_slips(slips);
  Reminder reminder;
  reminder.recipient = recipient;
  reminder.subject =
      "【" + std::string(sources.sender) + "】" + count_words(slips) + "（" + today.text() + "）";
  for (const Slip& slip : slips) {
    if (!reminder.body.empty()) reminder.body += "\n";
    reminder.body += slip_text(slip);
    reminder.slips.push_back(slip_key(slip));
  }
  reminder.body += "\n" + std::string(sources.sender) + "　" + today.text() + "\n";
  return reminder;
}

}  // namespace

std::vector<Reminder> reminders_due(const ReminderSources& sources) {
  const Date today = sources.now.date();
  if (sources.now < Instant::at(today, sources.settings.digest_hour)) return {};
  std::vector<Reminder> reminders;
  for (const Recipient& recipient : sources.recipients) {
    if (was_told_on(recipient, sources.told, today)) continue;
    const LastToldByAbout told = last_told_to(recipient, sources.told);
    std::vector<Slip> slips;
    for (const Slip& slip : sources.slips)
      if (is_for(slip, recipient) && is_to_be_told(sources, slip, told, today)) slips.push_back(slip);
    if (!slips.empty()) reminders.push_back(reminder_of(sources, recipient, std::move(slips), today));
  }
  return reminders;
}

}  // namespace chuangmo::workflow
