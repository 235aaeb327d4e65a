#include "methods/sub_index.h"

#include <algorithm>
#include <fmt/format.h>

namespace chuangmo::methods {
namespace {

Result<Rational> interpolated(const Edition& edition, const std::vector<Rational>& points,
                              const Rational& concentration) {
  const auto above = std::upper_bound(points.begin(), points.end(), concentration);
  const auto high = std::min(static_cast<std::size_t>(above - points.begin()), points.size() - 1);
  const auto low = high - 1;
  CHUANGMO_TRY(rise, subtract(concentration, points[low]));
  CHUANGMO_TRY(step, subtract(points[high], points[low]));
  CHUANGMO_TRY(part, divide(rise, step));
  CHUANGMO_TRY(index_rise, multiply(part, Rational(edition.index[high] - edition.index[low])));
  return add(index_rise, Rational(edition.index[low]));
}

Result<SubIndex> finished(SubIndex sub, const Rational& exact, IndexRange range) {
  CHUANGMO_TRY(rounded, round_up(exact));
  sub.range = range;
  sub.exact = exact;
  sub.at_least = exact;
  sub.rounded = static_cast<int>(rounded);
  return sub;
}

}  // namespace

Result<SubIndex> sub_index(const Edition& edition, const BreakpointTable& table,
                           const Rational& concentration) {
  if (table.concentrations.size() < 2 || table.concentrations.size() > edition.index.size()) {
    return fail("MTH001", fmt::format("{} 的 {} 分级浓度表不完整", edition.id, table.parameter),
                "改正标准文件");
  }
  SubIndex sub;
  sub.parameter = table.parameter;
  std::vector<Rational> points;
  for (const Decimal& point : table.concentrations) {
    CHUANGMO_TRY(value, Rational::from(point));
    points.push_back(value);
  }
  const Rational lifted = std::max(concentration, points.front());
  if (lifted <= points.back()) {
    CHUANGMO_TRY(exact, interpolated(edition, points, lifted));
    return finished(sub, exact, IndexRange::within);
  }
  const bool reaches_top = points.size() == edition.index.size();
  const Decimal* beyond = edition.constant("beyond." + table.parameter + "." + table.averaging);
  if (beyond == nullptr && reaches_top) beyond = edition.constant("index.cap");
  if (beyond != nullptr) {
    CHUANGMO_TRY(exact, Rational::from(*beyond));
    return finished(sub, exact, IndexRange::capped);
  }
  sub.range = IndexRange::not_computed;
  sub.at_least = Rational(edition.index[points.size() - 1]);
  return sub;
}

}  // namespace chuangmo::methods
