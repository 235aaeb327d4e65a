// One reading more: what it takes until the verdicts of its city are as if all had been judged anew.
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

#include "app/library.h"
#include "app/readings_windows.h"
#include "app/stored_air.h"
#include "series/block.h"

namespace chuangmo {
namespace {

template <class Value>
Value must(Result<Value> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}\n", result.error().text);
  std::exit(1);
}

constexpr int kStations = 6;
constexpr int kFirstYear = 2019;
constexpr int kYears = 3;

// A database of its own: the one CHUANGMO_COUNTRY names as it is copied, else one with a single city.
class Country {
 public:
  Country() : library(must(app::read_library(std::nullopt))) {
    path_ = std::filesystem::temp_directory_path() / fmt::format("chuangmo-refresh-{}.db", ::getpid());
    const char* given = std::getenv("CHUANGMO_COUNTRY");
    if (given != nullptr) std::filesystem::copy_file(given, path_);
    store = must(store::open_sqlite(path_));
    if (given == nullptr) fill();
    const auto programmes = must(store->programmes());
    source = {programmes.front().id, "air", Instant::now(), app::window_rules(library.standards)};
    store::FactQuery query;
    query.programme = source.programme;
    query.known_at = source.known_at;
    query.station_sets.emplace();
    stations = must(store->read(query)).stations;
    judge = must(eval::AirJudge::prepare(library.standards, {"GB 3095-2012", "HJ 633-2012", "HJ 663-2013"},
                                         "II", kFirstYear, kFirstYear + kYears - 1));
  }
  ~Country() {
    store.reset();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + end);
  }

  void append(std::vector<series::ReadingBlock> blocks, std::vector<Station> register_of = {}) {
    store::FactBatch batch;
    batch.programme = "city";
    if (!source.programme.empty()) batch.programme = source.programme;
    batch.import = {0, "digest", "one.csv", "readings:air", "", Instant::now(), ""};
    batch.window_rules = app::window_rules(library.standards);
    batch.readings = std::move(blocks);
    batch.stations = std::move(register_of);
    must(store->append(batch));
  }

  app::Library library;
  std::unique_ptr<store::Store> store;
  app::StoredAirSource source;
  std::vector<Station> stations;
  eval::AirJudge judge;

 private:
  void fill() {
    if (!store->add_programme({"city", "city", "pack", Instant::at(Date::of(kFirstYear, 1, 1))}))
      std::exit(1);
    series::BlockBuilder builder;
    std::vector<Station> made;
    for (int number = 0; number < kStations; ++number) {
      Station station;
      station.set = "air";
      station.key = fmt::format("{}A", 1001 + number);
      station.name = station.key;
      made.push_back(station);
      for (const char* pollutant : {"SO2", "NO2", "PM10", "PM2.5", "CO", "O3"}) {
        const std::size_t series = builder.open("air", station.key, pollutant, PeriodKind::hour);
        const std::int64_t first = std::int64_t{Date::of(kFirstYear, 1, 1).days} * 24;
        const std::int64_t end = std::int64_t{Date::of(kFirstYear + kYears, 1, 1).days} * 24;
        for (std::int64_t hour = first; hour < end; ++hour)
          builder.put(series, hour, static_cast<std::int32_t>((hour * 7919 + number) % 90) * 10000,
                      ReadingFlag::valid, 2, "");
      }
    }
    append(builder.take(), std::move(made));
  }

  std::filesystem::path path_;
};

// Counted: reading the month of the reading again, judging the city's year. Beside it: the commit before.
void refresh_a_city_after_one_reading(benchmark::State& state) {
  Country country;
  const auto cities = eval::by_city(country.stations);
  const auto& [name, members] = *cities.begin();
  auto live = must(app::LiveCity::read(*country.store, country.source, country.judge, name, members));
  const Date day = Date::of(kFirstYear + 1, 7, 1);
  std::int32_t value = 400000;
  double commit_s = 0;
  using Clock = std::chrono::steady_clock;
  for (auto _ : state) {
    series::BlockBuilder builder;
    builder.put(builder.open("air", members.front()->key, "PM10", PeriodKind::hour),
                std::int64_t{day.days} * 24 + 8, value++, ReadingFlag::valid, 2, "");
    const auto begin = Clock::now();
    country.append(builder.take());
    const auto committed = Clock::now();
    if (!live.refresh(*country.store, members.front()->key, "PM10", day, Instant::now())) std::exit(1);
    const auto end = Clock::now();
    commit_s += std::chrono::duration<double>(committed - begin).count();
    state.SetIterationTime(std::chrono::duration<double>(end - committed).count());
  }
  state.counters["commit_ms"] = commit_s * 1000 / static_cast<double>(state.iterations());
}
// Every reading is one import more of the same month; few, so that it stays the month of a long year.
BENCHMARK(refresh_a_city_after_one_reading)->UseManualTime()->Iterations(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chuangmo
