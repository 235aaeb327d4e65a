#pragma once
#include <cstdint>
#include <span>

#include "base/decimal.h"

namespace chuangmo::methods {

// One answer of a question: how many chose it, what it is worth (0..1), whether it counts at all (说不清 does
// not).
struct SurveyOption {
  std::int64_t count = 0;
  Rational weight;
  bool counts = true;
};

// 满意率: sum(weight x count) / sum(count) over the options that count.
struct SurveyRate {
  Rational rate;             // 1 = 100 %
  Rational score;            // numerator: 436.2
  std::int64_t answers = 0;  // denominator: 597
};
Result<SurveyRate> survey_rate(std::span<const SurveyOption> options);  // MTH004 without a counted answer

// Lower and upper end of the one-sided Wilson score interval (Wilson 1927) at a confidence of 90, 95, 97.5,
// 99 or 99.5 % (0.9 ..): the L with (p - L)^2 n = z^2 L (1 - L). For answers worth 0..1 their variance is at
// most p(1 - p), so the bound errs to the safe side. Exact rational arithmetic; the result is rounded outward
// to 10^-6. MTH004 for another confidence.
Result<Rational> lower_bound(const SurveyRate& rate, const Rational& confidence);
Result<Rational> upper_bound(const SurveyRate& rate, const Rational& confidence);

}  // namespace chuangmo::methods
