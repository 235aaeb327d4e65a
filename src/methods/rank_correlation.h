#pragma once
#include <span>
#include <string>

#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo::methods {

// 秩相关系数法 (Spearman) of a multi-year trend: r = 1 - 6 sum(d^2) / (N^3 - N), d the difference of a year's
// rank and its value's rank (HJ 663-2013 appendix, 环办〔2011〕22号). Equal values share the mean of their
// ranks. MTH005 for fewer than 2 or more than 200 years.
Result<Rational> rank_correlation(std::span<const Rational> values);

enum class Trend { falling, none, rising };
// Significant when |r| > W_p: constant spearman.w.<N> of the edition (0.05 level). MTH005 when the edition
// has none for N.
Result<Trend> trend(const Edition& edition, std::span<const Rational> values);

}  // namespace chuangmo::methods
