#include "eval/city_air.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "methods/index_edition.h"

namespace chuangmo::eval {
namespace {

constexpr std::string_view kQuality = "GB 3095";
constexpr std::string_view kEvaluation = "HJ 663";

const StationYear* find_days(std::span<const StationYear> days, const std::string& parameter,
                             const std::string& station, int year) {
  const auto key = std::tie(parameter, station, year);
  const auto found = std::lower_bound(days.begin(), days.end(), key, [](const StationYear& a, const auto& b) {
    return std::tie(a.parameter, a.station, a.year) < b;
  });
  if (found == days.end() || std::tie(found->parameter, found->station, found->year) != key) return nullptr;
  return &*found;
}

}  // namespace

Result<AirJudge> AirJudge::prepare(const Standards& standards, const std::vector<std::string>& pinned,
                                   std::string_view grade, int first_year, int last_year,
                                   const std::optional<methods::ReferenceState>& reference) {
  AirJudge judge;
  std::optional<methods::ReferenceBasis> basis;
  if (reference) basis = {*reference, [&standards](Date day) { return standards.in_force(kQuality, day); }};
  for (int year = first_year; year <= last_year; ++year) {
    const Period period = Period::of_year(year);
    const Edition* quality = standards.judging(kQuality, pinned, period);
    if (quality == nullptr) continue;
    CHUANGMO_TRY(rules,
                 methods::air_year_rules(year, *quality, standards.judging(kEvaluation, pinned, period),
                                         methods::index_edition(standards, pinned, period),
                                         standards.parameters, grade, basis));
    judge.rules_.emplace(year, std::make_unique<methods::AirYearRules>(std::move(rules)));
  }
  return judge;
}

const methods::AirYearRules* AirJudge::rules(int year) const {
  const auto found = rules_.find(year);
  return found == rules_.end() ? nullptr : found->second.get();
}

namespace {

std::vector<const Station*> taking_part(std::span<const Station* const> stations) {
  std::vector<const Station*> members;
  for (const Station* station : stations)
    if (station->kind != "control") members.push_back(station);
  return members;
}

methods::CityDays city_days(const methods::AirYearRules& rules, const std::vector<const Station*>& members,
                            std::span<const StationYear> days) {
  methods::CityDays result(rules.pollutants.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    for (const Station* station : members)
      result[i].push_back(find_days(days, rules.pollutants[i].parameter->key, station->key, rules.year));
  }
  return result;
}

}  // namespace

Result<std::vector<methods::CityYear>> AirJudge::judge(const std::string& city,
                                                       std::span<const Station* const> stations,
                                                       std::span<const StationYear> days,
                                                       std::optional<int> only) const {
  const std::vector<const Station*> members = taking_part(stations);
  std::set<std::string_view> keys;
  for (const Station* station : members) keys.insert(station->key);
  std::set<int> years;
  for (const StationYear& each : days)
    if (keys.contains(each.station) && each.year == only.value_or(each.year)) years.insert(each.year);
  std::vector<methods::CityYear> result;
  for (const int year : years) {
    const methods::AirYearRules* of_year = rules(year);
    if (of_year == nullptr) continue;
    CHUANGMO_TRY(air, methods::city_air_year(*of_year, city_days(*of_year, members, days)));
    result.push_back({city, static_cast<int>(members.size()), std::move(air)});
  }
  return result;
}

Result<std::vector<Date>> AirJudge::deciding_days(std::span<const Station* const> stations,
                                                  std::span<const StationYear> days, int year) const {
  std::set<Date> deciding;
  const methods::AirYearRules* of_year = rules(year);
  if (of_year == nullptr) return std::vector<Date>{};
  const methods::CityDays city = city_days(*of_year, taking_part(stations), days);
  for (std::size_t i = 0; i < city.size(); ++i) {
    CHUANGMO_TRY(of_pollutant, methods::deciding_days(*of_year, i, city));
    for (const auto& day :
         {of_pollutant.highest, of_pollutant.below_percentile, of_pollutant.above_percentile})
      if (day) deciding.insert(Date::of(year, 1, 1) + static_cast<int>(*day));
  }
  return std::vector<Date>(deciding.begin(), deciding.end());
}

std::map<std::string, std::vector<const Station*>> by_city(const std::vector<Station>& stations) {
  std::map<std::string, std::vector<const Station*>> cities;
  for (const Station& station : stations) cities[station.city].push_back(&station);
  for (auto& [city, members] : cities)
    std::sort(members.begin(), members.end(),
              [](const Station* a, const Station* b) { return a->key < b->key; });
  return cities;
}

}  // namespace chuangmo::eval
