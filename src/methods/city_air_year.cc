#include "methods/city_air_year.h"

#include <algorithm>

#include "base/unit.h"
#include "methods/exact.h"

namespace chuangmo::methods {
namespace {

// The least common multiple of 1 .. 24: a mean over so many hours is a whole number of its parts.
constexpr std::int64_t kParts = 5354228880;

constexpr std::array<std::int64_t, 25> parts_of_an_hour() {
  std::array<std::int64_t, 25> parts{};
  for (std::size_t hours = 1; hours < parts.size(); ++hours)
    parts.at(hours) = kParts / static_cast<std::int64_t>(hours);
  return parts;
}
constexpr std::array<std::int64_t, 25> kPartsOfHours = parts_of_an_hour();

// numerator / (parts x stations), parts being kParts, more where values are converted; in 10^-decimals of the
// unit. stations 0: not known; kNoPart: not asked.
constexpr std::int32_t kNoPart = -1;
struct Fraction {
  Int128 numerator = 0;
  std::int32_t stations = 0;
};

bool is_less(const Fraction& a, const Fraction& b) {
  return a.numerator * b.stations < b.numerator * a.stations;
}

Int128 parts_of(const PollutantRules& rules) {
  return rules.conversion.unit * kParts;
}

Result<Rational> value_of(const Fraction& fraction, const PollutantRules& rules) {
  CHUANGMO_TRY(scaled, Rational::make(fraction.numerator, parts_of(rules) * fraction.stations));
  CHUANGMO_TRY(unit, unscaled(1, rules.parameter->decimals));
  return multiply(scaled, unit);
}

// The stations of one pollutant, and what makes their days and the city's day.
class DayOfCity {
 public:
  DayOfCity(const PollutantRules& rules, const std::vector<const StationYear*>& stations, int needed)
      : rules_(rules), stations_(stations), needed_(needed) {}

  Fraction of(LevelTable::Input input, std::size_t day) const {
    Fraction city;
    for (const StationYear* station : stations_)
      if (station != nullptr) add(*station, input, day, city);
    return city.stations == 0 || city.stations < needed_ ? Fraction{} : city;
  }

  // Whether the day is known from values for the day as a whole alone.
  bool is_reported_whole(std::size_t day) const {
    bool is_reported = false;
    for (const StationYear* station : stations_) {
      if (station == nullptr || !station->has_windows() || station->hours(day) == 0) continue;
      if (station->maximum(day) != kNoReading) return false;
      is_reported = true;
    }
    return is_reported;
  }

 private:
  void add(const StationYear& station, LevelTable::Input input, std::size_t day, Fraction& city) const {
    if (input == LevelTable::Input::mean) return add_mean(station, day, city);
    if (!station.has_windows()) return;
    if (input == LevelTable::Input::maximum) {
      if (station.maximum(day) != kNoReading) take(Int128{station.maximum(day)} * kParts * times(day), city);
      return;
    }
    const int hours = station.window_hours(day);
    if (hours == 0 || rules_.least_windows == 0) return;  // no edition says when such a mean is valid
    const Int128 mean =
        Int128{station.window_sum(day)} * kPartsOfHours[static_cast<std::size_t>(hours)] * times(day);
    if (station.windows(day) >= rules_.least_windows || mean > rules_.window_limit * parts_of(rules_))
      take(mean, city);
  }
  void add_mean(const StationYear& station, std::size_t day, Fraction& city) const {
    const int hours = station.hours(day);
    if (hours != 0 && hours >= rules_.least_hours)
      take(Int128{station.sum(day)} * kPartsOfHours[static_cast<std::size_t>(hours)] * times(day), city);
  }
  Int128 times(std::size_t day) const {
    return rules_.conversion.times.empty() ? 1 : rules_.conversion.times[day];
  }
  static void take(Int128 mean, Fraction& city) {
    city.numerator += mean;
    ++city.stations;
  }

