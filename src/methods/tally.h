#pragma once
#include <cstdint>
#include <optional>

#include "base/decimal.h"

namespace chuangmo::methods {

// Yes, no, or not known: Kleene's third value.
using Truth = std::optional<bool>;

// How many times something held. The unknown ones make the share an interval.
struct Tally {
  std::int64_t met = 0;
  std::int64_t not_met = 0;
  std::int64_t unknown = 0;
  void count(Truth truth) { (!truth ? unknown : *truth ? met : not_met) += 1; }
  std::int64_t total() const { return met + not_met + unknown; }
  friend bool operator==(const Tally&, const Tally&) = default;
};

// Shares of all that was to be counted (1 = all); every unknown taken as not met, then as met. Unknown for a
// total of 0.
struct Share {
  Rational low;
  Rational high;
  bool is_exact() const { return low == high; }
  friend bool operator==(const Share&, const Share&) = default;
};
std::optional<Share> share(const Tally& tally);

}  // namespace chuangmo::methods
