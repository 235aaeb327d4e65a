#include "methods/running_mean.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace chuangmo::methods {
namespace {

constexpr std::string_view kRunning = "h_running";

}  // namespace

DailyMean running_mean(std::span<const std::int32_t> hours, Hour first, Hour hour, int width, int least) {
  const auto size = static_cast<std::int64_t>(hours.size());
  const std::int64_t end = std::int64_t{hour.hours} - first.hours + 1;
  const std::int64_t from = std::clamp<std::int64_t>(end - width, 0, size);
  const std::int64_t to = std::clamp<std::int64_t>(end, from, size);
  return daily_mean(hours.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)),
                    std::max(1, least));
}

std::optional<RunningRule> running_rule(const Edition& quality, std::string_view parameter,
                                        std::string_view input) {
  if (!ends_with(input, kRunning)) return std::nullopt;
  RunningRule rule;
  const char* const end = input.data() + (input.size() - kRunning.size());
  if (std::from_chars(input.data(), end, rule.width).ptr != end || rule.width < 1) return std::nullopt;
  const bool is_day = rule.width == DayWindow::kHours;
  const ValidityRule* hours =
      is_day ? quality.find_validity(parameter, "24h", "hour", "day")
             : quality.find_validity(parameter, std::to_string(rule.width) + "h", "hour", "window");
  rule.least = hours == nullptr ? 0 : hours->least;
  return rule;
}

}  // namespace chuangmo::methods
