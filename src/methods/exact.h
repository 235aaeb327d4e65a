#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo::methods {

// A scaled integer in its unit: sum x 10^-decimals.
Result<Rational> unscaled(Int128 digits, int decimals);

// Sum of many fractions, exact. NUM002 when it does not fit.
Result<Rational> sum(std::span<const Rational> values);

// A constant of an edition as a whole number, rounded up; none when it has no such constant.
std::optional<int> whole_constant(const Edition& edition, std::string_view key);

}  // namespace chuangmo::methods
