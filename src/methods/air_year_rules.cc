#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "base/unit.h"
#include "methods/air_index.h"
#include "methods/city_air_year.h"
#include "methods/daily_mean.h"
#include "methods/exact.h"
#include "methods/mda8.h"

namespace chuangmo::methods {
namespace {

// A number of the parameter's unit in 10^-decimals of it.
Result<Rational> scaled(const Rational& value, const Parameter& parameter) {
  Rational result = value;
  for (int i = 0; i < parameter.decimals; ++i) {
    CHUANGMO_TRY(next, multiply(result, Rational(10)));
    result = next;
  }
  return result;
}

// The greatest concentration whose index is at most `most`: the break points read backwards. None when the
// table ends below.
Result<std::optional<Rational>> concentration_at(const Edition& edition, const BreakpointTable& table,
                                                 int most) {
  for (std::size_t i = 1; i < table.concentrations.size(); ++i) {
    if (edition.index[i] < most) continue;
    CHUANGMO_TRY(low, Rational::from(table.concentrations[i - 1]));
    CHUANGMO_TRY(high, Rational::from(table.concentrations[i]));
    CHUANGMO_TRY(step, subtract(high, low));
    CHUANGMO_TRY(share, Rational::make(most - edition.index[i - 1], edition.index[i] - edition.index[i - 1]));
    CHUANGMO_TRY(part, multiply(step, share));
    CHUANGMO_TRY(value, add(low, part));
    return std::optional<Rational>(value);
  }
  return std::optional<Rational>();
}

struct Most {
  Rational value;
  bool is_inclusive = true;
};

// Where concentrations are rounded first (HJ 633-2026 4.2), what rounds to at most `value`: half a step more,
// and that itself only when it rounds down, to an even digit (GB/T 8170).
Result<Most> before_rounding(const Rational& value, const std::optional<int>& decimals) {
  if (!decimals) return Most{value, true};
  Rational step(1);
  for (int i = 0; i < *decimals; ++i) {
    CHUANGMO_TRY(tenth, divide(step, Rational(10)));
    step = tenth;
  }
  CHUANGMO_TRY(steps, divide(value, step));
  const Int128 whole = steps.numerator() / steps.denominator();
  CHUANGMO_TRY(twice, Rational::make(whole * 2 + 1, 2));
  CHUANGMO_TRY(most, multiply(twice, step));
  return Most{most, whole % 2 == 0};
}

std::optional<LevelTable::Input> input_of(const BreakpointTable& table) {
  if (table.daily_input == "24h") return LevelTable::Input::mean;
  if (table.daily_input == "max8h") return LevelTable::Input::window;
  if (table.daily_input == "1h_max") return LevelTable::Input::maximum;
  return std::nullopt;
}

Result<LevelTable> level_table(const Edition& edition, const BreakpointTable& table,
                               const Parameter& parameter) {
  LevelTable result;
  auto decimals = whole_constant(edition, "concentration.decimals." + table.parameter);
  if (!decimals) decimals = whole_constant(edition, "concentration.decimals");
  CHUANGMO_TRY(from, parse_unit(table.unit));
  CHUANGMO_TRY(to, parse_unit(parameter.unit));
  for (std::size_t level = 0; level + 1 < edition.levels.size(); ++level) {
    CHUANGMO_TRY(highest, concentration_at(edition, table, edition.levels[level].high));
    if (!highest) break;
    CHUANGMO_TRY(most, before_rounding(*highest, decimals));
    CHUANGMO_TRY(converted, convert(most.value, from, to));
    CHUANGMO_TRY(number, scaled(converted, parameter));
    result.thresholds.push_back({number.numerator(), number.denominator(), most.is_inclusive});
  }
  result.beyond = result.thresholds.size();
  const bool reaches_top = table.concentrations.size() == edition.index.size();
  auto beyond = whole_constant(edition, "beyond." + table.parameter + "." + table.averaging);
  result.is_open = !reaches_top && !beyond;
  // O3 above 800 in 8 hours has no index of its own in HJ 633-2012: at least that of the last break point.
  if (result.is_open) beyond = edition.index[table.concentrations.size() - 1];
  const IndexLevel* level = beyond ? level_of(edition, *beyond) : nullptr;
  if (level != nullptr) result.beyond = static_cast<std::size_t>(level - edition.levels.data());
  return result;
}

Result<PollutantRules> pollutant_rules(const AirYearRules& rules, const Parameter& parameter,
                                       std::string_view grade) {
  PollutantRules pollutant;
  pollutant.parameter = &parameter;
  pollutant.least_hours = std::max(1, least_hours(*rules.quality, parameter.key));
  pollutant.year = year_rules(*rules.quality, parameter.key);
  const bool says_nothing =
      pollutant.year.year == 0 && pollutant.year.month == 0 && pollutant.year.february == 0;
  if (says_nothing && rules.evaluation != nullptr)
    pollutant.year = year_rules(*rules.evaluation, parameter.key);
  if (rules.evaluation == nullptr) {
    const Limit* limit = rules.quality->find_limit(parameter.key, "annual", grade);
    if (limit != nullptr) pollutant.mean = YearMetric{parameter.key, "annual", std::nullopt, limit};
    return pollutant;
  }
  for (YearMetric& metric : year_metrics(*rules.evaluation, *rules.quality, grade)) {
    if (metric.parameter == parameter.key) (metric.percent ? pollutant.percentile : pollutant.mean) = metric;
  }
  for (YearMetric& metric : composite_metrics(*rules.evaluation, *rules.quality, grade)) {
    if (metric.parameter == parameter.key) pollutant.composite = metric;
  }
  const bool has_windows =
      rules.evaluation->find_validity(parameter.key, "max8h", "window", "day") != nullptr &&
      rules.quality->find_limit(parameter.key, "max8h", grade) != nullptr;
  if (!has_windows) return pollutant;
  CHUANGMO_TRY(windows, mda8_rules(*rules.evaluation, *rules.quality, parameter.key, grade, parameter.unit));
  CHUANGMO_TRY(limit, scaled(windows.limit, parameter));
  pollutant.least_windows = windows.least_windows;
  // A mean is above the limit when it is above its whole part: both are compared in whole 10^-decimals.
  pollutant.window_limit = limit.numerator();
  if (!limit.is_integer())
    return fail("MTH001", fmt::format("{} 的限值比监测值的保留位数更细", parameter.key), "改正标准文件");
  return pollutant;
}

// Of every day of the year what a value of the gas is multiplied by. Editions and their amendments divide a
// year into few stretches, each with one factor.
Result<Conversion> conversion_of(const Parameter& parameter, int year, const ReferenceBasis& basis) {
  Conversion conversion;
  std::vector<Rational> factors;
  for (int day = 0; day < days_in_year(year); ++day) {
    const Date date = Date::of(year, 1, 1) + day;
    const Edition* edition = basis.measured_by(date);
    const auto state = edition == nullptr ? std::nullopt : gas_reference_state(*edition, date);
    if (!state) return fail("MTH001", date.text() + " 的气态污染物没有参比状态", "改正标准文件");
    Rational factor(1);
    if (is_stated_as_gas(*edition, parameter.key)) {
      CHUANGMO_TRY(given, reference_factor(*state, basis.wanted));
      factor = given;
    }
    factors.push_back(factor);
    conversion.unit =
        std::lcm(static_cast<std::int64_t>(conversion.unit), static_cast<std::int64_t>(factor.denominator()));
  }
  for (const Rational& factor : factors)
    conversion.times.push_back(factor.numerator() * (conversion.unit / factor.denominator()));
  return conversion;
}

// What an index or HJ 663 asks for; before there was either, what GB 3095 limits by the year.
bool is_evaluated(const AirYearRules& rules, const std::string& parameter, std::string_view grade) {
  if (rules.index == nullptr && rules.evaluation == nullptr)
    return rules.quality->find_limit(parameter, "annual", grade) != nullptr;
  if (rules.index != nullptr) {
    for (const BreakpointTable& table : rules.index->breakpoints)
      if (table.parameter == parameter && !table.daily_input.empty()) return true;
  }
  return rules.evaluation != nullptr && (rules.evaluation->constant("mean." + parameter) != nullptr ||
                                         rules.evaluation->constant("percentile." + parameter) != nullptr);
}

Result<void> take_tables(AirYearRules& rules) {
  const Edition& index = *rules.index;
  if (whole_constant(index, "day.start_hour").value_or(0) != 0)
    return fail("MTH001", fmt::format("{} 的 day.start_hour 不是 0：年评价按自然日", index.id),
                "改正标准文件");
  for (const BreakpointTable& table : index.breakpoints) {
    const auto input = input_of(table);
    if (!input) continue;
    const auto pollutant =
        std::find_if(rules.pollutants.begin(), rules.pollutants.end(),
                     [&](const PollutantRules& each) { return each.parameter->key == table.parameter; });
    if (pollutant == rules.pollutants.end()) continue;
    CHUANGMO_TRY(levels, level_table(index, table, *pollutant->parameter));
    levels.pollutant = static_cast<std::size_t>(pollutant - rules.pollutants.begin());
    levels.input = *input;
    rules.tables.push_back(std::move(levels));
  }
  const auto good = whole_constant(index, "index.good");
  for (const IndexLevel& level : index.levels) {
    if (good && level.high <= *good) ++rules.good_levels;
  }
  return {};
}

}  // namespace

Result<AirYearRules> air_year_rules(int year, const Edition& quality, const Edition* evaluation,
                                    const Edition* index, std::span<const Parameter> parameters,
                                    std::string_view grade, const std::optional<ReferenceBasis>& basis) {
  AirYearRules rules;
  rules.year = year;
  rules.quality = &quality;
  rules.evaluation = evaluation;
  rules.index = index;
  const Decimal* quorum = evaluation == nullptr ? nullptr : evaluation->constant("city.station_quorum");
  if (quorum != nullptr) {
    CHUANGMO_TRY(share, Rational::from(*quorum));
    rules.quorum = share;
  }
  for (const Parameter& parameter : parameters) {
    if (parameter.medium != "air" || !is_evaluated(rules, parameter.key, grade)) continue;
    CHUANGMO_TRY(pollutant, pollutant_rules(rules, parameter, grade));
    if (basis) {
      CHUANGMO_TRY(conversion, conversion_of(parameter, year, *basis));
      pollutant.conversion = std::move(conversion);
    }
    rules.pollutants.push_back(std::move(pollutant));
  }
  if (index != nullptr) CHUANGMO_CHECK(take_tables(rules));
  return rules;
}

}  // namespace chuangmo::methods
