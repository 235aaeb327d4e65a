#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "methods/tally.h"
#include "model/standard.h"

namespace chuangmo::methods {

// 水质类别: 1..5 for I..V, 6 for 劣V. Smaller is better.
inline constexpr int kWorstWaterClass = 6;
std::string_view water_class_name(int water_class);          // "I" .. "V" "劣V"
std::optional<int> water_class_from(std::string_view name);  // "III" "Ⅲ" "3" "劣Ⅴ" "劣V" "6"; after NFKC

// One measured value in the unit of the parameter's limits, or a mean of a period.
struct WaterValue {
  std::string parameter;
  std::optional<Rational> value;
};

// Class of one indicator and how far it is from a target class.
struct IndicatorClass {
  std::string parameter;
  std::optional<Rational> value;
  std::optional<int> water_class;           // none: no value
  const Limit* target_limit = nullptr;      // of the class that was asked for
  std::optional<Rational> exceed_multiple;  // above the target only; not for pH and DO
};

// 单因子评价 (GB 3838-2002 5.1): the class of the worst indicator.
struct WaterClass {
  std::optional<int> value;  // none when a required indicator is missing and the known ones are not 劣V
  int best = 1;              // what it is at least: the worst of the known ones
  int worst = kWorstWaterClass;
  std::vector<IndicatorClass> indicators;  // in the order of `required`
  std::vector<std::string> deciding;       // parameters that have the worst known class; empty when it is I
  std::vector<std::string> missing;
  std::vector<std::string> exceeding;  // above the target, by class then exceed multiple, worst first
};

// Whether a value keeps a limit of sense le, ge or range, both ends included.
bool meets_limit(const Limit& limit, const Rational& value);
// The same of a limit whose bounds were converted: `upper` is of a range.
bool meets_bounds(std::string_view sense, const Rational& bound, const std::optional<Rational>& upper,
                  const Rational& value);

// The class of one value of an indicator: the best class whose limit it meets (equal limits: the better
// class). `medium` "" river, "lake" for lakes and reservoirs. None when the edition has no limits for it.
std::optional<int> indicator_class(const Edition& edition, std::string_view parameter, const Rational& value,
                                   std::string_view medium);

// required: the indicators that take part; `medium` as above; target: class the exceedance is measured
// against (GB 3838 5.1; III in 环办〔2011〕22号). A value of DO_saturation (%) may lift DO to class I (表1,
// 饱和率90%).
WaterClass water_class(const Edition& edition, std::span<const WaterValue> values,
                       std::span<const std::string> required, std::string_view medium, int target);

// The indicators an evaluation method counts: constants evaluated.<parameter> = 1, in the order of the limits
// of `quality`.
std::vector<std::string> evaluated_indicators(const Edition& method, const Edition& quality,
                                              std::string_view medium);

// Whether the class meets the target class; unknown as long as the missing indicators could change it.
Truth meets_class(const WaterClass& water, int target);

// Section-times: one section in one month counts once (水环境功能区达标率).
Tally attainment(std::span<const Truth> section_times);

}  // namespace chuangmo::methods
