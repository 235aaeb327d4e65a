#include "methods/percentile.h"

#include <algorithm>

namespace chuangmo::methods {

Result<Rational> percentile(std::span<const Rational> values, const Rational& p) {
  if (values.empty()) return fail("MTH002", "没有有效值，算不出百分位数", "补充监测数据");
  if (p < Rational(0) || Rational(1) < p)
    return fail("MTH002", "百分位 " + p.text() + " 不在 0 到 100% 之间", "改正百分位");
  std::vector<Rational> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  // k counts from 1 in the standard, here the position counts from 0.
  CHUANGMO_TRY(position, multiply(Rational(static_cast<std::int64_t>(sorted.size()) - 1), p));
  const auto s = static_cast<std::size_t>(position.numerator() / position.denominator());
  if (s + 1 >= sorted.size()) return sorted.back();
  CHUANGMO_TRY(fraction, subtract(position, Rational(static_cast<std::int64_t>(s))));
  CHUANGMO_TRY(gap, subtract(sorted[s + 1], sorted[s]));
  CHUANGMO_TRY(part, multiply(gap, fraction));
  return add(sorted[s], part);
}

Result<AnnualPercentile> annual_percentile(int year, std::span<const std::optional<Rational>> days,
                                           const Rational& p, const YearRules& rules) {
  AnnualPercentile out;
  out.shortages = year_shortages(year, days, rules);
  std::vector<Rational> valid;
  for (const auto& day : days) {
    if (day) valid.push_back(*day);
  }
  out.valid_days = static_cast<int>(valid.size());
  out.missing_days = days_in_year(year) - out.valid_days;
  if (!out.shortages.empty() || valid.empty()) return out;
  CHUANGMO_TRY(value, percentile(valid, p));
  out.value = value;
  return out;
}

namespace {

Result<std::optional<Rational>> extreme_percentile(std::span<const Rational> values, const Rational& p,
                                                   int fewest, int most, const std::optional<Rational>& end,
                                                   bool lowest) {
  std::optional<Rational> extreme;
  for (const int more : {fewest, most}) {
    if (values.empty() && more == 0) return std::optional<Rational>(end);
    if (more > 0 && !end) return std::optional<Rational>();
    std::vector<Rational> all(values.begin(), values.end());
    if (more > 0) all.insert(all.end(), static_cast<std::size_t>(more), *end);
    CHUANGMO_TRY(value, percentile(all, p));
    if (!extreme || (lowest ? value < *extreme : *extreme < value)) extreme = value;
  }
  return extreme;
}

}  // namespace

Result<Bounds> percentile_bounds(std::span<const Rational> values, const Rational& p, int at_least,
                                 int at_most, const std::optional<Rational>& low,
                                 const std::optional<Rational>& high) {
  const int fewest = std::max(0, at_least);
  const int most = std::max(fewest, at_most);
  CHUANGMO_TRY(lowest, extreme_percentile(values, p, fewest, most, low, true));
  CHUANGMO_TRY(highest, extreme_percentile(values, p, fewest, most, high, false));
  return Bounds{lowest, highest};
}

}  // namespace chuangmo::methods
