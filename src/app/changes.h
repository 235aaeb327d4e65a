#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/overview.h"
#include "app/verdict_board.h"
#include "model/journal.h"

namespace chuangmo::app {

// What is different from what was known at a moment.

struct VerdictChange {
  int indicator = 0;
  const IndicatorVerdict* before = nullptr;  // of the boards in Changes
  const IndicatorVerdict* after = nullptr;
};

struct RequestChanged {
  std::string request;
  std::string unit;
  Date due;
  std::string reason;  // of a return
};

struct Changes {
  static constexpr std::size_t kMostEntries = 50;

  Instant since;
  Instant until;
  BoardPtr before;
  BoardPtr after;
  std::vector<VerdictChange> verdicts;   // whose outcome or value is another, by number
  std::map<std::string, int> counts;     // entries that are shown, by kind
  std::vector<JournalEntry> entries;     // the newest of them, newest first
  std::vector<RequestChanged> overdue;   // became overdue since, and still are
  std::vector<RequestChanged> returned;  // came back since, and still lie with their unit
};

// Whose work an entry is about: "request:市统计局|2010" -> 市统计局; "" nobody's in particular.
std::string unit_of(const JournalEntry& entry);

using EntryFilter = std::function<bool(const JournalEntry& entry)>;

// Requests of the units that are shown, entries that are told. A `since` that lies in the future is now.
Result<Changes> changes(Office& office, VerdictBoard& board, Instant since, const UnitFilter& is_shown,
                        const EntryFilter& is_told);

}  // namespace chuangmo::app
