#include "eval/city_air.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace chuangmo::eval {
namespace {

constexpr std::string_view kQuality = "GB 3095";
constexpr std::string_view kEvaluation = "HJ 663";
constexpr std::string_view kAqi = "HJ 633";
constexpr std::string_view kApi = "API";

const Edition* index_edition(const Standards& standards, const std::vector<std::string>& pinned,
                             const Period& year) {
  for (const std::string& id : pinned) {
    const Edition* edition = standards.by_id(id);
    if (edition != nullptr && (edition->family == kAqi || edition->family == kApi)) return edition;
  }
  const Edition* aqi = standards.in_force(kAqi, year.end - 1);
  return aqi != nullptr ? aqi : standards.in_force(kApi, year.end - 1);
}

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
                                   std::string_view grade, int first_year, int last_year) {
  AirJudge judge;
  for (int year = first_year; year <= last_year; ++year) {
    const Period period = Period::of_year(year);
    const Edition* quality = standards.judging(kQuality, pinned, period);
    if (quality == nullptr) continue;
    CHUANGMO_TRY(rules, methods::air_year_rules(
                            year, *quality, standards.judging(kEvaluation, pinned, period),
                            index_edition(standards, pinned, period), standards.parameters, grade));
    judge.rules_.emplace(year, std::make_unique<methods::AirYearRules>(std::move(rules)));
  }
  return judge;
}

const methods::AirYearRules* AirJudge::rules(int year) const {
  const auto found = rules_.find(year);
  return found == rules_.end() ? nullptr : found->second.get();
}

Result<std::vector<methods::CityYear>> AirJudge::judge(const std::string& city,
                                                       std::span<const Station* const> stations,
                                                       std::span<const StationYear> days,
                                                       std::optional<int> only) const {
  std::vector<const Station*> members;
  std::set<std::string_view> keys;
  for (const Station* station : stations) {
    if (station->kind == "control") continue;
    members.push_back(station);
    keys.insert(station->key);
  }
  std::set<int> years;
  for (const StationYear& each : days)
    if (keys.contains(each.station) && each.year == only.value_or(each.year)) years.insert(each.year);
  std::vector<methods::CityYear> result;
  for (const int year : years) {
    const methods::AirYearRules* of_year = rules(year);
    if (of_year == nullptr) continue;
    methods::CityDays city_days(of_year->pollutants.size());
    for (std::size_t i = 0; i < city_days.size(); ++i) {
      const std::string& parameter = of_year->pollutants[i].parameter->key;
      for (const Station* station : members)
        city_days[i].push_back(find_days(days, parameter, station->key, year));
    }
    CHUANGMO_TRY(air, methods::city_air_year(*of_year, city_days));
    result.push_back({city, static_cast<int>(members.size()), std::move(air)});
  }
  return result;
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
