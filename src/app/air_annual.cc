#include "app/air_annual.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <set>
#include <thread>

#include "app/air_days.h"
#include "app/condensed_files.h"
#include "app/editions.h"
#include "app/readings_windows.h"
#include "app/stored_air.h"
#include "app/workspace.h"
#include "base/text.h"
#include "methods/hourly_mean.h"

namespace chuangmo::app {

namespace {

constexpr int kFirstYear = 1970;  // of stored readings that are judged; before there was no standard

using Cities = std::map<std::string, std::vector<const Station*>>;

unsigned threads_of(const AirAnnualRequest& request) {
  return request.threads != 0 ? request.threads : std::max(1U, std::thread::hardware_concurrency());
}

Result<Cities> wanted_cities(const std::vector<Station>& stations, const AirAnnualRequest& request) {
  Cities cities = eval::by_city(stations);
  if (request.cities.empty()) return cities;
  Cities wanted;
  for (const std::string& city : request.cities) {
    const auto found = cities.find(city);
    if (found == cities.end()) {
      std::vector<std::string> known;
      for (const auto& [name, members] : cities) known.push_back(name);
      return fail("AIR003", "没有城市" + quote(city), "有：" + join(known, "、"));
    }
    wanted.insert(*found);
  }
  return wanted;
}

// What one city has come to, with what was found wrong on the way.
struct Part {
  Result<std::vector<methods::CityYear>> years;
  Diagnostics diagnostics;
};

// Cities one after another by whichever thread is free; the results stand in the cities' order. `judge_city`
// is called with a city, by one thread at a time for each number of a thread.
template <class JudgeCity>
Result<void> judge_all(const Cities& cities, unsigned threads, AirAnnual& annual,
                       const JudgeCity& judge_city) {
  std::vector<const Cities::value_type*> order;
  for (const auto& city : cities) order.push_back(&city);
  std::vector<Part> parts(order.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&](std::size_t thread) {
    for (std::size_t i = next++; i < order.size(); i = next++)
      parts[i].years = judge_city(thread, *order[i], parts[i].diagnostics);
  };
  std::vector<std::thread> workers;
  for (std::size_t i = 1; i < std::min<std::size_t>(threads, order.size()); ++i)
    workers.emplace_back(work, i);
  work(0);
  for (std::thread& worker : workers) worker.join();
  for (Part& part : parts) {
    if (!part.years) return tl::unexpected(part.years.error());
    std::move(part.years->begin(), part.years->end(), std::back_inserter(annual.years));
    annual.diagnostics.insert(annual.diagnostics.end(), part.diagnostics.begin(), part.diagnostics.end());
  }
  return {};
}

// The days a year hangs on, as `air daily --explain` explains any day: the files are read again, whole.
Result<void> explain(const Library& library, const AirAnnualRequest& request, const Cities& cities,
                     const std::vector<StationYear>& condensed, AirAnnual& annual) {
  if (annual.years.size() != 1)
    return fail("AIR004", fmt::format("有 {} 个城市年，一次只解释一个", annual.years.size()),
                "加 --city 和 --year，指明哪个城市的哪一年");
  const methods::CityYear& year = annual.years.front();
  CHUANGMO_TRY(days, annual.judge.deciding_days(cities.at(year.city), condensed, year.air.rules->year));
  if (days.empty()) return {};
  AirRequest daily;
  daily.files = request.files;
  daily.choices.editions = request.editions;
  daily.choices.reference = request.reference;
  daily.city = year.city;
  daily.from = days.front();
  daily.to = days.back();
  daily.explain = true;
  const auto take = [&](publish::AirRow&& row) {
    const auto day = Date::parse(row.time);
    if (day && std::binary_search(days.begin(), days.end(), *day)) annual.days.push_back(std::move(row));
  };
  CHUANGMO_CHECK(judge_air_days(library, daily, take));
  return {};
}

constexpr std::string_view kGrade = "II";  // 二级, of cities

// A year without a standard, or without readings, is no empty answer.
Result<void> check_years(const eval::AirJudge& judge, const std::vector<StationYear>& condensed,
                         const std::optional<int>& wanted) {
  std::set<int> years;
  for (const StationYear& days : condensed) years.insert(days.year);
  if (wanted && !years.contains(*wanted))
    return fail("AIR003", fmt::format("没有 {} 年的空气监测值", *wanted),
                fmt::format("有：{}", fmt::join(years, "、")));
  for (const int year : wanted ? std::set<int>{*wanted} : years) {
    if (judge.rules(year) == nullptr)
      return fail("AIR001", fmt::format("{} 年没有施行的 GB 3095 版本", year),
                  "用 --edition 指定版本，如 --edition \"GB 3095-2012\"；或用 --year 指定别的年份");
  }
  return {};
}

}  // namespace

Result<AirAnnual> air_annual(const Library& library, const AirAnnualRequest& request) {
  CHUANGMO_TRY(pinned, with_companions(library, request.editions));
  CHUANGMO_TRY(reference, reference_state_named(library.standards, request.reference));
  const unsigned threads = threads_of(request);
  const series::WindowRules windows = window_rules(library.standards);
  CHUANGMO_TRY(condensed, condense_files(library, request.files, windows, threads));
  AirAnnual annual;
  annual.diagnostics = std::move(condensed.diagnostics);
  if (has_errors(annual.diagnostics) || condensed.years.empty()) return annual;
  CHUANGMO_TRY(cities, wanted_cities(condensed.stations, request));
  const auto [first, last] =
      std::minmax_element(condensed.years.begin(), condensed.years.end(),
                          [](const StationYear& a, const StationYear& b) { return a.year < b.year; });
  CHUANGMO_TRY(
      judge, eval::AirJudge::prepare(library.standards, pinned, kGrade, first->year, last->year, reference));
  annual.judge = std::move(judge);
  CHUANGMO_CHECK(check_years(annual.judge, condensed.years, request.year));
  CHUANGMO_CHECK(
      judge_all(cities, threads, annual, [&](std::size_t, const Cities::value_type& city, Diagnostics&) {
        return annual.judge.judge(city.first, city.second, condensed.years, request.year);
      }));
  if (request.explain) CHUANGMO_CHECK(explain(library, request, cities, condensed.years, annual));
  return annual;
}

Result<AirAnnual> stored_air_annual(const std::filesystem::path& folder, const Library& library,
                                    const AirAnnualRequest& request) {
  CHUANGMO_TRY(pinned, with_companions(library, request.editions));
  CHUANGMO_TRY(reference, reference_state_named(library.standards, request.reference));
  CHUANGMO_TRY(workspace, open_workspace(folder, library));
  const auto& sets = workspace.pack.station_sets;
  const auto air =
      std::find_if(sets.begin(), sets.end(), [](const auto& set) { return set.medium == "air"; });
  if (air == sets.end()) return fail("EVL002", "指标包没有空气点位组", "换一个有空气点位组的指标包");
  const Instant known_at = request.known_at.value_or(Instant::now());
  store::FactQuery of_stations;
  of_stations.programme = workspace.programme.id;
  of_stations.known_at = known_at;
  of_stations.station_sets.emplace();
  CHUANGMO_TRY(facts, workspace.store->read(of_stations));
  std::erase_if(facts.stations, [&](const Station& station) { return station.set != air->key; });
  CHUANGMO_TRY(cities, wanted_cities(facts.stations, request));
  const StoredAirSource source{workspace.programme.id, air->key, known_at, window_rules(library.standards),
                               methods::least_minutes(library.standards)};
  AirAnnual annual;
  const int this_year = known_at.date().year();
  CHUANGMO_TRY(judge,
               eval::AirJudge::prepare(library.standards, pinned, kGrade, request.year.value_or(kFirstYear),
                                       request.year.value_or(this_year), reference));
  annual.judge = std::move(judge);
  // One connection belongs to one thread.
  const std::size_t threads =
      std::min<std::size_t>(threads_of(request), std::max<std::size_t>(1, cities.size()));
  std::vector<std::unique_ptr<store::Store>> connections;
  for (std::size_t i = 1; i < threads; ++i) {
    CHUANGMO_TRY(connection, store::open_sqlite_read_only(folder / "chuangmo.db"));
    connections.push_back(std::move(connection));
  }
  std::optional<Date> from;
  std::optional<Date> until;
  if (request.year) {
    from = Period::of_year(*request.year).begin;
    until = Period::of_year(*request.year).end;
  }
  CHUANGMO_CHECK(judge_all(cities, static_cast<unsigned>(threads), annual,
                           [&](std::size_t thread, const Cities::value_type& city,
                               Diagnostics& diagnostics) -> Result<std::vector<methods::CityYear>> {
                             store::Store& store = thread == 0 ? *workspace.store : *connections[thread - 1];
                             std::vector<std::string> keys;
                             for (const Station* station : city.second) keys.push_back(station->key);
                             CHUANGMO_TRY(days, stored_days(store, source, keys, from, until, diagnostics));
                             return annual.judge.judge(city.first, city.second, days, request.year);
                           }));
  return annual;
}

}  // namespace chuangmo::app
