#include "methods/water_assessment.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "methods/exact.h"

namespace chuangmo::methods {
namespace {

constexpr std::string_view kAboveClass = "exceed.above_class";

std::optional<Rational> fraction(const Edition& method, const std::string& key) {
  const Decimal* constant = method.constant(key);
  const auto exact = constant == nullptr ? Result<Rational>(fail("MTH001", "")) : Rational::from(*constant);
  return exact ? std::optional<Rational>(*exact) : std::nullopt;
}

struct Thresholds {
  std::vector<Rational> good;   // grades 1, 2: at least this share of I-III
  std::vector<Rational> worst;  // grades 3, 4: less than this share of 劣V
  int good_class = 0;           // the worst class that counts as good
};

Result<Thresholds> thresholds(const Edition& method) {
  Thresholds all;
  for (int grade = 1; grade <= 4; ++grade) {
    const bool by_good = grade <= 2;
    const auto bound = fraction(method, fmt::format("river.{}_share.{}", by_good ? "good" : "worst", grade));
    if (!bound) return fail("MTH001", method.id + " 没有河流评价的比例", "选用有河流评价的版本");
    (by_good ? all.good : all.worst).push_back(*bound);
  }
  const auto above = whole_constant(method, kAboveClass);
  if (!above) return fail("MTH001", method.id + " 没有超标所对照的类别", "选用有河流评价的版本");
  all.good_class = *above;
  return all;
}

int grade_of(const Thresholds& all, const Rational& good, const Rational& worst) {
  if (all.good[0] <= good) return 1;
  if (all.good[1] <= good) return 2;
  if (worst < all.worst[0]) return 3;
  return worst < all.worst[1] ? 4 : 5;
}

bool comes_first(const Edition& method, const std::string& parameter) {
  return method.constant("main_pollutants.first." + parameter) != nullptr;
}

std::size_t most_pollutants(const Edition& method) {
  return static_cast<std::size_t>(std::max(0, whole_constant(method, "main_pollutants.most").value_or(0)));
}

}  // namespace

std::string_view section_status(const Edition& method, int water_class) {
  for (const IndexLevel& level : method.levels)
    if (level.low <= water_class && water_class <= level.high) return level.name;
  return "";
}

std::optional<int> least_sections(const Edition& method) {
  return whole_constant(method, "river.least_sections");
}

Result<RiverStatus> river_status(const Edition& method, std::span<const ClassRange> sections) {
  CHUANGMO_TRY(bounds, thresholds(method));
  Tally good;
  Tally worst;
  for (const ClassRange& section : sections) {
    good.count(section.worst <= bounds.good_class ? Truth(true)
               : section.best > bounds.good_class ? Truth(false)
                                                  : Truth());
    worst.count(section.best == kWorstWaterClass   ? Truth(true)
                : section.worst < kWorstWaterClass ? Truth(false)
                                                   : Truth());
  }
  const auto good_share = share(good);
  const auto worst_share = share(worst);
  if (!good_share || !worst_share) return fail("MTH004", "河流没有断面", "补上断面的监测值");
  RiverStatus status;
  status.sections = good.total();
  status.good = *good_share;
  status.worst = *worst_share;
  status.best_grade = grade_of(bounds, good_share->high, worst_share->low);
  status.worst_grade = grade_of(bounds, good_share->low, worst_share->high);
  const auto grade = static_cast<std::size_t>(status.best_grade - 1);
  if (status.best_grade == status.worst_grade && grade < method.levels.size())
    status.name = method.levels[grade].name;
  return status;
}

std::vector<MainPollutant> main_pollutants(const Edition& method, const WaterClass& water) {
  const int above = whole_constant(method, kAboveClass).value_or(kWorstWaterClass);
  std::vector<const IndicatorClass*> over;
  for (const IndicatorClass& indicator : water.indicators)
    if (indicator.water_class && *indicator.water_class > above) over.push_back(&indicator);
  std::stable_sort(over.begin(), over.end(), [&](const IndicatorClass* a, const IndicatorClass* b) {
    const bool a_first = comes_first(method, a->parameter);
    const bool b_first = comes_first(method, b->parameter);
    if (a_first != b_first) return a_first;
    if (*a->water_class != *b->water_class) return *b->water_class < *a->water_class;
    const Rational none(0);
    return b->exceed_multiple.value_or(none) < a->exceed_multiple.value_or(none);
  });
  std::vector<MainPollutant> found;
  for (const IndicatorClass* indicator : over) {
    if (found.size() == most_pollutants(method)) break;
    found.push_back({indicator->parameter, indicator->exceed_multiple, std::nullopt});
  }
  return found;
}

std::vector<MainPollutant> river_main_pollutants(const Edition& method,
                                                 std::span<const WaterClass> sections) {
  const int above = whole_constant(method, kAboveClass).value_or(kWorstWaterClass);
  std::vector<std::pair<std::string, std::int64_t>> over;  // in the order of the indicators
  for (const WaterClass& section : sections) {
    for (const IndicatorClass& indicator : section.indicators) {
      if (!indicator.water_class || *indicator.water_class <= above) continue;
      const auto known = std::find_if(over.begin(), over.end(),
                                      [&](const auto& each) { return each.first == indicator.parameter; });
      if (known == over.end()) {
        over.emplace_back(indicator.parameter, 1);
      } else {
        ++known->second;
      }
    }
  }
  std::sort(over.begin(), over.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<MainPollutant> found;
  for (const auto& [parameter, count] : over) {
    if (found.size() == most_pollutants(method)) break;
    const auto rate = Rational::make(count, static_cast<std::int64_t>(sections.size()));
    found.push_back({parameter, std::nullopt, rate ? std::optional<Rational>(*rate) : std::nullopt});
  }
  return found;
}

}  // namespace chuangmo::methods
