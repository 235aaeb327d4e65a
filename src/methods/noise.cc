#include "methods/noise.h"

#include <fmt/format.h>

#include "methods/exact.h"

namespace chuangmo::methods {
namespace {

constexpr std::string_view kParameter = "Leq";

struct WeightedLevel {
  std::optional<Rational> level;
  Rational weight;
};

Result<void> take(PlaceMean& mean, const WeightedLevel& place) {
  Rational& weight = place.level ? mean.weight : mean.missing_weight;
  CHUANGMO_TRY(heavier, add(weight, place.weight));
  weight = heavier;
  (place.level ? mean.known : mean.missing) += 1;
  if (!place.level) return {};
  CHUANGMO_TRY(part, multiply(*place.level, place.weight));
  CHUANGMO_TRY(next, add(mean.sum, part));
  mean.sum = next;
  return {};
}

Result<void> conclude(PlaceMean& mean) {
  if (mean.missing > 0 || mean.weight.is_zero()) return {};
  CHUANGMO_TRY(value, divide(mean.sum, mean.weight));
  mean.value = value;
  return {};
}

Result<std::optional<Rational>> completed(const PlaceMean& mean, const std::optional<Rational>& level) {
  CHUANGMO_TRY(weight, add(mean.weight, mean.missing_weight));
  if (weight.is_zero() || (mean.missing > 0 && !level)) return std::optional<Rational>();
  CHUANGMO_TRY(added, multiply(level.value_or(Rational(0)), mean.missing_weight));
  CHUANGMO_TRY(all, add(mean.sum, added));
  CHUANGMO_TRY(value, divide(all, weight));
  return std::optional<Rational>(value);
}

}  // namespace

Result<PlaceMean> regional_mean(std::span<const std::optional<Rational>> levels) {
  PlaceMean mean;
  for (const auto& level : levels) CHUANGMO_CHECK(take(mean, {level, Rational(1)}));
  CHUANGMO_CHECK(conclude(mean));
  return mean;
}

Result<PlaceMean> length_weighted_mean(std::span<const RoadLevel> roads) {
  PlaceMean mean;
  for (const RoadLevel& road : roads) {
    if (road.length.sign() <= 0)
      return fail("MTH004", "路段长度 " + road.length.text() + " 不是正数", "改正路段长度");
    CHUANGMO_CHECK(take(mean, {road.level, road.length}));
  }
  CHUANGMO_CHECK(conclude(mean));
  return mean;
}

Result<Bounds> place_mean_bounds(const PlaceMean& mean, const std::optional<Rational>& low,
                                 const std::optional<Rational>& high) {
  CHUANGMO_TRY(lowest, completed(mean, low));
  CHUANGMO_TRY(highest, completed(mean, high));
  return Bounds{lowest, highest};
}

Result<int> noise_grade(const Edition& edition, std::string_view medium, std::string_view averaging,
                        const Rational& mean) {
  const auto decimals = whole_constant(edition, "mean.decimals");
  if (!decimals)
    return fail("MTH001", edition.id + " 没有给出平均值的修约位数", "选用 HJ 640-2012 或此前的评价方法");
  CHUANGMO_TRY(shown, round_gbt8170(mean, *decimals));
  CHUANGMO_TRY(level, Rational::from(shown));
  int grade = 1;
  for (;; ++grade) {
    const Limit* limit = edition.find_limit(kParameter, averaging, std::to_string(grade), medium);
    if (limit == nullptr) break;
    CHUANGMO_TRY(bound, Rational::from(limit->value));
    if (level <= bound) return grade;
  }
  if (grade > 1) return grade;
  return fail("MTH001", fmt::format("{} 没有 {} {} 的等级", edition.id, medium, averaging),
              "选用有此等级的版本");
}

std::string_view noise_grade_name(const Edition& edition, int grade) {
  for (const IndexLevel& level : edition.levels) {
    if (level.low <= grade && grade <= level.high) return level.name;
  }
  return "";
}

}  // namespace chuangmo::methods
