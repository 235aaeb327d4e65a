#pragma once
#include <optional>
#include <span>
#include <vector>

#include "base/decimal.h"
#include "methods/annual_mean.h"

namespace chuangmo::methods {

// HJ 663-2013 appendix A.6: ascending X1..Xn, k = 1 + (n-1)p, s = floor(k), m = Xs + (Xs+1 - Xs)(k - s).
// Exact. p: 0..1. MTH002 for no values or a p outside.
Result<Rational> percentile(std::span<const Rational> values, const Rational& p);

// The percentile of the valid days of a year, with the same validity as the annual mean.
struct AnnualPercentile {
  std::optional<Rational> value;
  std::vector<Shortage> shortages;
  int valid_days = 0;
  int missing_days = 0;
};
Result<AnnualPercentile> annual_percentile(int year, std::span<const std::optional<Rational>> days,
                                           const Rational& p, const YearRules& rules);

// What the percentile can become when up to at_most (and at least at_least) more values arrive, each in [low,
// high].
Result<Bounds> percentile_bounds(std::span<const Rational> values, const Rational& p, int at_least,
                                 int at_most, const std::optional<Rational>& low,
                                 const std::optional<Rational>& high);

}  // namespace chuangmo::methods
