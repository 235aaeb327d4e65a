#include "app/series_standard.h"

#include <algorithm>
#include <array>

#include "base/unit.h"
#include "methods/exact.h"
#include "methods/water_class.h"

namespace chuangmo::app {

namespace {

constexpr std::string_view kAirGrade = "II";      // 二级, of cities
constexpr std::string_view kSourceGrade = "III";  // of sources of drinking water
constexpr std::string_view kSourceTables = "source";
constexpr std::string_view kWaterMethod = "surface water method";
constexpr int kLongEnough = 100'000;  // days that are looked ahead

Result<Rational> in_unit(const Decimal& value, const Unit& from, const Unit& to) {
  CHUANGMO_TRY(exact, Rational::from(value));
  return convert(exact, from, to);
}

methods::YearRules year_rules_of(const Edition& quality, const Edition* evaluation,
                                 const std::string& parameter) {
  const methods::YearRules rules = methods::year_rules(quality, parameter);
  const bool says_nothing = rules.year == 0 && rules.month == 0 && rules.february == 0;
  return says_nothing && evaluation != nullptr ? methods::year_rules(*evaluation, parameter) : rules;
}

}  // namespace

bool SeriesLimit::is_broken_by(const Rational& reading) const {
  return !methods::meets_bounds(limit->sense, value, upper, reading);
}

SeriesStandard::SeriesStandard(const Standards& standards, std::vector<std::string> pinned,
                               const StationSetDefinition& set, const Station& station,
                               const Parameter& parameter)
    : standards_(standards),
      pinned_(std::move(pinned)),
      set_(set),
      station_(station),
      parameter_(parameter) {}

std::string_view SeriesStandard::quality_family() const {
  if (is_air()) return "GB 3095";
  if (set_.medium == "water") return "GB 3838";
  if (set_.medium != "drinking_water") return "";
  return station_.kind == "source_ground" ? "GB/T 14848" : "GB 3838";
}

std::string_view SeriesStandard::evaluation_family() const {
  if (is_air()) return "HJ 663";
  return set_.medium == "water" ? kWaterMethod : "";
}

const SeriesRules& SeriesStandard::on(const Period& period) {
  const Date last = period.end - 1;
  if (current_from_ <= last && last < current_until_) return current_;
  current_from_ = last;
  current_until_ = next_change(last, last + kLongEnough);
  SeriesRules rules;
  rules.quality = standards_.judging(quality_family(), pinned_, period);
  rules.evaluation = standards_.judging(evaluation_family(), pinned_, period);
  if (rules.is_same(current_)) return current_;
  if (rules.quality != nullptr && is_air()) {
    rules.day_average = day_average(*rules.quality);
    rules.day = methods::station_day_rules(*rules.quality, rules.evaluation, parameter_.key, kAirGrade,
                                           parameter_.unit);
    rules.year = year_rules_of(*rules.quality, rules.evaluation, parameter_.key);
  }
  if (rules.evaluation != nullptr && !is_air())
    rules.least_months = methods::whole_constant(*rules.evaluation, "year.least_values").value_or(0);
  current_ = rules;
  return current_;
}

std::string_view SeriesStandard::day_average(const Edition& quality) const {
  for (const std::string_view average : {methods::kDayMda8, methods::kDayMean}) {
    if (quality.find_limit(parameter_.key, average, kAirGrade) != nullptr) return average;
  }
  const bool has_hour = quality.find_limit(parameter_.key, "1h", kAirGrade) != nullptr;
  return has_hour ? methods::kDayHourMaximum : methods::kDayMean;
}

std::string_view SeriesStandard::average_of(PeriodKind step, const SeriesRules& rules) const {
  if (!is_air()) return "";
  switch (step) {
    case PeriodKind::hour:
      return "1h";
    case PeriodKind::day:
      return rules.day_average;
    case PeriodKind::month:
      return "month";
    case PeriodKind::year:
      return "annual";
    default:
      return "";
  }
}

const Limit* SeriesStandard::find_limit(const SeriesRules& rules, std::string_view average) const {
  if (rules.quality == nullptr) return nullptr;
  if (is_air()) {
    if (station_.kind == "control") return nullptr;  // it lies outside the zone that the limit is of
    const std::string_view averaging = average == methods::kDayHourMaximum ? "1h" : average;
    return averaging.empty() ? nullptr : rules.quality->find_limit(parameter_.key, averaging, kAirGrade);
  }
  if (set_.medium == "water") {
    const auto target = methods::water_class_from(station_.target_class);
    if (!target) return nullptr;
    return rules.quality->find_limit(parameter_.key, "", methods::water_class_name(*target),
                                     station_.kind == "lake" ? "lake" : "");
  }
  const std::string_view medium = station_.kind == "source_lake" ? "lake" : "";
  const Limit* limit = rules.quality->find_limit(parameter_.key, "", kSourceGrade, medium);
  return limit != nullptr ? limit : rules.quality->find_limit(parameter_.key, "", kSourceTables);
}

std::optional<SeriesLimit> SeriesStandard::limit(const SeriesRules& rules, std::string_view average) const {
  const Limit* found = find_limit(rules, average);
  if (found == nullptr) return std::nullopt;
  const auto own = parse_unit(found->unit);
  const auto unit = parse_unit(parameter_.unit);
  if (!own || !unit) return std::nullopt;
  const auto value = in_unit(found->value, *own, *unit);
  const auto upper = in_unit(found->upper.value_or(found->value), *own, *unit);
  if (!value || !upper) return std::nullopt;
  return SeriesLimit{found, *value, found->upper ? std::optional(*upper) : std::nullopt};
}

Date SeriesStandard::next_change(Date day, Date end) const {
  Date next = end;
  for (const Edition& edition : standards_.editions) {
    if (edition.family != quality_family() && edition.family != evaluation_family()) continue;
    for (const Date change : {edition.from, edition.until.value_or(end)}) {
      if (day < change && change < next) next = change;
    }
  }
  return next;
}

}  // namespace chuangmo::app
