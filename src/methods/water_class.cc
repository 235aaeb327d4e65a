#include "methods/water_class.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "methods/air_year.h"

namespace chuangmo::methods {
namespace {

constexpr std::array<std::string_view, kWorstWaterClass> kNames{"I", "II", "III", "IV", "V", "劣V"};

// Lakes have limits of their own for some indicators and share the others.
const Limit* limit_of(const Edition& edition, std::string_view parameter, int water_class,
                      std::string_view medium) {
  const std::string_view grade = kNames.at(static_cast<std::size_t>(water_class - 1));
  const Limit* own = edition.find_limit(parameter, "", grade, medium);
  return own != nullptr || medium.empty() ? own : edition.find_limit(parameter, "", grade);
}

const Rational* find(std::span<const WaterValue> values, std::string_view parameter) {
  for (const WaterValue& value : values) {
    if (value.parameter == parameter && value.value) return &*value.value;
  }
  return nullptr;
}

// 溶解氧 class I: saturation of 90 % or 7.5 mg/L (GB 3838-2002 表1).
bool is_saturated(const Edition& edition, std::string_view parameter, std::span<const WaterValue> values) {
  const std::string saturation = std::string(parameter) + "_saturation";
  const Limit* limit = edition.find_limit(saturation, "", kNames.front());
  const Rational* value = find(values, saturation);
  return limit != nullptr && value != nullptr && meets_limit(*limit, *value);
}

IndicatorClass classified(const Edition& edition, std::string_view parameter,
                          std::span<const WaterValue> values, std::string_view medium, int target) {
  IndicatorClass indicator;
  indicator.parameter = std::string(parameter);
  indicator.target_limit = limit_of(edition, parameter, target, medium);
  if (is_saturated(edition, parameter, values)) indicator.water_class = 1;
  const Rational* value = find(values, parameter);
  if (value == nullptr) return indicator;
  indicator.value = *value;
  if (!indicator.water_class) indicator.water_class = indicator_class(edition, parameter, *value, medium);
  // Only what must not exceed its limit has a multiple: not pH, a range, and not 溶解氧 (环办〔2011〕22号).
  const bool has_multiple = indicator.target_limit != nullptr && indicator.target_limit->sense == "le";
  if (has_multiple && indicator.water_class && *indicator.water_class > target) {
    const auto limit = Rational::from(indicator.target_limit->value);
    const auto multiple = limit ? exceed_multiple(*value, *limit) : limit;
    if (multiple) indicator.exceed_multiple = *multiple;
  }
  return indicator;
}

std::vector<std::string> exceeding_indicators(const std::vector<IndicatorClass>& indicators, int target) {
  std::vector<const IndicatorClass*> over;
  for (const IndicatorClass& indicator : indicators) {
    if (indicator.water_class && *indicator.water_class > target) over.push_back(&indicator);
  }
  std::stable_sort(over.begin(), over.end(), [](const IndicatorClass* a, const IndicatorClass* b) {
    if (*a->water_class != *b->water_class) return *b->water_class < *a->water_class;
    const Rational none(0);
    return b->exceed_multiple.value_or(none) < a->exceed_multiple.value_or(none);
  });
  std::vector<std::string> names;
  for (const IndicatorClass* indicator : over) names.push_back(indicator->parameter);
  return names;
}

}  // namespace

bool meets_limit(const Limit& limit, const Rational& value) {
  const auto bound = Rational::from(limit.value);
  if (!bound || !limit.upper) return bound && meets_bounds(limit.sense, *bound, std::nullopt, value);
  const auto upper = Rational::from(*limit.upper);
  return upper && meets_bounds(limit.sense, *bound, *upper, value);
}

bool meets_bounds(std::string_view sense, const Rational& bound, const std::optional<Rational>& upper,
                  const Rational& value) {
  if (sense == "ge") return bound <= value;
  if (sense == "le") return value <= bound;
  return bound <= value && value <= upper.value_or(bound);
}

std::string_view water_class_name(int water_class) {
  return kNames.at(static_cast<std::size_t>(std::clamp(water_class, 1, kWorstWaterClass) - 1));
}

std::optional<int> water_class_from(std::string_view name) {
  std::string plain = replace_all(remove_spaces(nfkc(name)), "类", "");
  if (starts_with(plain, "劣")) return kWorstWaterClass;
  for (int i = 0; i < kWorstWaterClass; ++i) {
    if (plain == kNames.at(static_cast<std::size_t>(i)) || plain == std::to_string(i + 1)) return i + 1;
  }
  return std::nullopt;
}

std::optional<int> indicator_class(const Edition& edition, std::string_view parameter, const Rational& value,
                                   std::string_view medium) {
  bool has_limits = false;
  for (int water_class = 1; water_class < kWorstWaterClass; ++water_class) {
    const Limit* limit = limit_of(edition, parameter, water_class, medium);
    if (limit == nullptr) continue;
    has_limits = true;
    if (meets_limit(*limit, value)) return water_class;
  }
  return has_limits ? std::optional<int>(kWorstWaterClass) : std::nullopt;
}

WaterClass water_class(const Edition& edition, std::span<const WaterValue> values,
                       std::span<const std::string> required, std::string_view medium, int target) {
  WaterClass water;
  for (const std::string& parameter : required) {
    water.indicators.push_back(classified(edition, parameter, values, medium, target));
    const IndicatorClass& indicator = water.indicators.back();
    if (!indicator.water_class) {
      water.missing.push_back(parameter);
      continue;
    }
    if (*indicator.water_class > water.best) water.deciding.clear();
    water.best = std::max(water.best, *indicator.water_class);
    if (*indicator.water_class == water.best && water.best > 1) water.deciding.push_back(parameter);
  }
  const bool is_known = !required.empty() && (water.missing.empty() || water.best == kWorstWaterClass);
  if (is_known) {
    water.value = water.best;
    water.worst = water.best;
  }
  water.exceeding = exceeding_indicators(water.indicators, target);
  return water;
}

std::vector<std::string> evaluated_indicators(const Edition& method, const Edition& quality,
                                              std::string_view medium) {
  std::vector<std::string> indicators;
  for (const Limit& limit : quality.limits) {
    const bool is_new = std::find(indicators.begin(), indicators.end(), limit.parameter) == indicators.end();
    const bool is_of_medium = limit.medium.empty() || limit.medium == medium;
    if (is_new && is_of_medium && method.constant("evaluated." + limit.parameter) != nullptr) {
      indicators.push_back(limit.parameter);
    }
  }
  return indicators;
}

Truth meets_class(const WaterClass& water, int target) {
  if (water.best > target) return false;
  if (water.worst <= target) return true;
  return std::nullopt;
}

Tally attainment(std::span<const Truth> section_times) {
  Tally tally;
  for (const Truth& truth : section_times) tally.count(truth);
  return tally;
}

}  // namespace chuangmo::methods