  const PollutantRules& rules_;
  const std::vector<const StationYear*>& stations_;
  int needed_;
};

LevelTable::Input annual_input(const PollutantRules& rules) {
  return rules.least_windows > 0 ? LevelTable::Input::window : LevelTable::Input::mean;
}

// --- a pollutant's year ---

// Days with the same number of stations share a denominator, so that few fractions are added.
Result<Rational> mean_of(const std::vector<Fraction>& valid, const PollutantRules& rules) {
  std::vector<Int128> sums;
  for (const Fraction& day : valid) {
    const auto stations = static_cast<std::size_t>(day.stations);
    if (sums.size() <= stations) sums.resize(stations + 1, 0);
    sums[stations] += day.numerator;
  }
  Rational total;
  for (std::size_t stations = 1; stations < sums.size(); ++stations) {
    if (sums[stations] == 0) continue;
    CHUANGMO_TRY(part, value_of({sums[stations], static_cast<std::int32_t>(stations)}, rules));
    CHUANGMO_TRY(next, add(total, part));
    total = next;
  }
  return divide(total, Rational(static_cast<std::int64_t>(valid.size())));
}

// HJ 663-2013 A.6 as percentile(), with no more ordered than is asked for.
Result<Rational> percentile_of(std::vector<Fraction>& valid, const Rational& p, const PollutantRules& rules) {
  CHUANGMO_TRY(position, multiply(Rational(static_cast<std::int64_t>(valid.size()) - 1), p));
  const auto s = static_cast<std::size_t>(position.numerator() / position.denominator());
  const auto place = valid.begin() + static_cast<std::ptrdiff_t>(s);
  std::nth_element(valid.begin(), place, valid.end(), is_less);
  CHUANGMO_TRY(low, value_of(*place, rules));
  if (s + 1 >= valid.size()) return low;
  CHUANGMO_TRY(high, value_of(*std::min_element(place + 1, valid.end(), is_less), rules));
  CHUANGMO_TRY(fraction, subtract(position, Rational(static_cast<std::int64_t>(s))));
  CHUANGMO_TRY(gap, subtract(high, low));
  CHUANGMO_TRY(part, multiply(gap, fraction));
  return add(low, part);
}

Result<YearResult> judged(const YearMetric& metric, const std::optional<Rational>& value,
                          const Parameter& parameter) {
  if (!value || metric.limit == nullptr) return judge(metric, std::nullopt);
  CHUANGMO_TRY(from, parse_unit(parameter.unit));
  CHUANGMO_TRY(to, parse_unit(metric.limit->unit));
  CHUANGMO_TRY(converted, convert(*value, from, to));
  return judge(metric, converted);
}

Result<PollutantYear> pollutant_year(const PollutantRules& rules, int year,
                                     const std::vector<Fraction>& days) {
  PollutantYear result;
  result.rules = &rules;
  std::vector<std::optional<Rational>> known(days.size());
  std::vector<Fraction> valid;
  for (std::size_t day = 0; day < days.size(); ++day) {
    if (days[day].stations == 0) continue;
    known[day] = Rational(0);
    valid.push_back(days[day]);
  }
  result.valid_days = static_cast<int>(valid.size());
  result.shortages = year_shortages(year, known, rules.year);
  if (!valid.empty() && result.shortages.empty()) {
    CHUANGMO_TRY(mean, mean_of(valid, rules));
    result.mean = mean;
    if (rules.percentile) {
      CHUANGMO_TRY(p, divide(*rules.percentile->percent, Rational(100)));
      CHUANGMO_TRY(high, percentile_of(valid, p, rules));
      result.percentile = high;
    }
  }
  if (rules.mean) {
    CHUANGMO_TRY(of_mean, judged(*rules.mean, result.mean, *rules.parameter));
    result.results.push_back(of_mean);
  }
  if (rules.percentile) {
    CHUANGMO_TRY(of_percentile, judged(*rules.percentile, result.percentile, *rules.parameter));
    result.results.push_back(of_percentile);
  }
  result.attains = all_attain(result.results);
  return result;
}

// --- days by level ---

std::size_t level_of(const LevelTable& table, const Fraction& value, Int128 parts) {
  std::size_t level = 0;
  for (; level < table.thresholds.size(); ++level) {
    const LevelTable::Threshold& most = table.thresholds[level];
    const Int128 left = value.numerator * most.denominator;
    const Int128 right = most.numerator * parts * value.stations;
    if (left < right || (most.is_inclusive && left == right)) return level;
  }
  return table.beyond;
}

void count_levels(const AirYearRules& rules, const std::vector<std::vector<Fraction>>& table_days,
                  CityAirYear& city) {
  city.days_by_level.assign(rules.index->levels.size(), 0);
  for (std::size_t day = 0; day < table_days.front().size(); ++day) {
    std::size_t worst = 0;
    bool is_complete = true;
    for (std::size_t i = 0; i < rules.tables.size(); ++i) {
      const LevelTable& table = rules.tables[i];
      const Fraction& value = table_days[i][day];
      if (value.stations == kNoPart) continue;
      if (value.stations == 0) {
        is_complete = false;
        continue;
      }
      const std::size_t level = level_of(table, value, parts_of(rules.pollutants[table.pollutant]));
      // A table that ends early says no more than that the level is at least this.
      if (table.is_open && level == table.beyond) is_complete = false;
      worst = std::max(worst, level);
    }
    const bool is_good = worst < rules.good_levels;
    if (!is_complete && is_good) continue;
    ++city.judged_days;
    city.good_days += is_good ? 1 : 0;
    ++city.days_by_level[worst];
  }
}

Result<std::optional<Rational>> composite_of(const CityAirYear& city) {
  std::vector<YearResult> parts;
  for (const PollutantYear& pollutant : city.pollutants) {
    const auto& metric = pollutant.rules->composite;
    if (!metric) continue;
    CHUANGMO_TRY(result, judged(*metric, metric->percent ? pollutant.percentile : pollutant.mean,
                                *pollutant.rules->parameter));
    parts.push_back(result);
  }
  return composite_index(parts);
}

Result<int> stations_needed(const AirYearRules& rules, std::size_t stations) {
  CHUANGMO_TRY(share, multiply(rules.quorum, Rational(static_cast<std::int64_t>(stations))));
  CHUANGMO_TRY(needed, round_up(share));
  return static_cast<int>(needed);
}

}  // namespace

Result<DecidingDays> deciding_days(const AirYearRules& rules, std::size_t pollutant, const CityDays& days) {
  DecidingDays deciding;
  const PollutantRules& of_pollutant = rules.pollutants[pollutant];
  CHUANGMO_TRY(needed, stations_needed(rules, days[pollutant].size()));
  const DayOfCity city(of_pollutant, days[pollutant], needed);
  std::vector<std::pair<Fraction, std::size_t>> ordered;
  const auto day_count = static_cast<std::size_t>(days_in_year(rules.year));
  for (std::size_t day = 0; day < day_count; ++day) {
    const Fraction value = city.of(annual_input(of_pollutant), day);
    if (value.stations > 0) ordered.emplace_back(value, day);
  }
  std::vector<std::optional<Rational>> known(day_count);
  for (const auto& [value, day] : ordered) known[day] = Rational(0);
  if (ordered.empty() || !year_shortages(rules.year, known, of_pollutant.year).empty()) return deciding;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return is_less(a.first, b.first); });
  deciding.highest = ordered.back().second;
  if (!of_pollutant.percentile) return deciding;
  CHUANGMO_TRY(p, divide(*of_pollutant.percentile->percent, Rational(100)));
  CHUANGMO_TRY(position, multiply(Rational(static_cast<std::int64_t>(ordered.size()) - 1), p));
  const auto s = static_cast<std::size_t>(position.numerator() / position.denominator());
  deciding.below_percentile = ordered[s].second;
  if (!position.is_integer()) deciding.above_percentile = ordered[s + 1].second;
  return deciding;
}

