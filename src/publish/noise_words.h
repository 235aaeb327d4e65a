#pragma once
#include <optional>
#include <string>

#include "model/noise_report.h"

namespace chuangmo::publish {

// A level as a person reads it: "63.7" when both bounds round to it by GB/T 8170, "62.9–64.1" when not,
// "≥62.9" and "≤64.1" with one bound, "" with none.
std::string noise_value_text(const NoiseValue& value, int decimals);

// The rounded level where the bounds agree on it; "" otherwise.
std::string rounded_noise_value(const NoiseValue& value, int decimals);

// A bound with 12 decimals at most, rounded away from the value: down for a low one, up for a high one.
std::string bound_text(const Rational& bound, bool is_high);

}  // namespace chuangmo::publish
