#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/named_series.h"
#include "app/series_means.h"

namespace chuangmo::app {

enum class PointsBy { stored, day, month, year };

struct ReadingsQuestion : SeriesQuestion {
  std::optional<Instant> from;  // nullopt: from the first reading
  std::optional<Instant> to;
  PointsBy by = PointsBy::stored;
  std::optional<PeriodKind> interval;  // nullopt: that of the set, else the shortest there is
};

// A reading, or a mean of readings.
struct ReadingPoint {
  Period at;
  std::string value;                      // decimal; of means at most four places (GB/T 8170); "" none
  std::optional<bool> exceeds;            // whether it breaks the limit; nullopt: no limit or no value
  ReadingFlag flag = ReadingFlag::valid;  // as stored
  std::string as_given;
  int revision = 1;
  int count = 0;  // of means
  int needed = 0;
  WhyNoMean why = WhyNoMean::none;
};

// Part of a span in which one edition holds.
struct Stretch {
  Date from;
  Date last;
  std::string edition;  // "" none
  std::string average;  // SeriesStandard::average_of
  std::optional<SeriesLimit> limit;
};

struct SeriesReadings {
  NamedSeries series;
  PeriodKind interval = PeriodKind::hour;
  std::vector<ReadingPoint> points;  // in order of time; of means every period from the first to the last
  std::vector<Stretch> stretches;
  Diagnostics findings;  // damaged blocks
};

inline constexpr std::size_t kMostPoints = 20'000;

// MON001, MON002 what is stored is longer than `by`, MON003 more than kMostPoints, MON004 `from` after `to`.
Result<SeriesReadings> series_readings(Office& office, const ReadingsQuestion& question);

}  // namespace chuangmo::app
