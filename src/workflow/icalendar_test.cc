#include "workflow/icalendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "base/text.h"
#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// A reader of its own, after RFC 5545 3.1 and 3.3.11: it shares nothing with the writer.
struct Component {
  std::string name;
  std::vector<std::pair<std::string, std::string>> properties;  // name with parameters, text unescaped
  std::vector<Component> children;
  std::string value(std::string_view property) const {
    for (const auto& [name_of, text] : properties)
      if (name_of == property) return text;
    return "(none)";
  }
};

std::vector<std::string> unfolded_lines(std::string_view feed) {
  std::vector<std::string> lines;
  while (!feed.empty()) {
    const std::size_t end = feed.find("\r\n");
    if (end == std::string_view::npos) {
      ADD_FAILURE() << "the last line does not end";
      return lines;
    }
    const std::string_view line = feed.substr(0, end);
    EXPECT_LE(line.size(), 75U);
    EXPECT_TRUE(is_valid_utf8(line)) << "a character was cut";
    EXPECT_EQ(line.find_first_of("\r\n"), std::string_view::npos);
    if (!line.empty() && line[0] == ' ' && !lines.empty())
      lines.back() += line.substr(1);
    else
      lines.emplace_back(line);
    feed.remove_prefix(end + 2);
  }
  return lines;
}

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    ++i;
    result += text[i] == 'n' || text[i] == 'N' ? '\n' : text[i];
  }
  return result;
}

Component read_component(const std::vector<std::string>& lines, std::size_t& at) {
  Component component;
  component.name = lines[at++].substr(6);
  while (at < lines.size() && lines[at] != "END:" + component.name) {
    if (starts_with(lines[at], "BEGIN:")) {
      component.children.push_back(read_component(lines, at));
      continue;
    }
    const std::size_t colon = lines[at].find(':');
    EXPECT_NE(colon, std::string::npos) << lines[at];
    component.properties.emplace_back(lines[at].substr(0, colon), unescaped(lines[at].substr(colon + 1)));
    ++at;
  }
  EXPECT_LT(at, lines.size()) << component.name << " does not end";
  ++at;
  return component;
}

Component read_feed(std::string_view feed) {
  const auto lines = unfolded_lines(feed);
  std::size_t at = 0;
  Component calendar = read_component(lines, at);
  EXPECT_EQ(at, lines.size());
  return calendar;
}

FeedEntry entry_of(std::string about, std::string summary) {
  FeedEntry entry;
  entry.about = std::move(about);
  entry.summary = std::move(summary);
  entry.day = Date::of(2011, 3, 1);
  entry.changed_at = Instant::at(Date::of(2011, 1, 5), 6, 30, 15);  // 22:30:15 of the day before in UTC
  return entry;
}

const FeedHead kHead{"shuozhou", "市统计局 创模报送"};

Component feed_of(const std::vector<FeedEntry>& entries, FeedForm form = FeedForm::events) {
  return read_feed(calendar_feed(kHead, entries, form, sample_settings().feed));
}

TEST(CalendarFeed, HasAHead) {
  const Component calendar = feed_of({});
  EXPECT_EQ(calendar.name, "VCALENDAR");
  EXPECT_THAT(calendar.properties,
              ElementsAre(Pair("VERSION", "2.0"), Pair("PRODID", "-//chuangmo//workflow//ZH"),
                          Pair("CALSCALE", "GREGORIAN"), Pair("METHOD", "PUBLISH"), Pair("NAME", kHead.name),
                          Pair("X-WR-CALNAME", kHead.name), Pair("REFRESH-INTERVAL;VALUE=DURATION", "PT12H"),
                          Pair("X-PUBLISHED-TTL", "PT12H")));
  EXPECT_THAT(calendar.children, IsEmpty());
}