Result<CityAirYear> city_air_year(const AirYearRules& rules, const CityDays& days) {
  CityAirYear city;
  city.rules = &rules;
  const auto day_count = static_cast<std::size_t>(days_in_year(rules.year));
  std::vector<DayOfCity> pollutants;
  for (std::size_t i = 0; i < rules.pollutants.size(); ++i) {
    CHUANGMO_TRY(needed, stations_needed(rules, days[i].size()));
    pollutants.emplace_back(rules.pollutants[i], days[i], needed);
  }
  std::vector<std::vector<Fraction>> annual(pollutants.size());
  for (std::size_t i = 0; i < pollutants.size(); ++i) {
    annual[i].resize(day_count);
    const LevelTable::Input input = annual_input(rules.pollutants[i]);
    for (std::size_t day = 0; day < day_count; ++day) annual[i][day] = pollutants[i].of(input, day);
    CHUANGMO_TRY(pollutant, pollutant_year(rules.pollutants[i], rules.year, annual[i]));
    city.pollutants.push_back(std::move(pollutant));
  }
  if (!rules.tables.empty()) {
    std::vector<std::vector<Fraction>> table_days;
    for (const LevelTable& table : rules.tables) {
      if (table.input == annual_input(rules.pollutants[table.pollutant])) {
        table_days.push_back(annual[table.pollutant]);
        continue;
      }
      std::vector<Fraction> of_table(day_count);
      const DayOfCity& pollutant = pollutants[table.pollutant];
      for (std::size_t day = 0; day < day_count; ++day) {
        of_table[day] = pollutant.of(table.input, day);
        const bool is_unknown = of_table[day].stations == 0;
        if (is_unknown && table.input == LevelTable::Input::maximum && pollutant.is_reported_whole(day))
          of_table[day].stations = kNoPart;
      }
      table_days.push_back(std::move(of_table));
    }
    count_levels(rules, table_days, city);
  }
  CHUANGMO_TRY(composite, composite_of(city));
  city.composite_index = composite;
  return city;
}

}  // namespace chuangmo::methods
