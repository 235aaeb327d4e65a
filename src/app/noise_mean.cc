#include "app/noise_mean.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>
#include <tuple>

#include "app/documents.h"
#include "app/editions.h"
#include "app/noise_facts.h"
#include "app/noise_judgement.h"
#include "app/noise_samples.h"
#include "app/noise_times.h"
#include "app/reading_files.h"
#include "app/station_list.h"
#include "base/file.h"
#include "base/text.h"
#include "methods/exact.h"
#include "methods/noise_energy.h"

namespace chuangmo::app {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"region", "traffic", "zone"};

Result<NoiseFacts> read_facts(const Library& library, const NoiseMeanRequest& request) {
  NoiseFacts facts;
  if (!request.stations_file.empty()) {
    CHUANGMO_TRY(document, read_document(std::filesystem::path(request.stations_file)));
    StationList list = read_station_list(document);
    facts.diagnostics = std::move(list.diagnostics);
    add_listed_stations(list.stations, facts);
  }
  const NoiseTableRequest wanted{&library.standards.parameters, request.year, request.period,
                                 request.station};
  std::vector<std::string> names = request.files;
  std::sort(names.begin(), names.end());  // whatever order they are given in
  for (const std::string& name : names) {
    CHUANGMO_TRY(bytes, read_file(name, kMaxFileBytes));
    CHUANGMO_TRY(table, source_table(bytes, name));
    read_noise_table(table, wanted, facts);
  }
  return facts;
}

// What the tables are about, where the request leaves it open: lengths are of roads, classes of zones.
std::string kind_of(const NoiseFacts& facts, const NoiseMeanRequest& request) {
  if (!request.kind.empty()) return request.kind;
  const auto any = [&](auto has) { return std::any_of(facts.stations.begin(), facts.stations.end(), has); };
  if (facts.has_grids) return "region";
  const auto has_length = [](const NoiseStation& station) { return station.length_m.has_value(); };
  if (facts.has_lengths || any(has_length)) return "traffic";
  const auto has_zone = [](const NoiseStation& station) { return !station.zones.empty(); };
  return facts.has_zones || any(has_zone) ? "zone" : "";
}

// Places in the order of the report.
class Places {
 public:
  explicit Places(const NoiseFacts& facts) : facts_(facts) {}

  void add(std::size_t station, std::optional<int> year, NoisePart part, NoiseMeasurement measurement) {
    place(station, year, part).measurements.push_back(std::move(measurement));
  }

  // A place that belongs to the year is missing in a part of the day where others have levels.
  void add_missing() {
    std::map<int, std::set<std::size_t>> of_year;
    std::set<std::pair<int, NoisePart>> parts;
    for (const auto& [key, place] : places_) {
      of_year[std::get<0>(key)].insert(stations_.at(key));
      parts.emplace(std::get<0>(key), std::get<1>(key));
    }
    for (auto& [year, stations] : of_year)
      for (std::size_t i = 0; i < facts_.stations.size(); ++i)
        if (facts_.stations[i].is_listed) stations.insert(i);
    for (const auto& [year, part] : parts)
      for (const std::size_t station : of_year[year])
        place(station, year == 0 ? std::nullopt : std::optional(year), part);
  }

  std::vector<NoisePlace> take() {
    std::vector<NoisePlace> out;
    for (auto& [key, place] : places_) out.push_back(std::move(place));
    return out;
  }

 private:
  using Key = std::tuple<int, NoisePart, std::string>;

  NoisePlace& place(std::size_t station, std::optional<int> year, NoisePart part) {
    const NoiseStation& known = facts_.stations[station];
    const Key key{year.value_or(0), part, known.key};
    const auto [at, is_new] = places_.try_emplace(key);
    if (is_new) {
      at->second = {year, part, known.key, known.name, known.zones, known.length_m, std::nullopt, {}, {}};
      stations_.emplace(key, station);
    }
    return at->second;
  }

  const NoiseFacts& facts_;
  std::map<Key, NoisePlace> places_;
  std::map<Key, std::size_t> stations_;
};

NoiseMeasurement stated(NoiseEntry entry) {
  NoiseMeasurement measurement;
  measurement.when = std::move(entry.when);
  measurement.statistics = std::move(entry.statistics);
  measurement.where = std::move(entry.where);
  measurement.samples = entry.level ? 1 : 0;
  if (const auto level = entry.level ? Rational::from(*entry.level) : Result<Rational>();
      entry.level && level) {
    measurement.level = NoiseValue{*level, *level};
    measurement.whole = *measurement.level;
  }
  return measurement;
}

