#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "model/workflow_settings.h"

namespace chuangmo::workflow {

enum class FeedState { open, done, cancelled };

// One day in a unit's calendar.
struct FeedEntry {
  std::string about;  // "request:市统计局|2010" "duty:10.7|市水务局": what its UID is made of
  std::string summary;
  std::string description;
  Date day;
  Instant changed_at;  // when the journal last changed it
  FeedState state = FeedState::open;
};

// Calendars on telephones show events, those of office suites tasks as well.
enum class FeedForm { events, tasks };  // VEVENT, VTODO

struct FeedHead {
  std::string programme;  // its id: part of every UID
  std::string name;       // of the calendar: "市统计局 创模报送"
};

// RFC 5545 object (METHOD:PUBLISH; RFC 7986 NAME and REFRESH-INTERVAL): whole days, in the order given; CRLF,
// lines folded at 75 octets between characters. What is open rings at the settings' days and hour. Same
// input, same bytes.
std::string calendar_feed(const FeedHead& head, const std::vector<FeedEntry>& entries, FeedForm form,
                          const CalendarFeedSettings& settings);

std::string feed_uid(std::string_view programme,
                     std::string_view about);  // 32 hexadecimal digits + "@chuangmo"

}  // namespace chuangmo::workflow
