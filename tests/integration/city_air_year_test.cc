// The annual evaluation of cities by whole numbers against the plain methods, day by day and fraction by
// fraction, under the editions as the catalogue has them.
#include "methods/city_air_year.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

#include "app/readings_windows.h"
#include "base/unit.h"
#include "catalog/standards.h"
#include "eval/city_air.h"
#include "methods/air_day.h"
#include "methods/air_index.h"
#include "methods/annual_mean.h"
#include "methods/city_day.h"
#include "methods/exact.h"
#include "series/day_sums.h"

namespace chuangmo::methods {
namespace {

const Standards& standards() {
  static const Standards kStandards = [] {
    Diagnostics diagnostics;
    auto read = catalog::read_standards(catalog::embedded_catalog(), diagnostics);
    return read ? *read : Standards{};
  }();
  return kStandards;
}

using Hours = std::vector<std::int32_t>;  // of a year
constexpr std::size_t kHours = DaySum::kHours;

// Readings of one city and year, some of them right at a limit or break point, with what is missing in life.
class CityMaker {
 public:
  CityMaker(unsigned seed, int year, const Edition* index) : random_(seed), year_(year), index_(index) {
    stations_ = 1 + below(4);
    outages_percent_ = std::array{0U, 1U, 8U}.at(below(3));
  }
  std::size_t station_count() const { return stations_; }
  bool one_in(std::size_t n) { return below(n) == 0; }

