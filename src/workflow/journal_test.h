#pragma once
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "workflow/decisions.h"
#include "workflow/submission_content.h"

namespace chuangmo::workflow {

inline Instant noon(const char* day) {
  return Instant::at(Date::parse(day).value(), 12);
}
inline Date day(const char* text) {
  return Date::parse(text).value();
}

inline Request statistics_request() {
  Request request;
  request.id = "市统计局|2010";
  request.unit = "市统计局";
  request.period = Period::of_year(2010);
  request.rhythm = Rhythm::annual;
  request.items = {{ItemKind::figure, "gdp"},    {ItemKind::figure, "investment"},
                   {ItemKind::ledger, "drills"}, {ItemKind::survey, "satisfaction"},
                   {ItemKind::evidence, "4.1"},  {ItemKind::report, "10.7"}};
  request.opens = day("2011-01-01");
  request.due = day("2011-01-31");
  request.closes = day("2011-02-15");
  return request;
}

// A journal that is written by hand: each act becomes the next entry and is folded at once.
struct TestJournal {
  Work work;
  std::vector<JournalEntry> entries;

  JournalEntry entry(const Act& act, const std::string& who, Instant when) const {
    const ProposedEntry written = write_act(act);
    return {work.size + 1, when, who, written.kind, written.object, written.body, std::string(32, 's')};
  }
  void add(const Act& act, const char* day = "2011-01-10", const std::string& who = "office") {
    const JournalEntry next = entry(act, who, noon(day));
    const auto applied = work.apply(next);
    ASSERT_TRUE(applied) << applied.error().text;
    entries.push_back(next);
  }
  void add(const Result<Acts>& acts, const char* day = "2011-01-10", const std::string& who = "office") {
    ASSERT_TRUE(acts) << acts.error().text;
    for (const Act& act : *acts) add(act, day, who);
  }
};

inline Work folded(const std::vector<JournalEntry>& entries, Work work = {}) {
  for (const JournalEntry& entry : entries) {
    const auto applied = work.apply(entry);
    EXPECT_TRUE(applied) << applied.error().text;
  }
  return work;
}

inline std::string hex(char c) {
  return std::string(64, c);
}

}  // namespace chuangmo::workflow