TEST(CalendarFeed, AnEventIsAWholeDay) {
  const Component event = feed_of({entry_of("request:市统计局|2010", "2010年报送截止")}).children.at(0);
  EXPECT_EQ(event.name, "VEVENT");
  EXPECT_EQ(event.value("DTSTART;VALUE=DATE"), "20110301");
  EXPECT_EQ(event.value("DTEND;VALUE=DATE"), "20110302");
  EXPECT_EQ(event.value("DTSTAMP"), "20110104T223015Z");
  EXPECT_EQ(event.value("STATUS"), "CONFIRMED");
  EXPECT_EQ(event.value("SUMMARY"), "2010年报送截止");
  ASSERT_EQ(event.children.size(), 2U);
  EXPECT_EQ(event.children[0].name, "VALARM");
  EXPECT_EQ(event.children[0].value("TRIGGER"), "-PT159H");  // seven days before, at nine
  EXPECT_EQ(event.children[1].value("TRIGGER"), "-PT15H");
  EXPECT_EQ(event.children[1].value("DESCRIPTION"), "2010年报送截止");
}

TEST(CalendarFeed, ATaskHasADayAndAState) {
  FeedEntry done = entry_of("duty:10.7|市水务局", "任务10.7");
  done.state = FeedState::done;
  FeedEntry cancelled = entry_of("request:x", "x");
  cancelled.state = FeedState::cancelled;
  const Component calendar = feed_of({entry_of("request:a", "a"), done, cancelled}, FeedForm::tasks);
  ASSERT_EQ(calendar.children.size(), 3U);
  EXPECT_EQ(calendar.children[0].name, "VTODO");
  EXPECT_EQ(calendar.children[0].value("DUE;VALUE=DATE"), "20110301");
  EXPECT_EQ(calendar.children[0].value("STATUS"), "NEEDS-ACTION");
  EXPECT_EQ(calendar.children[0].children[0].value("TRIGGER;RELATED=END"), "-PT159H");
  EXPECT_EQ(calendar.children[1].value("STATUS"), "COMPLETED");
  EXPECT_EQ(calendar.children[1].value("SUMMARY"), "✓ 任务10.7");
  EXPECT_THAT(calendar.children[1].children, IsEmpty());
  EXPECT_EQ(calendar.children[2].value("STATUS"), "CANCELLED");
}

TEST(CalendarFeed, TextsSurviveFoldingAndEscaping) {
  const std::vector<std::string> texts{"一",
                                       "a;b,c\\d\ne:f\"g",
                                       std::string(200, 'x'),
                                       "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
                                       "\\n is not a line feed",
                                       "行末的反斜杠\\"};
  for (std::size_t shift = 0; shift < 8; ++shift) {
    for (const std::string& text : texts) {
      FeedEntry entry = entry_of("request:a", std::string(shift, '-') + text);
      entry.description = entry.summary + "\n" + entry.summary + entry.summary;
      const Component event = feed_of({entry}).children.at(0);
      EXPECT_EQ(event.value("SUMMARY"), entry.summary);
      EXPECT_EQ(event.value("DESCRIPTION"), entry.description);
    }
  }
}

TEST(CalendarFeed, NobodyBreaksOutOfAText) {
  FeedEntry entry = entry_of("request:a", "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\x01\x7f");
  const Component calendar = feed_of({entry});
  ASSERT_EQ(calendar.children.size(), 1U);
  EXPECT_EQ(calendar.children[0].value("SUMMARY"), "a\nEND:VEVENT\nBEGIN:VEVENT");
}

TEST(CalendarFeed, UidsAreStableAndTellApart) {
  EXPECT_EQ(feed_uid("shuozhou", "request:a"), feed_uid("shuozhou", "request:a"));
  const std::set<std::string> uids{feed_uid("shuozhou", "request:a"), feed_uid("datong", "request:a"),
                                   feed_uid("shuozhou", "duty:a")};
  EXPECT_EQ(uids.size(), 3U);
  FeedEntry moved = entry_of("request:a", "a");
  moved.day = Date::of(2011, 9, 1);
  moved.state = FeedState::done;
  EXPECT_EQ(feed_of({moved}).children[0].value("UID"), feed_uid("shuozhou", "request:a"));
}

TEST(CalendarFeed, AlarmsOfTheDayItselfRingAfterItBegan) {
  CalendarFeedSettings settings;
  settings.alarm_hour = 9;
  settings.alarm_days_before = {0};
  const Component event =
      read_feed(calendar_feed(kHead, {entry_of("request:a", "a")}, FeedForm::events, settings))
          .children.at(0);
  EXPECT_EQ(event.children.at(0).value("TRIGGER"), "PT9H");
}

}  // namespace
}  // namespace chuangmo::workflow