  // [station][hour]
  std::vector<Hours> pollutant(const Parameter& parameter) {
    const auto days = static_cast<std::size_t>(days_in_year(year_));
    std::vector<Hours> all(stations_, Hours(days * kHours, kNoReading));
    const bool is_late = one_in(6);  // measured from spring on only
    const std::int64_t usual = 1 + static_cast<std::int64_t>(below(60)) * unit(parameter) / 60 * 60;
    for (std::size_t day = 0; day < days; ++day) {
      if (is_late && day < 100) continue;
      const std::optional<std::int64_t> remarkable = one_in(3) ? threshold(parameter) : std::nullopt;
      for (std::size_t station = 0; station < stations_; ++station) {
        if (below(100) < outages_percent_) continue;
        const std::span<std::int32_t> hours = std::span(all[station]).subspan(day * kHours, kHours);
        fill(hours, remarkable, usual, parameter);
        // Station values that lie as far above as below leave the city's right at the point.
        if (remarkable && station + 1 == stations_ && station % 2 == 1 && one_in(2))
          shift(std::span(all[0]).subspan(day * kHours, kHours), hours,
                static_cast<std::int32_t>(1 + below(50)));
      }
    }
    return all;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  static std::int64_t unit(const Parameter& parameter) {
    std::int64_t one = 1;
    for (int i = 0; i < parameter.decimals; ++i) one *= 10;
    return one;
  }

  // A break point of the index or half a step beside it, in 10^-decimals, sometimes missed by the smallest
  // step.
  std::optional<std::int64_t> threshold(const Parameter& parameter) {
    if (index_ == nullptr) return std::nullopt;
    std::vector<std::int64_t> points;
    for (const BreakpointTable& table : index_->breakpoints) {
      if (table.parameter != parameter.key || table.daily_input.empty()) continue;
      const std::int64_t step = table.unit == parameter.unit ? unit(parameter) : unit(parameter) * 1000;
      for (const Decimal& point : table.concentrations) {
        const auto scaled = Rational::from(point);
        if (scaled)
          points.push_back(static_cast<std::int64_t>(scaled->numerator() * step / scaled->denominator()));
      }
    }
    if (points.empty()) return std::nullopt;
    const std::int64_t half = parameter.key == "CO" ? unit(parameter) / 20 : unit(parameter) / 2;
    std::sort(points.begin(), points.end());
    std::int64_t value = points[std::min(below(points.size()), one_in(3) ? points.size() : below(4))];
    if (one_in(2)) value += one_in(2) ? half : unit(parameter) / 2 * static_cast<std::int64_t>(below(9));
    if (one_in(3)) value += one_in(2) ? 1 : -1;
    return std::max<std::int64_t>(0, value);
  }

  void fill(std::span<std::int32_t> hours, const std::optional<std::int64_t>& remarkable, std::int64_t usual,
            const Parameter& parameter) {
    const std::int64_t base =
        remarkable.value_or(usual + static_cast<std::int64_t>(below(40)) * unit(parameter));
    for (std::size_t hour = 0; hour < hours.size(); ++hour) {
      std::int64_t value = base;
      if (!remarkable) value += static_cast<std::int64_t>(below(20)) * unit(parameter) / 10;
      hours[hour] = static_cast<std::int32_t>(value);
    }
    if (!one_in(4)) return;
    // Around what validity asks for: 12, 18 and 20 hours of a day, six of a window, 14 windows.
    const std::size_t gaps = below(14);
    const std::size_t first = below(kHours);
    for (std::size_t i = 0; i < gaps; ++i)
      hours[one_in(3) ? below(kHours) : (first + i) % kHours] = kNoReading;
  }

  static void shift(std::span<std::int32_t> up, std::span<std::int32_t> down, std::int32_t by) {
    for (std::int32_t& hour : up) hour += hour == kNoReading ? 0 : by;
    for (std::int32_t& hour : down) hour -= hour == kNoReading || hour < by ? 0 : by;
  }

  std::mt19937 random_;
  int year_;
  const Edition* index_;
  std::size_t stations_;
  unsigned outages_percent_;
};

// --- the plain way ---

struct PlainYear {
  std::map<std::string, std::map<std::string, std::vector<std::optional<Rational>>>>
      days;  // parameter, input
};

std::vector<std::optional<Rational>> city_days(const std::vector<Hours>& stations, std::string_view input,
                                               const Parameter& parameter, const StationDayRules& rules,
                                               const Rational& quorum) {
  std::vector<std::optional<Rational>> days;
  for (std::size_t at = 0; at < stations.front().size(); at += kHours) {
    std::vector<std::optional<Rational>> values;
    for (const Hours& hours : stations)
      values.push_back(
          station_day(input, std::span(hours).subspan(at, kHours), parameter.decimals, rules)->value);
    days.push_back(city_day(values, quorum)->value);
  }
  return days;
}

std::optional<Rational> in_limit_unit(const std::optional<Rational>& value, const YearMetric& metric,
                                      const Parameter& parameter) {
  if (!value || metric.limit == nullptr) return std::nullopt;
  return convert(*value, *parse_unit(parameter.unit), *parse_unit(metric.limit->unit)).value();
}

std::string told(const std::vector<YearResult>& results, Truth attains) {
  std::string text;
  for (const YearResult& result : results)
    text += fmt::format("{} {} {} {} {}; ", result.metric.parameter, result.metric.averaging,
                        result.value ? result.value->text() : "-",
                        result.exceed_multiple ? result.exceed_multiple->text() : "-",
                        result.attains ? *result.attains ? "met" : "not met" : "?");
  return text + (attains ? *attains ? "met" : "not met" : "?");
}

struct Case {
  const char* what;
  int year;
  std::vector<std::string> pinned;
  bool is_daily = false;  // values are reported for days
};

class Comparison {
 public:
  Comparison(const Case& of, unsigned seed) : case_(of), seed_(seed) {}

