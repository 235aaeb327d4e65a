#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "base/civil.h"
#include "methods/daily_mean.h"
#include "model/standard.h"

namespace chuangmo::methods {

// 滑动平均: the mean of the hours up to and with `hour`, `width` of them (HJ 633-2012 表1: 24 h of particles,
// 8 h of O3). Valid with at least `least` of them; one hour is needed where nobody says. in: an hourly
// series, hours[0] is the hour `first`, kNoReading for gaps; hours outside are gaps.
DailyMean running_mean(std::span<const std::int32_t> hours, Hour first, Hour hour, int width, int least);

// What an edition says about the running mean of a parameter over `input` ("8h_running" "24h_running"): its
// width in hours and how many of them must be valid. GB 3095 表4 rules the 8 h mean of O3 and the 24 h mean;
// that the latter holds for the 24 h up to any hour is an inference. None for an input that is no running
// mean.
struct RunningRule {
  int width = 0;
  int least = 0;
};
std::optional<RunningRule> running_rule(const Edition& quality, std::string_view parameter,
                                        std::string_view input);

}  // namespace chuangmo::methods
