#include "app/series_means.h"

#include <algorithm>
#include <array>

#include "methods/exact.h"
#include "series/block.h"

namespace chuangmo::app {

namespace {

constexpr std::array<std::string_view, 9> kWhyNames{"",
                                                    "no_readings",
                                                    "too_few_hours",
                                                    "too_few_windows",
                                                    "too_few_days",
                                                    "too_few_days_in_month",
                                                    "too_few_months",
                                                    "not_over",
                                                    "no_standard"};

bool is_within_day(PeriodKind step) {
  return step == PeriodKind::hour || step == PeriodKind::minute;
}

}  // namespace

std::string_view why_name(WhyNoMean why) {
  return kWhyNames.at(static_cast<std::size_t>(why));
}

Result<SeriesMean> mean_of_hours(std::span<const std::int32_t> hours, int decimals, const SeriesRules& rules,
                                 std::string_view average) {
  CHUANGMO_TRY(day, methods::station_day(average, hours, decimals, rules.day));
  SeriesMean mean{day.value, day.hours, day.hours_needed, WhyNoMean::none};
  const bool is_window = average == methods::kDayMda8;
  if (is_window) {
    mean.count = day.windows;
    mean.needed = day.windows_needed;
  }
  if (day.hours == 0) {
    mean.why = WhyNoMean::no_readings;
  } else if (is_window && !rules.day.mda8) {
    mean.why = WhyNoMean::no_standard;
  } else if (!mean.value) {
    mean.why = is_window ? WhyNoMean::too_few_windows : WhyNoMean::too_few_hours;
  }
  return mean;
}

Result<SeriesMean> SeriesMeans::mean(const Period& period) {
  if (period.kind == series_.step) return stored(period);
  SeriesMean mean;
  if (period.kind == PeriodKind::year && series_.step == PeriodKind::month) {
    CHUANGMO_TRY(of_months, mean_of_months(period));
    mean = of_months;
  } else if (period.kind == PeriodKind::day) {
    CHUANGMO_TRY(of_hours, day_mean(period.begin));
    mean = of_hours;
  } else {
    CHUANGMO_TRY(of_days, air_mean(period));
    mean = of_days;
  }
  if (is_over(period, known_at_)) return mean;
  mean.value.reset();
  mean.why = WhyNoMean::not_over;
  return mean;
}

// What was reported for the period as a whole.
SeriesMean SeriesMeans::stored(const Period& period) const {
  const std::int64_t index = series::index_of(period);
  const auto points = series_.between(index, index + 1);
  SeriesMean mean{std::nullopt, 0, 1, WhyNoMean::no_readings};
  if (points.empty() || !points.front().is_valid()) return mean;
  const auto value = Rational::from(Decimal(points.front().value, standard_.parameter().decimals));
  if (!value) return mean;
  return {*value, 1, 1, WhyNoMean::none};
}

Result<SeriesMean> SeriesMeans::station_day(Date day, const SeriesRules& rules,
                                            std::string_view average) const {
  if (!is_within_day(series_.step)) return stored(Period::of_day(day));
  const auto hours = series_.hours_of_day(day, least_minutes_);
  return mean_of_hours(hours, standard_.parameter().decimals, rules, average);
}

Result<SeriesMean> SeriesMeans::day_mean(Date day) {
  const SeriesRules& rules = standard_.on(Period::of_day(day));
  CHUANGMO_TRY(mean, station_day(day, rules, rules.day_average));
  if (rules.quality != nullptr && standard_.is_air()) return mean;
  return SeriesMean{std::nullopt, mean.count, 0, mean.count == 0 ? mean.why : WhyNoMean::no_standard};
}

Result<std::vector<std::optional<Rational>>> SeriesMeans::days_of(const Period& period,
                                                                  const SeriesRules& rules) const {
  std::vector<std::optional<Rational>> days;
  for (Date day = period.begin; day < period.end; day = day + 1) {
    CHUANGMO_TRY(mean, station_day(day, rules, methods::kDayMean));
    days.push_back(std::move(mean.value));
  }
  return days;
}

Result<SeriesMean> SeriesMeans::air_mean(const Period& period) {
  const SeriesRules& rules = standard_.on(period);
  CHUANGMO_TRY(days, days_of(period, rules));
  const auto valid = static_cast<int>(
      std::count_if(days.begin(), days.end(), [](const auto& day) { return day.has_value(); }));
  if (rules.quality == nullptr || !standard_.is_air())
    return SeriesMean{std::nullopt, valid, 0, WhyNoMean::no_standard};
  if (period.kind == PeriodKind::month) {
    CHUANGMO_TRY(mean, methods::monthly_mean(period.begin.month(), days, rules.year));
    return SeriesMean{mean.value, mean.valid_days, mean.needed_days,
                      mean.value   ? WhyNoMean::none
                      : valid == 0 ? WhyNoMean::no_readings
                                   : WhyNoMean::too_few_days};
  }
  CHUANGMO_TRY(mean, methods::annual_mean(period.begin.year(), days, rules.year));
  SeriesMean year{mean.value, mean.valid_days, rules.year.year, WhyNoMean::none};
  if (valid == 0) {
    year.why = WhyNoMean::no_readings;
  } else if (!mean.value) {
    year.why = mean.valid_days < rules.year.year ? WhyNoMean::too_few_days : WhyNoMean::too_few_days_in_month;
  }
  return year;
}

Result<SeriesMean> SeriesMeans::mean_of_months(const Period& year) {
  const SeriesRules& rules = standard_.on(year);
  std::vector<Rational> months;
  for (const Period& month : year.divide(PeriodKind::month)) {
    const SeriesMean value = stored(month);
    if (value.value) months.push_back(*value.value);
  }
  SeriesMean mean{std::nullopt, static_cast<int>(months.size()), rules.least_months, WhyNoMean::none};
  if (months.empty()) {
    mean.why = WhyNoMean::no_readings;
  } else if (rules.least_months == 0) {
    mean.why = WhyNoMean::no_standard;
  } else if (mean.count < rules.least_months) {
    mean.why = WhyNoMean::too_few_months;
  } else {
    CHUANGMO_TRY(sum, methods::sum(months));
    CHUANGMO_TRY(value, divide(sum, Rational(mean.count)));
    mean.value = value;
  }
  return mean;
}

}  // namespace chuangmo::app
