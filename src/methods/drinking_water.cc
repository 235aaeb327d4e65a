#include "methods/drinking_water.h"

#include <algorithm>

namespace chuangmo::methods {
namespace {

// Tables 2 and 3 of GB 3838 have one limit, for sources.
constexpr std::string_view kSourceGrade = "source";

const Limit* source_limit(const Edition& edition, std::string_view parameter, std::string_view grade,
                          std::string_view medium) {
  for (const std::string_view wanted_medium : {medium, std::string_view()}) {
    for (const std::string_view wanted_grade : {grade, kSourceGrade}) {
      if (const Limit* limit = edition.find_limit(parameter, "", wanted_grade, wanted_medium)) return limit;
    }
  }
  return nullptr;
}

std::optional<Rational> bound(const Rational& part, const Rational& whole) {
  const auto ratio = divide(part, whole);
  return ratio ? std::optional<Rational>(*ratio) : std::nullopt;
}

}  // namespace

SourceSample source_sample(const Edition& edition, std::span<const WaterValue> values,
                           std::span<const std::string> required, std::string_view grade,
                           std::string_view medium) {
  SourceSample sample;
  int judged = 0;
  for (const std::string& parameter : required) {
    const Limit* limit = source_limit(edition, parameter, grade, medium);
    if (limit == nullptr) continue;
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const WaterValue& v) { return v.parameter == parameter && v.value; });
    judged += 1;
    if (found == values.end()) {
      sample.missing.push_back(parameter);
    } else if (!meets_limit(*limit, *found->value)) {
      sample.failing.push_back(parameter);
    }
  }
  if (!sample.failing.empty()) {
    sample.complies = false;
  } else if (sample.missing.empty() && judged > 0) {
    sample.complies = true;
  }
  return sample;
}

Result<DrinkingWaterRate> drinking_water_rate(std::span<const SourceMonth> months) {
  DrinkingWaterRate rate;
  for (const SourceMonth& month : months) {
    if (!month.volume) {
      rate.unknown_volumes += 1;
      if (month.complies == Truth(false)) rate.failing_unknown_volumes += 1;
      if (month.complies == Truth(true)) rate.complying_unknown_volumes += 1;
      continue;
    }
    if (month.volume->sign() < 0)
      return fail("MTH004", "取水量 " + month.volume->text() + " 为负", "改正取水量");
    Rational& part = !month.complies ? rate.undecided : *month.complies ? rate.complying : rate.failing;
    CHUANGMO_TRY(next, add(part, *month.volume));
    part = next;
  }
  CHUANGMO_TRY(certain, add(rate.complying, rate.failing));
  CHUANGMO_TRY(whole, add(certain, rate.undecided));
  CHUANGMO_TRY(best, add(rate.complying, rate.undecided));
  const int open_volumes = rate.unknown_volumes;
  const bool may_lower = open_volumes > rate.complying_unknown_volumes;  // an unknown volume may fail
  const bool may_raise = open_volumes > rate.failing_unknown_volumes;
  if (whole.is_zero()) {
    // Whatever the volumes: all complying is 100 %, all failing is 0.
    if (open_volumes == 0) return rate;
    rate.low = Rational(may_lower ? 0 : 1);
    rate.high = Rational(may_raise ? 1 : 0);
  } else {
    // An unknown volume has no upper bound: one that may fail draws the rate towards 0, one that may comply
    // towards 1. Volumes that are known to comply or to fail keep it from getting there.
    rate.low = may_lower ? std::optional<Rational>(Rational(0)) : bound(rate.complying, whole);
    rate.high = may_raise && best < whole ? std::optional<Rational>(Rational(1)) : bound(best, whole);
    rate.low_is_open = may_lower && rate.complying.sign() > 0;
    rate.high_is_open = may_raise && rate.failing.sign() > 0;
  }
  if (rate.low && rate.high && *rate.low == *rate.high) rate.value = rate.low;
  return rate;
}

}  // namespace chuangmo::methods
