#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "methods/tally.h"
#include "methods/water_class.h"
#include "model/standard.h"

namespace chuangmo::methods {

// The class a section's means have, or the classes they may have while something is missing.
struct ClassRange {
  int best = 1;
  int worst = kWorstWaterClass;
  bool is_known() const { return best == worst; }
};

// 断面水质定性评价: "优" "良好" "轻度污染" "中度污染" "重度污染" (环办〔2011〕22号 表1). "" when the edition
// has none.
std::string_view section_status(const Edition& method, int water_class);

// 河流、流域（水系）水质定性评价 by proportions (环办〔2011〕22号 表2), for rivers of river.least_sections
// sections or more.
struct RiverStatus {
  std::int64_t sections = 0;
  Share good;             // I-III
  Share worst;            // 劣V
  int best_grade = 1;     // 1 优 .. 5 重度污染: with every section that is not known at its best
  int worst_grade = 5;    // and at its worst
  std::string_view name;  // "" while the two differ
};
// The last row is printed in two ways; only the share of 劣V decides it. MTH001 when the edition has no such
// table, MTH004 without sections.
Result<RiverStatus> river_status(const Edition& method, std::span<const ClassRange> sections);

// How many sections a river must have to be evaluated by proportions; with fewer, by the means over its
// sections.
std::optional<int> least_sections(const Edition& method);

// 主要污染指标 of one section, or of a river evaluated by its means: nothing up to class III; above it the
// indicators over class III, cyanide and heavy metals first (main_pollutants.first.<parameter>), then by
// class, worst first, then by exceed multiple; at most main_pollutants.most. `water` is measured against
// class exceed.above_class.
struct MainPollutant {
  std::string parameter;
  std::optional<Rational> exceed_multiple;  // none of pH and DO
  std::optional<Rational> exceed_rate;  // of rivers by proportions: sections over class III / all sections
};
std::vector<MainPollutant> main_pollutants(const Edition& method, const WaterClass& water);

// The same of a river by proportions: by the share of sections in which the indicator is over class III. A
// section without a value of the indicator counts among all sections.
std::vector<MainPollutant> river_main_pollutants(const Edition& method, std::span<const WaterClass> sections);

}  // namespace chuangmo::methods
