#include "methods/rank_correlation.h"

#include <fmt/format.h>

namespace chuangmo::methods {
namespace {

// Mean rank of a value among all, doubled so that it stays whole: 2 x (number below) + (number equal) + 1.
std::int64_t doubled_rank(std::span<const Rational> values, const Rational& value) {
  std::int64_t below = 0;
  std::int64_t equal = 0;
  for (const Rational& other : values) {
    if (other < value) below += 1;
    if (other == value) equal += 1;
  }
  return 2 * below + equal + 1;
}

// A series of years is short; more would make ranking quadratic.
constexpr std::size_t kMostYears = 200;

}  // namespace

Result<Rational> rank_correlation(std::span<const Rational> values) {
  if (values.size() < 2 || values.size() > kMostYears) {
    return fail("MTH005", fmt::format("{} 个年份不能计算秩相关系数", values.size()),
                "至少给出 2 年，至多 200 年");
  }
  const auto n = static_cast<std::int64_t>(values.size());
  std::int64_t squares = 0;  // of doubled differences: 4 x sum(d^2)
  for (std::int64_t i = 0; i < n; ++i) {
    const std::int64_t difference = doubled_rank(values, values[static_cast<std::size_t>(i)]) - 2 * (i + 1);
    squares += difference * difference;
  }
  CHUANGMO_TRY(part, Rational::make(Int128{6} * squares, Int128{4} * (n * n * n - n)));
  return subtract(Rational(1), part);
}

Result<Trend> trend(const Edition& edition, std::span<const Rational> values) {
  const Decimal* critical = edition.constant(fmt::format("spearman.w.{}", values.size()));
  if (critical == nullptr) {
    return fail("MTH005", fmt::format("{} 没有 {} 年的秩相关临界值", edition.id, values.size()),
                "改用临界值表所列的年数");
  }
  CHUANGMO_TRY(r, rank_correlation(values));
  CHUANGMO_TRY(w, Rational::from(*critical));
  if (w < r) return Trend::rising;
  if (w < negate(r)) return Trend::falling;
  return Trend::none;
}

}  // namespace chuangmo::methods
