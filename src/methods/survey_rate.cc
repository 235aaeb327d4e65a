#include "methods/survey_rate.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chuangmo::methods {
namespace {

// One-sided standard normal quantiles, six decimals, rounded up: a wider interval errs to the safe side.
struct Quantile {
  std::string_view confidence;
  std::string_view z;
};
constexpr std::array<Quantile, 5> kQuantiles{{{"0.9", "1.281552"},
                                              {"0.95", "1.644854"},
                                              {"0.975", "1.959964"},
                                              {"0.99", "2.326348"},
                                              {"0.995", "2.575830"}}};
constexpr std::int64_t kSteps = 1'000'000;

Result<Rational> squared_quantile(const Rational& confidence) {
  for (const Quantile& quantile : kQuantiles) {
    CHUANGMO_TRY(known, Rational::parse(quantile.confidence));
    if (!(known == confidence)) continue;
    CHUANGMO_TRY(z, Rational::parse(quantile.z));
    return multiply(z, z);
  }
  return fail("MTH004", "没有置信度 " + confidence.text() + " 的分位数", "用 90%、95%、97.5%、99% 或 99.5%");
}

// Whether (p - L)^2 n >= z^2 L (1 - L): L lies outside the interval or on its end.
Result<bool> is_outside(const SurveyRate& rate, const Rational& z2, const Rational& candidate) {
  CHUANGMO_TRY(gap, subtract(rate.rate, candidate));
  CHUANGMO_TRY(gap2, multiply(gap, gap));
  CHUANGMO_TRY(left, multiply(gap2, Rational(rate.answers)));
  CHUANGMO_TRY(rest, subtract(Rational(1), candidate));
  CHUANGMO_TRY(spread, multiply(candidate, rest));
  CHUANGMO_TRY(right, multiply(z2, spread));
  return right <= left;
}

Result<Rational> step(std::int64_t number) {
  return Rational::make(number, kSteps);
}

// The rate rounded down (0) or up (1) to a step.
Result<std::int64_t> nearest_step(const Rational& rate, int up) {
  CHUANGMO_TRY(steps, multiply(rate, Rational(kSteps)));
  CHUANGMO_TRY(above, round_up(steps));
  const auto ceiling = static_cast<std::int64_t>(above);
  return up == 1 || steps.is_integer() ? ceiling : ceiling - 1;
}

}  // namespace

Result<SurveyRate> survey_rate(std::span<const SurveyOption> options) {
  SurveyRate out;
  for (const SurveyOption& option : options) {
    if (!option.counts) continue;
    if (option.count < 0 || option.weight < Rational(0) || Rational(1) < option.weight) {
      return fail("MTH004", "调查的人数为负，或权重不在 0 到 1 之间", "改正调查表");
    }
    CHUANGMO_TRY(part, multiply(option.weight, Rational(option.count)));
    CHUANGMO_TRY(score, add(out.score, part));
    out.score = score;
    out.answers += option.count;
  }
  if (out.answers == 0) return fail("MTH004", "没有有效回答", "补报调查结果");
  CHUANGMO_TRY(rate, divide(out.score, Rational(out.answers)));
  out.rate = rate;
  return out;
}

// Below the rate, candidates are outside up to the bound and inside from there on: the last step that is
// outside errs downward.
Result<Rational> lower_bound(const SurveyRate& rate, const Rational& confidence) {
  CHUANGMO_TRY(z2, squared_quantile(confidence));
  CHUANGMO_TRY(highest, nearest_step(rate.rate, 0));
  std::int64_t outside = 0;                             // L = 0 is always outside or on the end
  std::int64_t inside = std::min(highest + 1, kSteps);  // a rate of 1 is its own upper end, never its lower
  while (outside + 1 < inside) {
    const std::int64_t middle = outside + (inside - outside) / 2;
    CHUANGMO_TRY(candidate, step(middle));
    CHUANGMO_TRY(is_out, is_outside(rate, z2, candidate));
    (is_out ? outside : inside) = middle;
  }
  return step(outside);
}

Result<Rational> upper_bound(const SurveyRate& rate, const Rational& confidence) {
  CHUANGMO_TRY(z2, squared_quantile(confidence));
  CHUANGMO_TRY(lowest, nearest_step(rate.rate, 1));
  std::int64_t outside = kSteps;
  std::int64_t inside = std::max(lowest - 1, std::int64_t{0});
  while (inside + 1 < outside) {
    const std::int64_t middle = inside + (outside - inside) / 2;
    CHUANGMO_TRY(candidate, step(middle));
    CHUANGMO_TRY(is_out, is_outside(rate, z2, candidate));
    (is_out ? outside : inside) = middle;
  }
  return step(outside);
}

}  // namespace chuangmo::methods
