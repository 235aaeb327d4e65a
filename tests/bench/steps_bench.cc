// Where the time of a whole run goes: the steps every command begins with, and the rates of the doors.
#include <array>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <fmt/format.h>

#include "app/documents.h"
#include "app/library.h"
#include "app/plans.h"
#include "base/csv.h"
#include "base/file.h"
#include "catalog/check_rules.h"
#include "catalog/pack.h"
#include "catalog/standards.h"
#include "series/codec.h"
#include "series/layout.h"

namespace chuangmo {
namespace {

constexpr const char* kPack = "shanxi-model-city-2011";

template <class Value>
Value must(Result<Value> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}\n", result.error().text);
  std::exit(1);
}

const app::Library& library() {
  static const app::Library kLibrary = must(app::read_library(std::nullopt));
  return kLibrary;
}

void read_the_standards(benchmark::State& state) {
  const catalog::CatalogFiles files = catalog::embedded_catalog();
  for (auto _ : state) {
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(catalog::read_standards(files, diagnostics));
  }
}
BENCHMARK(read_the_standards)->Unit(benchmark::kMillisecond);

void read_the_pack(benchmark::State& state) {
  for (auto _ : state) {
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(catalog::read_pack(library().files, kPack, diagnostics));
  }
}
BENCHMARK(read_the_pack)->Unit(benchmark::kMillisecond);

void check_its_criteria(benchmark::State& state) {
  const Pack pack = must(app::load_pack(library(), kPack));
  for (auto _ : state) benchmark::DoNotOptimize(catalog::check_rules(pack, library().standards));
}
BENCHMARK(check_its_criteria)->Unit(benchmark::kMillisecond);

// 99 cells of lead units and 99 of cooperating ones resolved, prose read, lint.
void read_and_check_the_annex(benchmark::State& state) {
  const std::string& text = library().files.at("programmes/shuozhou/annex.txt");
  const Document document = must(app::read_document(std::string_view(text), "annex.txt"));
  for (auto _ : state) benchmark::DoNotOptimize(app::read_plan_document(document, library(), std::nullopt));
}
BENCHMARK(read_and_check_the_annex)->Unit(benchmark::kMillisecond);

// A month of hours of one series, with gaps as instruments leave them.
series::ReadingBlock month_of_hours() {
  series::BlockBuilder builder;
  const std::size_t handle = builder.open("air", "SZ01", "PM10", PeriodKind::hour);
  const std::int64_t first = std::int64_t{Date::of(2011, 1, 1).days} * 24;
  std::uint64_t chance = 2011;
  for (std::int64_t hour = 0; hour < 744; ++hour) {
    chance = chance * 6364136223846793005U + 1442695040888963407U;
    if (chance % 97 < 3) continue;
    const auto value = static_cast<std::int32_t>(600'000 + chance / 1024 % 900 * 1000);
    builder.put(handle, first + hour, value, ReadingFlag::valid, static_cast<std::uint32_t>(2 + hour * 5),
                "");
  }
  return builder.take().front();
}

void encode_a_block(benchmark::State& state) {
  const series::ReadingBlock block = month_of_hours();
  for (auto _ : state) benchmark::DoNotOptimize(series::encode_block(block));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block.values.size()));
}
BENCHMARK(encode_a_block);

void decode_a_block(benchmark::State& state) {
  const std::string bytes = series::encode_block(month_of_hours());
  for (auto _ : state) benchmark::DoNotOptimize(series::decode_block(bytes));
  state.SetItemsProcessed(state.iterations() * 744);
  state.counters["bytes"] = static_cast<double>(bytes.size());
}
BENCHMARK(decode_a_block);

// What a year is judged from: the days of the block, without its hours; and with them, by another rule.
void read_the_days_of_a_block(benchmark::State& state) {
  const WindowRule written{8, 6};
  const WindowRule asked{8, static_cast<std::uint8_t>(state.range(0))};
  const std::string bytes = series::encode_block(month_of_hours(), written);
  std::array<DaySum, series::kMaxBlockDays> days;
  for (auto _ : state) benchmark::DoNotOptimize(series::decode_days(bytes, asked, days));
  state.SetItemsProcessed(state.iterations() * 31);
}
BENCHMARK(read_the_days_of_a_block)->Arg(6)->Arg(5);

// A year of hours of five stations and three parameters, as an environmental bureau hands it in.
std::string year_file() {
  std::string text = "监测时间,点位编码,二氧化硫(mg/m3),二氧化氮(mg/m3),可吸入颗粒物(mg/m3)\n";
  for (Date day = Date::of(2011, 1, 1); day < Date::of(2012, 1, 1); day = day + 1) {
    for (int hour = 0; hour < 24; ++hour) {
      for (int station = 1; station <= 5; ++station)
        text += fmt::format("{} {:02}:00,SZ0{},0.0{},0.0{},0.1{}\n", day.text(), hour, station, 20 + hour,
                            30 + station, 10 + hour);
    }
  }
  return text;
}

void split_a_year_file(benchmark::State& state) {
  const std::string text = year_file();
  for (auto _ : state) benchmark::DoNotOptimize(read_csv(text, "year.csv"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(split_a_year_file)->Unit(benchmark::kMillisecond);

void read_its_readings(benchmark::State& state) {
  const std::string text = year_file();
  const series::SourceTable table = series::rows_of(read_csv(text, "year.csv"), "year.csv");
  series::ReadingsRequest request;
  request.set = "air";
  request.medium = "air";
  request.interval = "hour";
  request.recorded_at = Instant::at(Date::of(2012, 1, 8), 11);
  request.parameters = &library().standards.parameters;
  for (auto _ : state) benchmark::DoNotOptimize(series::read_readings(table, request));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read_its_readings)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chuangmo

BENCHMARK_MAIN();
