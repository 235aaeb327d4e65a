#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "methods/percentile.h"
#include "methods/tally.h"
#include "model/standard.h"

namespace chuangmo::methods {

// One metric of the annual evaluation of HJ 663-2013 表2: the annual mean against the annual limit, a
// percentile against the 24 h or max 8 h limit.
struct YearMetric {
  std::string parameter;
  std::string
      averaging;  // "annual" for the mean; of the percentile, the averaging of its limit: "24h" "max8h"
  std::optional<Rational> percent;  // of a percentile, e.g. 98; none: the mean
  const Limit* limit = nullptr;
};
// All metrics an evaluation edition asks for (constants percentile.<parameter>, mean.<parameter>), with the
// limits of the quality edition. Ordered as the limits of the quality edition. A metric without a limit has
// limit == nullptr: what HJ 663 evaluates and that GB 3095 does not limit stays unknown.
std::vector<YearMetric> year_metrics(const Edition& evaluation, const Edition& quality,
                                     std::string_view grade);

// A metric with its value, in the unit of the limit.
struct YearResult {
  YearMetric metric;
  std::optional<Rational> value;
  std::optional<Rational> exceed_multiple;  // none when unknown; 0 or negative when met
  Truth attains;
};
YearResult judge(const YearMetric& metric, const std::optional<Rational>& value);
// All must attain; one clear failure decides (Kleene).
Truth all_attain(std::span<const YearResult> results);

// 超标倍数 (C - S) / S: HJ 663-2013 appendix A, 环办〔2011〕22号. MTH003 for a limit of 0.
Result<Rational> exceed_multiple(const Rational& value, const Rational& limit);

// 环境空气质量综合指数: sum of C/S of the six pollutants, unrounded; shown with 2 decimals by rounding this
// sum once. in: results of the composite metrics (mean of SO2 NO2 PM10 PM2.5, percentile of CO and O3). None
// when one is unknown.
Result<std::optional<Rational>> composite_index(std::span<const YearResult> results);
// The metric of each pollutant that enters the composite index: the mean where there is one, else the
// percentile.
std::vector<YearMetric> composite_metrics(const Edition& evaluation, const Edition& quality,
                                          std::string_view grade);

}  // namespace chuangmo::methods
