#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "base/decimal.h"
#include "methods/annual_mean.h"
#include "model/standard.h"

namespace chuangmo::methods {

// A mean over grids or road sections. Unknown when one is missing: then `low` and `high` of the caller's
// bounds apply.
struct PlaceMean {
  std::optional<Rational> value;  // only when nothing is missing
  Rational sum;                   // weight x level of the known ones
  Rational weight;                // of the known ones
  Rational missing_weight;
  int known = 0;
  int missing = 0;
};

// 区域环境噪声平均值: arithmetic mean of the grids' Leq (HJ 640-2012 4). Not an energy mean.
Result<PlaceMean> regional_mean(std::span<const std::optional<Rational>> levels);

// 道路交通噪声平均值: L = sum(l_i L_i) / sum(l_i), l_i road length (HJ 640-2012 5).
struct RoadLevel {
  std::optional<Rational> level;
  Rational length;
};
Result<PlaceMean> length_weighted_mean(std::span<const RoadLevel> roads);

// What the mean can become when every missing level lies in [low, high].
Result<Bounds> place_mean_bounds(const PlaceMean& mean, const std::optional<Rational>& low,
                                 const std::optional<Rational>& high);

// 强度等级 1 (best) .. 5 of a mean, by the edition's limits: medium "region" or "traffic", averaging "day" or
// "night". The mean is rounded to one decimal by GB/T 8170 first: constant mean.decimals. MTH001 when the
// edition has no such grades.
Result<int> noise_grade(const Edition& edition, std::string_view medium, std::string_view averaging,
                        const Rational& mean);
std::string_view noise_grade_name(const Edition& edition, int grade);  // "好" "较好" ...

}  // namespace chuangmo::methods
