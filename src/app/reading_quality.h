#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/monitored_stations.h"
#include "app/series_means.h"

namespace chuangmo::app {

struct QualityQuestion {
  std::string set;
  std::optional<std::string> station;    // nullopt: all of the set
  std::optional<std::string> parameter;  // nullopt: all
  Date from;                             // rows are whole months and years that the span touches
  Date to;
  std::optional<Instant> known_at;
};

// Periods in a row without a valid reading.
struct ReadingGap {
  Period from;
  Period to;
  std::size_t length = 0;
};
struct InvalidDay {
  Date day;
  SeriesMean mean;  // without a value
};
// The days of a month of the air, of hours or days.
struct QualityDays {
  int expected = 0;  // that are over
  int valid = 0;
  int needed = 0;  // that the annual mean wants of the month; 0: nobody says
  std::vector<InvalidDay> invalid;
  bool is_enough() const { return valid >= needed; }
};
// One parameter at one station in one month; or in one year, where months or years are stored.
struct QualityRow {
  const Station* station = nullptr;
  const Parameter* parameter = nullptr;
  PeriodKind step = PeriodKind::hour;
  Period period;
  std::size_t expected = 0;  // periods of the step that are over
  std::size_t present = 0;   // with a number
  FlagCounts flags{};
  std::optional<ReadingGap> longest_gap;
  std::optional<QualityDays> days;
};

struct ReadingQuality {
  const StationSetDefinition* set = nullptr;
  std::vector<Station> stations;  // what the rows point to
  std::vector<QualityRow> rows;   // by station, parameter in the order of the set, step, period
  Diagnostics findings;           // damaged blocks
};

inline constexpr std::size_t kMostQualityRows = 5'000;

// What is expected is every parameter of the set at every station, at the set's interval, and whatever else
// is known; of sources of drinking water only what their standard limits. Where readings are known at another
// step alone, that step. MON001, MON003 more than kMostQualityRows, MON004 `from` after `to`.
Result<ReadingQuality> reading_quality(Office& office, const QualityQuestion& question);

}  // namespace chuangmo::app