  void run() {
    auto judge = eval::AirJudge::prepare(standards(), case_.pinned, "II", case_.year, case_.year);
    ASSERT_TRUE(judge) << judge.error().text;
    rules_ = judge->rules(case_.year);
    ASSERT_NE(rules_, nullptr);
    CityMaker maker(seed_, case_.year, rules_->index);
    std::vector<StationYear> days;
    const auto windows = app::window_rules(standards());
    for (const PollutantRules& pollutant : rules_->pollutants) {
      std::vector<Hours>& hours = hours_[pollutant.parameter->key];
      hours = maker.pollutant(*pollutant.parameter);
      if (case_.is_daily) report_days(hours);
      for (std::size_t station = 0; station < hours.size(); ++station)
        days.push_back(condensed(hours[station], station, *pollutant.parameter, windows));
      Hours control(hours.front().size(), 1);  // stands outside the city
      days.push_back(condensed(control, 8, *pollutant.parameter, windows));
    }
    std::sort(days.begin(), days.end(), [](const StationYear& a, const StationYear& b) {
      return std::tie(a.parameter, a.station, a.year) < std::tie(b.parameter, b.station, b.year);
    });
    std::vector<Station> stations(maker.station_count() + 1);
    for (std::size_t i = 0; i < stations.size(); ++i) stations[i].key = "S" + std::to_string(i);
    stations.back().key = "S8";
    stations.back().kind = "control";
    std::vector<const Station*> members;
    for (const Station& station : stations) members.push_back(&station);
    const auto years = judge->judge("甲市", members, days);
    ASSERT_TRUE(years) << years.error().text;
    ASSERT_EQ(years->size(), 1U);
    EXPECT_EQ(years->front().stations, static_cast<int>(maker.station_count()));
    compare_pollutants(years->front().air);
    compare_deciding_days(days, maker.station_count());
    compare_days(years->front().air);
  }
  int at_a_point() const { return at_a_point_; }

 private:
  static void report_days(std::vector<Hours>& stations) {
    for (Hours& hours : stations)
      for (std::size_t at = 0; at < hours.size(); at += kHours)
        std::fill_n(hours.begin() + static_cast<std::ptrdiff_t>(at), kHours, hours[at]);
  }

  StationYear condensed(const Hours& hours, std::size_t station, const Parameter& parameter,
                        const std::map<std::string, WindowRule>& windows) const {
    const auto rule = windows.find(parameter.key);
    const WindowRule of = rule == windows.end() ? WindowRule{} : rule->second;
    StationYear year("S" + std::to_string(station), parameter.key, case_.year, of.is_wanted());
    for (std::size_t day = 0; day < year.day_count(); ++day) {
      DaySum sum = series::day_sum(std::span(hours).subspan(day * kHours).first<kHours>(), of);
      if (case_.is_daily) sum.maximum = kNoReading;
      if (sum.hours != 0) year.set(day, sum);
    }
    return year;
  }

  const std::vector<std::optional<Rational>>& plain_days(const Parameter& parameter,
                                                         const std::string& input) {
    auto& days = plain_[parameter.key][input];
    if (!days.empty()) return days;
    const StationDayRules day_rules =
        station_day_rules(*rules_->quality, rules_->evaluation, parameter.key, "II", parameter.unit);
    days = city_days(hours_[parameter.key], input, parameter, day_rules, rules_->quorum);
    return days;
  }

