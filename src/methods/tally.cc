#include "methods/tally.h"

namespace chuangmo::methods {

std::optional<Share> share(const Tally& tally) {
  const auto low = Rational::make(tally.met, tally.total());
  const auto high = Rational::make(tally.met + tally.unknown, tally.total());
  if (!low || !high) return std::nullopt;
  return Share{*low, *high};
}

}  // namespace chuangmo::methods
