#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/library.h"
#include "model/noise_report.h"

namespace chuangmo::app {

// The editions that judge a year: pinned ones first, else those in force; none where neither is known.
class NoiseEditions {
 public:
  NoiseEditions(const Standards& standards, std::vector<std::string> pinned)
      : standards_(standards), pinned_(std::move(pinned)) {}
  const Edition* of(std::string_view family, std::optional<int> year) const;

 private:
  const Standards& standards_;
  std::vector<std::string> pinned_;
};

// Fill in what standards say of places that have been put together: outcomes of their measurements and shares
// by zone class, means with grades, Ldn. `report.places` are ordered by year, part, key. What a standard does
// not rule is a warning MTH001; NOI004 (error) a road section without a length.
void judge_zones(const NoiseEditions& editions, NoiseReport& report);
void average_places(const NoiseEditions& editions, const Parameter& level, NoiseReport& report);
void add_day_night_levels(const NoiseEditions& editions, NoiseReport& report);

}  // namespace chuangmo::app