// Day and night of samples, by the hours of the edition that judges their year.
void add_sampled(NoiseFacts& facts, const NoiseEditions& editions, const Parameter& level, bool wants_all,
                 Places& places, Diagnostics& diagnostics) {
  for (auto& [station, samples] : facts.samples) {
    if (samples.empty()) continue;
    const auto first = std::min_element(samples.begin(), samples.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    const int year = civil_date(first->second).year();
    const Edition* edition = editions.of("GB 3096", year);
    const auto begin =
        edition == nullptr ? std::nullopt : methods::whole_constant(*edition, "day.begin_hour");
    const auto end = edition == nullptr ? std::nullopt : methods::whole_constant(*edition, "day.end_hour");
    if (!begin || !end) {
      diagnostics.push_back({"NOI010", Severity::error,
                             Where{facts.files[first->file], "", first->row, "", 0, 0},
                             fmt::format("{} 年没有施行中的 GB 3096，不知道昼间和夜间的起止", year),
                             "用 --edition \"GB 3096-2008\" 指定版本", ""});
      continue;
    }
    const NoiseDay day{*begin, *end, wants_all, level.plausible_low.value_or(Decimal{}),
                       level.plausible_high.value_or(Decimal{})};
    for (SampledPart& part : sampled_parts(samples, day, facts.files, diagnostics))
      places.add(station, part.year, part.part, std::move(part.measurement));
  }
}

void settle_level(NoisePlace& place) {
  std::vector<methods::RangeShare> shares;
  for (const NoiseMeasurement& measurement : place.measurements) {
    for (const auto& [name, value] : measurement.statistics) {
      const auto [known, is_new] = place.spread.try_emplace(name, NoiseSpread{value, value});
      const auto level = Rational::from(value);
      const auto least = Rational::from(known->second.least);
      const auto most = Rational::from(known->second.most);
      if (level && least && *level < *least) known->second.least = value;
      if (level && most && *most < *level) known->second.most = value;
    }
    if (measurement.level)
      shares.push_back({{*measurement.level->low, *measurement.level->high}, measurement.samples});
  }
  const auto mean = methods::energy_mean(std::span<const methods::RangeShare>(shares));
  if (mean) place.level = NoiseValue{mean->low, mean->high};
}

// Statistics are levels exceeded for longer and longer: L10 is never below L50, nor L50 below L90.
void check_statistics(NoiseReport& report) {
  std::size_t count = 0;
  Where first;
  for (const NoisePlace& place : report.places)
    for (const NoiseMeasurement& measurement : place.measurements) {
      std::optional<Rational> above;
      bool is_falling = true;
      for (const char* name : {"L10", "L50", "L90"}) {
        const auto value = measurement.statistics.find(name);
        if (value == measurement.statistics.end()) continue;
        const auto level = Rational::from(value->second);
        is_falling = is_falling && (!above || (level && *level <= *above));
        if (level) above = *level;
      }
      if (!is_falling && count++ == 0) first = measurement.where;
    }
  if (count > 0)
    report.diagnostics.push_back({"NOI012", Severity::warning, first,
                                  fmt::format("{} 次测量的 L10、L50、L90 不是从大到小", count), "核对各栏",
                                  ""});
}

void note_repeated_measurements(NoiseReport& report) {
  if (report.kind != "region" && report.kind != "traffic") return;
  const auto count = std::count_if(report.places.begin(), report.places.end(),
                                   [](const NoisePlace& place) { return place.measurements.size() > 1; });
  if (count > 0)
    report.diagnostics.push_back({"NOI013",
                                  Severity::note,
                                  {},
                                  fmt::format("{} 个点位时段在一年里测了多次，取能量平均", count),
                                  "",
                                  ""});
}

const Parameter& level_parameter(const Library& library) {
  static const Parameter kNone;
  const Parameter* parameter = library.standards.parameter("Leq");
  return parameter == nullptr ? kNone : *parameter;
}

void note_kind(NoiseReport& report) {
  if (!report.kind.empty() || report.places.empty()) return;
  report.diagnostics.push_back({"NOI014",
                                Severity::note,
                                {},
                                "表中看不出是区域、道路还是功能区噪声：只列各点位，不求平均",
                                "用 --kind region、traffic 或 zone 指定",
                                ""});
}

}  // namespace

Result<NoiseReport> noise_mean_report(const Library& library, const NoiseMeanRequest& request) {
  if (!request.kind.empty() && std::find(kKinds.begin(), kKinds.end(), request.kind) == kKinds.end())
    return fail("NOI011", "没有" + quote(request.kind) + "这一类噪声", "写 region、traffic 或 zone");
  CHUANGMO_TRY(pinned, with_companions(library, request.editions));
  CHUANGMO_TRY(facts, read_facts(library, request));
  const NoiseEditions editions(library.standards, pinned);
  const Parameter& level = level_parameter(library);
  NoiseReport report;
  report.kind = kind_of(facts, request);
  report.decimals = level.decimals;
  report.diagnostics = std::move(facts.diagnostics);
  Places places(facts);
  for (NoiseEntry& entry : facts.entries) {
    const std::size_t station = entry.station;
    const auto year = entry.year;
    const NoisePart part = entry.part;
    places.add(station, year, part, stated(std::move(entry)));
  }
  const bool wants_all = report.kind != "region" && report.kind != "traffic";
  add_sampled(facts, editions, level, wants_all, places, report.diagnostics);
  places.add_missing();
  report.places = places.take();
  if (request.period)
    std::erase_if(report.places, [&](const NoisePlace& place) { return place.part != *request.period; });
  for (NoisePlace& place : report.places) settle_level(place);
  check_statistics(report);
  note_repeated_measurements(report);
  note_kind(report);
  judge_zones(editions, report);
  average_places(editions, level, report);
  add_day_night_levels(editions, report);
  return report;
}

}  // namespace chuangmo::app
