#pragma once
#include <optional>
#include <span>
#include <vector>

#include "base/decimal.h"

namespace chuangmo::methods {

// 滑动平均 of an annual metric (HJ 663-2026; over constant moving.years = 3 consecutive years): the
// arithmetic mean of the metric of the year and of those before it. That it is evaluated is confirmed; the
// clause was not read, so that a mean of unrounded values is an inference. in: one value per year, oldest
// first, in one unit and of one reference state; none where the year has none. out: per year, none unless it
// and the `years - 1` before all have a value. MTH004 for years < 1.
Result<std::vector<std::optional<Rational>>> moving_means(std::span<const std::optional<Rational>> annual,
                                                          int years);

}  // namespace chuangmo::methods
