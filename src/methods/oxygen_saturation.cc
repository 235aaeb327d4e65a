#include "methods/oxygen_saturation.h"

namespace chuangmo::methods {
namespace {

Result<Rational> percent(const Decimal& numerator, const Decimal& offset, const Rational& oxygen,
                         const Rational& temperature) {
  CHUANGMO_TRY(top, Rational::from(numerator));
  CHUANGMO_TRY(shift, Rational::from(offset));
  CHUANGMO_TRY(shifted, add(shift, temperature));
  CHUANGMO_TRY(product, multiply(oxygen, shifted));
  CHUANGMO_TRY(ratio, divide(product, top));
  return multiply(ratio, Rational(100));
}

}  // namespace

std::optional<Rational> oxygen_saturation(const Edition& edition, const Rational& oxygen_mg_l,
                                          const Rational& temperature_c) {
  const Decimal* numerator = edition.constant("DO_saturation.numerator");
  const Decimal* offset = edition.constant("DO_saturation.offset");
  if (numerator == nullptr || offset == nullptr || temperature_c.sign() < 0) return std::nullopt;
  const auto saturation = percent(*numerator, *offset, oxygen_mg_l, temperature_c);
  return saturation ? std::optional<Rational>(*saturation) : std::nullopt;
}

}  // namespace chuangmo::methods
