#include "app/air_annual.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "app/condensed_files.h"
#include "app/editions.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

using Cities = std::map<std::string, std::vector<const Station*>>;

// Cities one after another by whichever thread is free; the results stand in their order.
Result<std::vector<methods::CityYear>> judge_all(const eval::AirJudge& judge, const Cities& cities,
                                                 const std::vector<StationYear>& days, unsigned threads) {
  std::vector<const Cities::value_type*> order;
  for (const auto& city : cities) order.push_back(&city);
  std::vector<Result<std::vector<methods::CityYear>>> parts(order.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < order.size(); i = next++)
      parts[i] = judge.judge(order[i]->first, order[i]->second, days);
  };
  std::vector<std::thread> workers;
  for (std::size_t i = 1; i < std::min<std::size_t>(threads, order.size()); ++i) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
  std::vector<methods::CityYear> years;
  for (auto& part : parts) {
    if (!part) return tl::unexpected(part.error());
    std::move(part->begin(), part->end(), std::back_inserter(years));
  }
  return years;
}

}  // namespace

Result<AirAnnual> air_annual(const Library& library, const AirAnnualRequest& request) {
  CHUANGMO_TRY(pinned, with_companions(library, request.editions));
  const unsigned threads =
      request.threads != 0 ? request.threads : std::max(1U, std::thread::hardware_concurrency());
  const series::WindowRules windows = eval::AirJudge::window_rules(library.standards);
  CHUANGMO_TRY(condensed, condense_files(library, request.files, windows, threads));
  AirAnnual annual;
  annual.diagnostics = std::move(condensed.diagnostics);
  if (has_errors(annual.diagnostics) || condensed.years.empty()) return annual;
  if (request.year)
    std::erase_if(condensed.years, [&](const StationYear& days) { return days.year != *request.year; });
  Cities cities = eval::by_city(condensed.stations);
  if (request.city) {
    if (!cities.contains(*request.city)) {
      std::vector<std::string> known;
      for (const auto& [city, stations] : cities) known.push_back(city);
      return fail("AIR003", "没有城市" + quote(*request.city), "有：" + join(known, "、"));
    }
    std::erase_if(cities, [&](const auto& city) { return city.first != *request.city; });
  }
  int first = std::numeric_limits<int>::max();
  int last = std::numeric_limits<int>::min();
  for (const StationYear& days : condensed.years) {
    first = std::min(first, days.year);
    last = std::max(last, days.year);
  }
  CHUANGMO_TRY(judge, eval::AirJudge::prepare(library.standards, pinned, "II", first, last));
  annual.judge = std::move(judge);
  CHUANGMO_TRY(years, judge_all(annual.judge, cities, condensed.years, threads));
  annual.years = std::move(years);
  return annual;
}

}  // namespace chuangmo::app
