#pragma once
#include <optional>

#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo::methods {

// 溶解氧饱和率 in % of dissolved oxygen in mg/L at a water temperature in ℃ and standard pressure:
// 100 DO (offset + T) / numerator, constants DO_saturation.numerator and .offset of the edition (HJ 2.3: 468
// / (31.6 + T)). Where the air is thinner water holds less, so that the true saturation is higher. None when
// the edition has no such constants, or the water would be frozen (below 0 ℃).
std::optional<Rational> oxygen_saturation(const Edition& edition, const Rational& oxygen_mg_l,
                                          const Rational& temperature_c);

}  // namespace chuangmo::methods
