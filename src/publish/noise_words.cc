#include "publish/noise_words.h"

namespace chuangmo::publish {
namespace {

constexpr int kBoundDecimals = 12;

std::string rounded(const Rational& value, int decimals) {
  const auto shown = round_gbt8170(value, decimals);
  return shown ? shown->text() : value.text();
}

}  // namespace

std::string rounded_noise_value(const NoiseValue& value, int decimals) {
  if (!value.low || !value.high) return "";
  const std::string low = rounded(*value.low, decimals);
  return low == rounded(*value.high, decimals) ? low : "";
}

std::string noise_value_text(const NoiseValue& value, int decimals) {
  const std::string agreed = rounded_noise_value(value, decimals);
  if (!agreed.empty()) return agreed;
  if (value.low && value.high) return rounded(*value.low, decimals) + "–" + rounded(*value.high, decimals);
  if (value.low) return "≥" + rounded(*value.low, decimals);
  if (value.high) return "≤" + rounded(*value.high, decimals);
  return "";
}

std::string bound_text(const Rational& bound, bool is_high) {
  const Int128 denominator = bound.denominator();
  Int128 whole = bound.numerator() / denominator;
  Int128 rest = bound.numerator() % denominator;
  if (rest < 0) {
    --whole;
    rest += denominator;
  }
  Int128 digits = 0;
  int scale = 0;
  for (; rest != 0 && scale < kBoundDecimals; ++scale) {
    rest *= 10;
    digits = digits * 10 + rest / denominator;
    rest %= denominator;
    whole *= 10;
  }
  const Int128 up = is_high && rest != 0 ? 1 : 0;
  return Decimal(whole + digits + up, scale).text();
}

}  // namespace chuangmo::publish
