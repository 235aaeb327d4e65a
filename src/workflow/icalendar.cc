#include "workflow/icalendar.h"

#include <array>
#include <fmt/format.h>

#include "base/digest.h"
#include "base/unicode.h"

namespace chuangmo::workflow {
namespace {

constexpr std::size_t kLineOctets = 75;  // RFC 5545 3.1, without the line break
constexpr std::string_view kLineBreak = "\r\n";
constexpr std::size_t kUidDigits = 32;
constexpr int kHoursOfDay = 24;
constexpr int kOffsetHours = 8;  // civil time is +08:00, stamps are UTC

// RFC 5545 3.3.11; other control characters may not stand in a text at all.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') result += '\\';
    if (c == '\n')
      result += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
      result += c;
  }
  return result;
}

void add_line(std::string& feed, std::string_view line) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t size = next_character(line, at).size;
    if (used + size > kLineOctets) {
      feed += kLineBreak;
      feed += ' ';
      used = 1;
    }
    feed += line.substr(at, size);
    used += size;
    at += size;
  }
  feed += kLineBreak;
}

void add_text(std::string& feed, std::string_view name, std::string_view text) {
  add_line(feed, std::string(name) + ":" + escaped(text));
}

std::string date_text(Date date) {
  const YearMonthDay at = date.civil();
  return fmt::format("{:04}{:02}{:02}", at.year, at.month, at.day);
}

std::string utc_text(Instant instant) {
  const std::string civil =
      Instant{instant.seconds - kOffsetHours * std::int64_t{3600}}.text();  // "2011-03-05T08:30:00+08:00"
  return civil.substr(0, 4) + civil.substr(5, 2) + civil.substr(8, 2) + "T" + civil.substr(11, 2) +
         civil.substr(14, 2) + civil.substr(17, 2) + "Z";
}

// At the settings' hour, so many days before the day begins.
void add_alarms(std::string& feed, const FeedEntry& entry, FeedForm form,
                const CalendarFeedSettings& settings) {
  if (entry.state != FeedState::open) return;
  for (const int days : settings.alarm_days_before) {
    const int hours = days * kHoursOfDay - settings.alarm_hour;
    add_line(feed, "BEGIN:VALARM");
    add_line(feed, "ACTION:DISPLAY");
    add_text(feed, "DESCRIPTION", entry.summary);
    add_line(feed, fmt::format("TRIGGER{}:{}PT{}H", form == FeedForm::tasks ? ";RELATED=END" : "",
                               hours > 0 ? "-" : "", hours > 0 ? hours : -hours));
    add_line(feed, "END:VALARM");
  }
}

void add_days_and_state(std::string& feed, const FeedEntry& entry, FeedForm form) {
  constexpr std::array<std::string_view, 3> kEventStates{"CONFIRMED", "CONFIRMED", "CANCELLED"};
  constexpr std::array<std::string_view, 3> kTaskStates{"NEEDS-ACTION", "COMPLETED", "CANCELLED"};
  const auto state = static_cast<std::size_t>(entry.state);
  if (form == FeedForm::events) {
    add_line(feed, "DTSTART;VALUE=DATE:" + date_text(entry.day));
    add_line(feed, "DTEND;VALUE=DATE:" + date_text(entry.day + 1));
    add_line(feed, "TRANSP:TRANSPARENT");  // the day stays free for appointments
    add_line(feed, "STATUS:" + std::string(kEventStates.at(state)));
  } else {
    add_line(feed, "DUE;VALUE=DATE:" + date_text(entry.day));
    add_line(feed, "STATUS:" + std::string(kTaskStates.at(state)));
  }
}

void add_entry(std::string& feed, const FeedHead& head, const FeedEntry& entry, FeedForm form,
               const CalendarFeedSettings& settings) {
  const std::string_view component = form == FeedForm::events ? "VEVENT" : "VTODO";
  add_line(feed, "BEGIN:" + std::string(component));
  add_line(feed, "UID:" + feed_uid(head.programme, entry.about));
  add_line(feed, "DTSTAMP:" + utc_text(entry.changed_at));
  add_line(feed, "LAST-MODIFIED:" + utc_text(entry.changed_at));
  add_days_and_state(feed, entry, form);
  add_text(feed, "SUMMARY", (entry.state == FeedState::done ? "✓ " : "") + entry.summary);
  add_text(feed, "DESCRIPTION", entry.description);
  add_alarms(feed, entry, form, settings);
  add_line(feed, "END:" + std::string(component));
}

}  // namespace

std::string feed_uid(std::string_view programme, std::string_view about) {
  return sha256_hex(std::string(programme) + "\n" + std::string(about)).substr(0, kUidDigits) + "@chuangmo";
}

std::string calendar_feed(const FeedHead& head, const std::vector<FeedEntry>& entries, FeedForm form,
                          const CalendarFeedSettings& settings) {
  std::string feed;
  add_line(feed, "BEGIN:VCALENDAR");
  add_line(feed, "VERSION:2.0");
  add_line(feed, "PRODID:-//chuangmo//workflow//ZH");
  add_line(feed, "CALSCALE:GREGORIAN");
  add_line(feed, "METHOD:PUBLISH");
  add_text(feed, "NAME", head.name);
  add_text(feed, "X-WR-CALNAME", head.name);
  if (settings.refresh_hours > 0) {
    add_line(feed, fmt::format("REFRESH-INTERVAL;VALUE=DURATION:PT{}H", settings.refresh_hours));
    add_line(feed, fmt::format("X-PUBLISHED-TTL:PT{}H", settings.refresh_hours));
  }
  for (const FeedEntry& entry : entries) add_entry(feed, head, entry, form, settings);
  add_line(feed, "END:VCALENDAR");
  return feed;
}

}  // namespace chuangmo::workflow
