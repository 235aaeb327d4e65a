#include "methods/air_moving_mean.h"

#include "methods/exact.h"

namespace chuangmo::methods {
namespace {

Result<std::optional<Rational>> mean_of_all(std::span<const std::optional<Rational>> values) {
  std::vector<Rational> known;
  for (const auto& value : values) {
    if (!value) return std::optional<Rational>();
    known.push_back(*value);
  }
  CHUANGMO_TRY(total, sum(known));
  CHUANGMO_TRY(mean, divide(total, Rational(static_cast<std::int64_t>(known.size()))));
  return std::optional<Rational>(mean);
}

}  // namespace

Result<std::vector<std::optional<Rational>>> moving_means(std::span<const std::optional<Rational>> annual,
                                                          int years) {
  if (years < 1) return fail("MTH004", "滑动平均至少为 1 年", "改正标准文件");
  const auto width = static_cast<std::size_t>(years);
  std::vector<std::optional<Rational>> means(annual.size());
  for (std::size_t end = width; end <= annual.size(); ++end) {
    CHUANGMO_TRY(mean, mean_of_all(annual.subspan(end - width, width)));
    means[end - 1] = mean;
  }
  return means;
}

}  // namespace chuangmo::methods
