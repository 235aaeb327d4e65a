#include "methods/annual_mean.h"

#include <algorithm>
#include <array>

namespace chuangmo::methods {
namespace {

int least(const Edition& edition, std::string_view parameter, std::string_view within) {
  const ValidityRule* rule = edition.find_validity(parameter, "annual", "day", within);
  return rule == nullptr ? 0 : rule->least;
}

int valid_in(std::span<const std::optional<Rational>> days) {
  return static_cast<int>(
      std::count_if(days.begin(), days.end(), [](const auto& day) { return day.has_value(); }));
}

int needed_in(int month, const YearRules& rules) {
  constexpr int kFebruary = 2;
  return month == kFebruary && rules.february > 0 ? rules.february : rules.month;
}

}  // namespace

YearRules year_rules(const Edition& edition, std::string_view parameter) {
  return {least(edition, parameter, "year"), least(edition, parameter, "month"),
          least(edition, parameter, "february")};
}

std::vector<Shortage> year_shortages(int year, std::span<const std::optional<Rational>> days,
                                     const YearRules& rules) {
  std::vector<Shortage> shortages;
  const int valid = valid_in(days);
  if (valid < rules.year) shortages.push_back({Period::of_year(year), "day", valid, rules.year});
  std::size_t begin = 0;
  for (int month = 1; month <= 12; ++month) {
    const auto length = static_cast<std::size_t>(days_in_month(year, month));
    const auto from = std::min(begin, days.size());
    const auto count = std::min(length, days.size() - from);
    const int have = valid_in(days.subspan(from, count));
    const int need = needed_in(month, rules);
    if (have < need) shortages.push_back({Period::of_month(year, month), "day", have, need});
    begin += length;
  }
  return shortages;
}

Result<AnnualMean> annual_mean(int year, std::span<const std::optional<Rational>> days,
                               const YearRules& rules) {
  AnnualMean mean;
  mean.shortages = year_shortages(year, days, rules);
  for (const auto& day : days) {
    if (!day) continue;
    CHUANGMO_TRY(next, add(mean.sum, *day));
    mean.sum = next;
    mean.valid_days += 1;
  }
  mean.missing_days = days_in_year(year) - mean.valid_days;
  if (!mean.shortages.empty() || mean.valid_days == 0) return mean;
  CHUANGMO_TRY(value, divide(mean.sum, Rational(mean.valid_days)));
  mean.value = value;
  return mean;
}

Result<MonthlyMean> monthly_mean(int month, std::span<const std::optional<Rational>> days,
                                 const YearRules& rules) {
  MonthlyMean mean;
  mean.valid_days = valid_in(days);
  mean.needed_days = needed_in(month, rules);
  if (mean.valid_days == 0 || mean.valid_days < mean.needed_days) return mean;
  Rational sum;
  for (const auto& day : days) {
    if (!day) continue;
    CHUANGMO_TRY(next, add(sum, *day));
    sum = next;
  }
  CHUANGMO_TRY(value, divide(sum, Rational(mean.valid_days)));
  mean.value = value;
  return mean;
}

namespace {

// The mean is monotone in how many of the missing values arrive at one end, so that the fewest or the most
// decide.
Result<std::optional<Rational>> extreme_mean(const Rational& sum, int count,
                                             const std::array<int, 2>& arriving,
                                             const std::optional<Rational>& end, bool lowest) {
  std::optional<Rational> extreme;
  for (const int more : arriving) {
    if (count + more == 0)
      return std::optional<Rational>(end);  // a first value may be as extreme as the end itself
    if (more > 0 && !end) return std::optional<Rational>();
    Rational total = sum;
    if (more > 0) {
      CHUANGMO_TRY(added, multiply(*end, Rational(more)));
      CHUANGMO_TRY(all, add(sum, added));
      total = all;
    }
    CHUANGMO_TRY(mean, divide(total, Rational(count + more)));
    if (!extreme || (lowest ? mean < *extreme : *extreme < mean)) extreme = mean;
  }
  return extreme;
}

}  // namespace

Result<Bounds> mean_bounds(const Rational& sum, int count, int at_least, int at_most,
                           const std::optional<Rational>& low, const std::optional<Rational>& high) {
  const std::array<int, 2> arriving{std::max(0, at_least), std::max(0, at_most)};
  CHUANGMO_TRY(lowest, extreme_mean(sum, count, arriving, low, true));
  CHUANGMO_TRY(highest, extreme_mean(sum, count, arriving, high, false));
  return Bounds{lowest, highest};
}

}  // namespace chuangmo::methods
