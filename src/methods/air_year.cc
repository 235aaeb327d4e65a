#include "methods/air_year.h"

#include <algorithm>

#include "base/text.h"

namespace chuangmo::methods {
namespace {

constexpr std::string_view kPercentile = "percentile.";

// In the order of the quality edition's limits; at the end what is evaluated and has no limit there (PM2.5
// under GB 3095-1996).
std::vector<std::string> parameters_of(const Edition& evaluation, const Edition& quality) {
  std::vector<std::string> parameters;
  const auto take = [&](const std::string& parameter) {
    if (std::find(parameters.begin(), parameters.end(), parameter) == parameters.end())
      parameters.push_back(parameter);
  };
  for (const Limit& limit : quality.limits) take(limit.parameter);
  for (const auto& [key, value] : evaluation.constants) {
    if (starts_with(key, kPercentile)) take(key.substr(kPercentile.size()));
  }
  return parameters;
}

std::optional<Rational> number(const Edition& edition, const std::string& key) {
  const Decimal* value = edition.constant(key);
  if (value == nullptr) return std::nullopt;
  const auto rational = Rational::from(*value);
  return rational ? std::optional<Rational>(*rational) : std::nullopt;
}

std::optional<YearMetric> mean_metric(const Edition& evaluation, const Edition& quality,
                                      const std::string& parameter, std::string_view grade) {
  if (evaluation.constant("mean." + parameter) == nullptr) return std::nullopt;
  return YearMetric{parameter, "annual", std::nullopt, quality.find_limit(parameter, "annual", grade)};
}

// The percentile is held against the 24 h limit, that of O3 (which has none) against the max 8 h limit.
std::optional<YearMetric> percentile_metric(const Edition& evaluation, const Edition& quality,
                                            const std::string& parameter, std::string_view grade) {
  const auto percent = number(evaluation, "percentile." + parameter);
  if (!percent) return std::nullopt;
  const Limit* day = quality.find_limit(parameter, "24h", grade);
  const Limit* window = quality.find_limit(parameter, "max8h", grade);
  const bool by_day = day != nullptr || window == nullptr;
  return YearMetric{parameter, by_day ? "24h" : "max8h", percent, by_day ? day : window};
}

}  // namespace

std::vector<YearMetric> year_metrics(const Edition& evaluation, const Edition& quality,
                                     std::string_view grade) {
  std::vector<YearMetric> metrics;
  for (const std::string& parameter : parameters_of(evaluation, quality)) {
    if (auto mean = mean_metric(evaluation, quality, parameter, grade)) metrics.push_back(std::move(*mean));
    if (auto high = percentile_metric(evaluation, quality, parameter, grade))
      metrics.push_back(std::move(*high));
  }
  return metrics;
}

std::vector<YearMetric> composite_metrics(const Edition& evaluation, const Edition& quality,
                                          std::string_view grade) {
  std::vector<YearMetric> metrics;
  for (const std::string& parameter : parameters_of(evaluation, quality)) {
    auto metric = mean_metric(evaluation, quality, parameter, grade);
    if (!metric) metric = percentile_metric(evaluation, quality, parameter, grade);
    if (metric) metrics.push_back(std::move(*metric));
  }
  return metrics;
}

YearResult judge(const YearMetric& metric, const std::optional<Rational>& value) {
  YearResult result{metric, value, std::nullopt, std::nullopt};
  if (metric.limit == nullptr || !value) return result;
  const auto limit = Rational::from(metric.limit->value);
  if (!limit) return result;
  result.attains = *value <= *limit;
  if (const auto multiple = exceed_multiple(*value, *limit)) result.exceed_multiple = *multiple;
  return result;
}

Truth all_attain(std::span<const YearResult> results) {
  Truth all = results.empty() ? Truth() : Truth(true);
  for (const YearResult& result : results) {
    if (result.attains == Truth(false)) return false;
    if (!result.attains) all = std::nullopt;
  }
  return all;
}

Result<Rational> exceed_multiple(const Rational& value, const Rational& limit) {
  if (limit.is_zero()) return fail("MTH003", "限值为 0，没有超标倍数", "检查标准文件");
  CHUANGMO_TRY(over, subtract(value, limit));
  return divide(over, limit);
}

Result<std::optional<Rational>> composite_index(std::span<const YearResult> results) {
  Rational total;
  for (const YearResult& result : results) {
    if (!result.value || result.metric.limit == nullptr) return std::optional<Rational>();
    CHUANGMO_TRY(limit, Rational::from(result.metric.limit->value));
    CHUANGMO_TRY(part, divide(*result.value, limit));
    CHUANGMO_TRY(next, add(total, part));
    total = next;
  }
  return results.empty() ? std::optional<Rational>() : std::optional<Rational>(total);
}

}  // namespace chuangmo::methods
