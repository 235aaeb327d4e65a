#include "methods/mda8.h"

#include <fmt/format.h>

#include "base/unit.h"
#include "methods/daily_mean.h"
#include "methods/exact.h"

namespace chuangmo::methods {
namespace {

Result<Rational> in_unit(const Limit& limit, std::string_view unit) {
  CHUANGMO_TRY(value, Rational::from(limit.value));
  CHUANGMO_TRY(from, parse_unit(limit.unit));
  CHUANGMO_TRY(to, parse_unit(unit));
  return convert(value, from, to);
}

}  // namespace

Result<Mda8Rules> mda8_rules(const Edition& evaluation, const Edition& quality, std::string_view parameter,
                             std::string_view grade, std::string_view unit) {
  const auto window_hours = whole_constant(evaluation, "mda8.window_hours");
  const ValidityRule* hours = quality.find_validity(parameter, "8h", "hour", "window");
  const ValidityRule* windows = evaluation.find_validity(parameter, "max8h", "window", "day");
  const Limit* limit = quality.find_limit(parameter, "max8h", grade);
  if (!window_hours || hours == nullptr || windows == nullptr || limit == nullptr) {
    return fail(
        "MTH001",
        fmt::format("{} 与 {} 没有给出 {} 日最大8小时平均的规定", evaluation.id, quality.id, parameter),
        "选用 HJ 663-2013、GB 3095-2012 或以后的版本");
  }
  CHUANGMO_TRY(limit_value, in_unit(*limit, unit));
  if (*window_hours < 1 || *window_hours > DayWindow::kHours) {
    return fail("MTH001", fmt::format("{} 的 mda8.window_hours 不在 1 到 24 之间", evaluation.id),
                "改正标准文件");
  }
  return Mda8Rules{*window_hours, hours->least, windows->least, limit_value};
}

Result<Mda8> mda8(std::span<const std::int32_t> hours, int decimals, const Mda8Rules& rules) {
  Mda8 day;
  day.needed_windows = rules.least_windows;
  const auto width = static_cast<std::size_t>(rules.window_hours);
  DailyMean greatest;
  for (std::size_t begin = 0; begin + width <= hours.size(); ++begin) {
    const DailyMean window = daily_mean(hours.subspan(begin, width), rules.least_hours);
    if (!window.is_valid()) continue;
    day.valid_windows += 1;
    // sum/hours, compared exactly: a sum of 24 readings times 24 fits by far.
    if (greatest.hours == 0 || greatest.sum * window.hours < window.sum * greatest.hours) greatest = window;
  }
  if (greatest.hours > 0) {
    CHUANGMO_TRY(total, unscaled(greatest.sum, decimals));
    CHUANGMO_TRY(mean, divide(total, Rational(greatest.hours)));
    day.maximum = mean;
  }
  day.exceeds_limit = day.maximum && rules.limit < *day.maximum;
  return day;
}

}  // namespace chuangmo::methods
