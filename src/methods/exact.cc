#include "methods/exact.h"

namespace chuangmo::methods {

Result<Rational> unscaled(Int128 digits, int decimals) {
  return Rational::from(Decimal(digits, decimals));
}

Result<Rational> sum(std::span<const Rational> values) {
  Rational total;
  for (const Rational& value : values) {
    CHUANGMO_TRY(next, add(total, value));
    total = next;
  }
  return total;
}

std::optional<int> whole_constant(const Edition& edition, std::string_view key) {
  const Decimal* constant = edition.constant(key);
  if (constant == nullptr) return std::nullopt;
  const auto exact = Rational::from(*constant);
  const auto whole = exact ? round_up(*exact) : Result<Int128>(fail("MTH001", ""));
  return whole ? std::optional<int>(static_cast<int>(*whole)) : std::nullopt;
}

}  // namespace chuangmo::methods