  void compare_pollutants(const CityAirYear& air) {
    std::vector<YearResult> composite;
    std::vector<YearMetric> metrics;
    std::vector<YearMetric> of_composite;
    if (rules_->evaluation != nullptr) {
      metrics = year_metrics(*rules_->evaluation, *rules_->quality, "II");
      of_composite = composite_metrics(*rules_->evaluation, *rules_->quality, "II");
    }
    ASSERT_EQ(air.pollutants.size(), rules_->pollutants.size());
    for (const PollutantYear& pollutant : air.pollutants) {
      const Parameter& parameter = *pollutant.rules->parameter;
      SCOPED_TRACE(parameter.key);
      const auto mda8 =
          station_day_rules(*rules_->quality, rules_->evaluation, parameter.key, "II", parameter.unit).mda8;
      const auto& days = plain_days(parameter, mda8 ? "max8h" : "24h");
      YearRules of_year = year_rules(*rules_->quality, parameter.key);
      if (of_year.year == 0 && rules_->evaluation != nullptr)
        of_year = year_rules(*rules_->evaluation, parameter.key);
      const AnnualMean mean = annual_mean(case_.year, days, of_year).value();
      EXPECT_EQ(pollutant.mean, mean.value);
      EXPECT_EQ(pollutant.valid_days, mean.valid_days);
      EXPECT_EQ(pollutant.shortages, mean.shortages);
      std::vector<YearResult> results;
      const auto value_of = [&](const YearMetric& metric) {
        if (!metric.percent) return mean.value;
        const Rational p = divide(*metric.percent, Rational(100)).value();
        const auto value = annual_percentile(case_.year, days, p, of_year).value().value;
        EXPECT_EQ(pollutant.percentile, value);
        return value;
      };
      if (rules_->evaluation == nullptr) {
        const Limit* limit = rules_->quality->find_limit(parameter.key, "annual", "II");
        if (limit != nullptr) metrics = {{parameter.key, "annual", std::nullopt, limit}};
      }
      for (const YearMetric& metric : metrics)
        if (metric.parameter == parameter.key)
          results.push_back(methods::judge(metric, in_limit_unit(value_of(metric), metric, parameter)));
      for (const YearMetric& metric : of_composite)
        if (metric.parameter == parameter.key)
          composite.push_back(methods::judge(metric, in_limit_unit(value_of(metric), metric, parameter)));
      EXPECT_EQ(told(pollutant.results, pollutant.attains), told(results, all_attain(results)));
    }
    EXPECT_EQ(air.composite_index, composite_index(composite).value());
  }

  // The highest day, and the one or two that the percentile is made of.
  void compare_deciding_days(const std::vector<StationYear>& days, std::size_t stations) {
    CityDays city(rules_->pollutants.size());
    for (const StationYear& each : days) {
      if (each.station >= "S" + std::to_string(stations)) continue;
      for (std::size_t i = 0; i < city.size(); ++i)
        if (rules_->pollutants[i].parameter->key == each.parameter) city[i].push_back(&each);
    }
    for (std::size_t i = 0; i < city.size(); ++i) {
      const PollutantRules& pollutant = rules_->pollutants[i];
      const auto& values = plain_days(*pollutant.parameter, pollutant.least_windows > 0 ? "max8h" : "24h");
      const DecidingDays found = deciding_days(*rules_, i, city).value();
      const bool is_short = !year_shortages(case_.year, values, pollutant.year).empty();
      std::vector<Rational> sorted;
      for (const auto& value : values)
        if (value) sorted.push_back(*value);
      std::sort(sorted.begin(), sorted.end());
      ASSERT_EQ(found.highest.has_value(), !is_short && !sorted.empty());
      if (!found.highest) continue;
      EXPECT_EQ(values[*found.highest], sorted.back());
      ASSERT_EQ(found.below_percentile.has_value(), pollutant.percentile.has_value());
      if (!pollutant.percentile) continue;
      const Rational p = divide(*pollutant.percentile->percent, Rational(100)).value();
      const Rational at = multiply(Rational(static_cast<std::int64_t>(sorted.size()) - 1), p).value();
      const auto below = static_cast<std::size_t>(at.numerator() / at.denominator());
      EXPECT_EQ(values[*found.below_percentile], sorted[below]);
      EXPECT_EQ(found.above_percentile.has_value(), !at.is_integer());
      if (!found.above_percentile) continue;
      EXPECT_EQ(values[*found.above_percentile], sorted[below + 1]);
    }
  }

