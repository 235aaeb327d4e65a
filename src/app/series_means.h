#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "app/known_series.h"
#include "app/series_standard.h"

namespace chuangmo::app {

// Why a mean has no value.
enum class WhyNoMean {
  none,  // it has one
  no_readings,
  too_few_hours,
  too_few_windows,
  too_few_days,
  too_few_days_in_month,  // there are enough of the year, and too few of one of its months
  too_few_months,
  not_over,
  no_standard,  // that says how it is made
};
std::string_view why_name(WhyNoMean why);  // "too_few_hours"; "" none

// The mean of a period, as the standard makes it.
struct SeriesMean {
  std::optional<Rational> value;  // in the parameter's unit
  int count = 0;                  // hours or windows of a day, days of a month or year, months of a year
  int needed = 0;                 // how many the standard asks for; 0: it does not say
  WhyNoMean why = WhyNoMean::none;
};

// Means of one series by day, month and year: the methods that verdicts are made by, asked of one station.
class SeriesMeans {
 public:
  // All outlive it. `least_minutes`: methods/hourly_mean.h.
  SeriesMeans(SeriesStandard& standard, const KnownSeries& series, int least_minutes, Instant known_at)
      : standard_(standard), series_(series), least_minutes_(least_minutes), known_at_(known_at) {}

  // A day, month or year, not shorter than the step of the series. NUM002
  Result<SeriesMean> mean(const Period& period);

 private:
  Result<SeriesMean> day_mean(Date day);
  Result<SeriesMean> air_mean(const Period& period);
  Result<SeriesMean> mean_of_months(const Period& year);
  SeriesMean stored(const Period& period) const;
  Result<SeriesMean> station_day(Date day, const SeriesRules& rules, std::string_view average) const;
  Result<std::vector<std::optional<Rational>>> days_of(const Period& period, const SeriesRules& rules) const;

  SeriesStandard& standard_;
  const KnownSeries& series_;
  int least_minutes_;
  Instant known_at_;
};

// A day out of its hours, by the average that is asked for.
Result<SeriesMean> mean_of_hours(std::span<const std::int32_t> hours, int decimals, const SeriesRules& rules,
                                 std::string_view average);

}  // namespace chuangmo::app
