#include "methods/noise_zone.h"

#include <algorithm>
#include <fmt/format.h>

#include "methods/exact.h"
#include "methods/noise.h"

namespace chuangmo::methods {
namespace {

// Whether a level, as it is reported, meets a limit.
Result<bool> meets(const Rational& level, const Limit& limit, int decimals) {
  CHUANGMO_TRY(reported, round_gbt8170(level, decimals));
  CHUANGMO_TRY(exact, Rational::from(reported));
  CHUANGMO_TRY(bound, Rational::from(limit.value));
  return exact <= bound;
}

Result<Outcome> outcome_of(const Bounds& level, const Limit& limit, int decimals) {
  if (level.high) {
    CHUANGMO_TRY(is_met, meets(*level.high, limit, decimals));
    if (is_met) return Outcome::met;
  }
  if (level.low) {
    CHUANGMO_TRY(may_be_met, meets(*level.low, limit, decimals));
    if (!may_be_met) return Outcome::not_met;
  }
  return Outcome::undecided;
}

}  // namespace

Result<ZoneAttainment> zone_attainment(const Edition& zones, std::span<const std::string> classes,
                                       std::string_view averaging, const Bounds& level) {
  const auto decimals = whole_constant(zones, "level.decimals");
  if (!decimals) return fail("MTH001", zones.id + " 没有给出声级的修约位数", "选用 GB 3096-2008");
  ZoneAttainment attainment;
  for (const std::string& name : classes) {
    const Limit* limit = zones.find_limit("Leq", averaging, name);
    if (limit == nullptr)
      return fail("MTH001", fmt::format("{} 没有 {} 类声环境功能区的限值", zones.id, name),
                  "功能区类别写 0、1、2、3、4a 或 4b");
    CHUANGMO_TRY(outcome, outcome_of(level, *limit, *decimals));
    CHUANGMO_TRY(bound, Rational::from(limit->value));
    const bool is_first = attainment.limits.empty();
    attainment.limits.push_back(limit);
    attainment.outcome = is_first || outcome == attainment.outcome ? outcome : Outcome::undecided;
    attainment.is_met_by_rounding =
        attainment.is_met_by_rounding || (outcome == Outcome::met && level.high && bound < *level.high);
  }
  attainment.is_met_by_rounding = attainment.is_met_by_rounding && attainment.outcome == Outcome::met;
  return attainment;
}

Result<std::pair<int, int>> noise_grades(const Edition& edition, std::string_view medium,
                                         std::string_view averaging, const Bounds& mean) {
  int best = 1;
  int worst = 1;
  for (const IndexLevel& level : edition.levels) worst = std::max(worst, level.high);
  if (mean.low) {
    CHUANGMO_TRY(grade, noise_grade(edition, medium, averaging, *mean.low));
    best = grade;
  }
  if (mean.high) {
    CHUANGMO_TRY(grade, noise_grade(edition, medium, averaging, *mean.high));
    worst = grade;
  }
  return std::pair(best, worst);
}

}  // namespace chuangmo::methods