  // The index of each day, as `air daily` has it.
  void compare_days(const CityAirYear& air) {
    if (rules_->index == nullptr) {
      EXPECT_EQ(air.judged_days, 0);
      return;
    }
    const Edition& index = *rules_->index;
    std::vector<int> by_level(index.levels.size(), 0);
    int judged = 0;
    int good = 0;
    for (std::size_t day = 0; day < static_cast<std::size_t>(days_in_year(case_.year)); ++day) {
      std::vector<Concentration> concentrations;
      std::vector<LeftOut> left_out;
      for (const BreakpointTable& table : index.breakpoints) {
        if (table.daily_input.empty()) continue;
        const Parameter& parameter = *standards().parameter(table.parameter);
        const auto& value = plain_days(parameter, table.daily_input)[day];
        const bool is_said =
            std::any_of(hours_[parameter.key].begin(), hours_[parameter.key].end(),
                        [&](const Hours& hours) { return hours[day * kHours] != kNoReading; });
        if (case_.is_daily && table.daily_input == "1h_max" && is_said)
          left_out.push_back({parameter.key, "1h_max"});
        concentrations.push_back({parameter.key, table.daily_input, value, parameter.unit});
        note_point(table, value, parameter);
      }
      const AirIndex of_day =
          air_index(index, concentrations, IndexReport::daily, ParticleInput::as_standard, left_out).value();
      const Truth is_good = is_good_day(index, of_day);
      if (!is_good) continue;
      ++judged;
      good += *is_good ? 1 : 0;
      // Above a table that ends early nothing but its last level is known (HJ 633-2012 表1 note 3).
      int level_index = of_day.index.value_or(0);
      if (of_day.at_least)
        level_index = std::max(level_index, static_cast<int>(round_up(*of_day.at_least).value()));
      ++by_level[static_cast<std::size_t>(level_of(index, level_index) - index.levels.data())];
    }
    EXPECT_EQ(air.judged_days, judged);
    EXPECT_EQ(air.good_days, good);
    EXPECT_EQ(air.days_by_level, by_level);
  }

  void note_point(const BreakpointTable& table, const std::optional<Rational>& value,
                  const Parameter& parameter) {
    if (!value) return;
    const Rational in_table = convert(*value, *parse_unit(parameter.unit), *parse_unit(table.unit)).value();
    for (const Decimal& point : table.concentrations)
      at_a_point_ += Rational::from(point).value() == in_table ? 1 : 0;
  }

  const Case& case_;
  unsigned seed_;
  const AirYearRules* rules_ = nullptr;
  std::map<std::string, std::vector<Hours>> hours_;
  std::map<std::string, std::map<std::string, std::vector<std::optional<Rational>>>> plain_;
  int at_a_point_ = 0;
};

TEST(CityAirYear, IsWhatThePlainMethodsSay) {
  const std::vector<Case> cases = {
      {"1999, no index yet", 1999, {}},
      {"2011, GB 3095-1996 and API", 2011, {}},
      {"2014, with HJ 663-2013", 2014, {}},
      {"2014 by the AQI", 2014, {"HJ 633-2012"}},
      {"2014 by GB 3095-2012", 2014, {"GB 3095-2012", "HJ 633-2012", "HJ 663-2013"}},
      {"2016, a leap year by GB 3095-2012", 2016, {}},
      {"2021", 2021, {}},
      {"2021, daily values", 2021, {}, true},
      {"2026, transition", 2026, {}},
      {"2031, final limits", 2031, {}},
      {"2021 by GB 3095-2026", 2021, {"GB 3095-2026", "HJ 633-2026", "HJ 663-2026"}},
      {"2021 by GB 3095-1996", 2021, {"GB 3095-1996", "API"}},
  };
  int at_a_point = 0;
  for (unsigned seed = 1; seed <= 6; ++seed) {
    for (const Case& each : cases) {
      SCOPED_TRACE(fmt::format("{}, seed {}", each.what, seed));
      Comparison comparison(each, seed);
      comparison.run();
      at_a_point += comparison.at_a_point();
      if (::testing::Test::HasFailure()) return;
    }
  }
  EXPECT_GT(at_a_point, 500);
}

}  // namespace
}  // namespace chuangmo::methods
