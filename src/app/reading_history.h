#pragma once
#include <string>
#include <vector>

#include "app/named_series.h"

namespace chuangmo::app {

// One thing that was said of a reading.
struct ReadingStatement {
  store::ReadingRevision said;
  bool holds = false;  // it is what counts
  std::string who;     // of the import
  std::string reason;
};
struct ReadingHistory {
  NamedSeries series;
  std::vector<ReadingStatement> items;  // the oldest first
};

// Everything that was said of one reading by then. MON001 there is no such series, or nothing is known of
// that period; MON005 `at` is no period that readings have.
Result<ReadingHistory> reading_history(Office& office, const SeriesQuestion& question, const Period& at);

}  // namespace chuangmo::app
