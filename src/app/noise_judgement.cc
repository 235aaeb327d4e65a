#include "app/noise_judgement.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <tuple>

#include "app/editions.h"
#include "base/text.h"
#include "methods/noise.h"
#include "methods/noise_energy.h"
#include "methods/noise_zone.h"

namespace chuangmo::app {
namespace {

bool is_ruled(NoisePart part) {
  return part == NoisePart::day || part == NoisePart::night;
}

// Every thing that is said once for all places it concerns.
void warn(Diagnostics& diagnostics, const Failure& failure) {
  const Diagnostic found{failure.code, Severity::warning, {}, failure.text, failure.fix, ""};
  if (std::find(diagnostics.begin(), diagnostics.end(), found) == diagnostics.end())
    diagnostics.push_back(found);
}

Failure without_edition(std::string_view family, int year) {
  return {"MTH001", fmt::format("{} 年没有施行中的 {} 版本", year, family), "用 --edition 指定版本"};
}

std::string limit_text(const std::vector<const Limit*>& limits) {
  std::vector<std::string> texts;
  for (const Limit* limit : limits)
    if (texts.empty() || texts.back() != limit->value.text()) texts.push_back(limit->value.text());
  return join(texts, "/");
}

using ZoneKey = std::tuple<int, NoisePart, std::string>;

void count(NoiseZone& zone, Outcome outcome) {
  int& place = outcome == Outcome::met       ? zone.met
               : outcome == Outcome::not_met ? zone.not_met
                                             : zone.undecided;
  ++place;
}

void judge_place(const Edition& edition, NoisePlace& place, NoiseZone& zone, Diagnostics& diagnostics) {
  for (NoiseMeasurement& measurement : place.measurements) {
    const auto judged = methods::zone_attainment(edition, place.zones, noise_part_name(place.part),
                                                 {measurement.whole.low, measurement.whole.high});
    if (!judged) return warn(diagnostics, judged.error());
    measurement.outcome = judged->outcome;
    measurement.is_met_by_rounding = judged->is_met_by_rounding;
    zone.limit = limit_text(judged->limits);
    count(zone, measurement.outcome);
  }
  if (place.measurements.empty()) ++zone.undecided;  // listed, and never measured
}

// --- means ---

// The places of one year and part.
struct Group {
  std::vector<std::optional<Rational>> low;
  std::vector<std::optional<Rational>> high;
  std::vector<Rational> lengths;
  bool lacks_length = false;
};

Result<methods::Bounds> bounds_of(const Group& group, const std::vector<std::optional<Rational>>& levels,
                                  bool is_weighted, const methods::Bounds& plausible, NoiseMean& mean) {
  std::vector<methods::RoadLevel> roads;
  for (std::size_t i = 0; is_weighted && i < levels.size(); ++i)
    roads.push_back({levels[i], group.lengths[i]});
  auto of_places = is_weighted ? methods::length_weighted_mean(roads) : methods::regional_mean(levels);
  if (!of_places) return tl::unexpected(of_places.error());
  mean.places = of_places->known;
  mean.missing = of_places->missing;
  if (is_weighted) {
    mean.length_m = of_places->weight;
    mean.missing_length_m = of_places->missing_weight;
  }
  return methods::place_mean_bounds(*of_places, plausible.low, plausible.high);
}

methods::Bounds plausible_bounds(const Parameter& level) {
  methods::Bounds bounds;
  if (level.plausible_low)
    if (const auto low = Rational::from(*level.plausible_low)) bounds.low = *low;
  if (level.plausible_high)
    if (const auto high = Rational::from(*level.plausible_high)) bounds.high = *high;
  return bounds;
}

void grade(const NoiseEditions& editions, std::string_view kind, NoiseMean& mean, Diagnostics& diagnostics) {
  if (!is_ruled(mean.part) || (!mean.value.low && !mean.value.high)) return;
  const Edition* edition = editions.of("HJ 640", mean.year);
  if (edition == nullptr) {
    if (mean.year) warn(diagnostics, without_edition("HJ 640", *mean.year));
    return;
  }
  const auto grades =
      methods::noise_grades(*edition, kind, noise_part_name(mean.part), {mean.value.low, mean.value.high});
  if (!grades) return warn(diagnostics, grades.error());
  mean.edition = edition->id;
  mean.best_grade = grades->first;
  mean.worst_grade = grades->second;
  mean.best_name = methods::noise_grade_name(*edition, grades->first);
  mean.worst_name = methods::noise_grade_name(*edition, grades->second);
  const Limit* limit = edition->find_limit("Leq", noise_part_name(mean.part), "1", kind);
  if (limit != nullptr) mean.citation = limit->citation;
}

// Whether a level is that of the whole part of the day, as far as anybody can tell.
bool is_whole(const NoisePlace& place) {
  return place.level &&
         std::none_of(place.measurements.begin(), place.measurements.end(),
                      [](const auto& each) { return each.wanted && *each.wanted != each.samples; });
}

}  // namespace

const Edition* NoiseEditions::of(std::string_view family, std::optional<int> year) const {
  if (year) return edition_for(standards_, pinned_, family, Period::of_year(*year));
  for (const std::string& id : pinned_) {
    const Edition* edition = standards_.by_id(id);
    if (edition != nullptr && edition->family == family) return edition;
  }
  return nullptr;
}

void judge_zones(const NoiseEditions& editions, NoiseReport& report) {
  std::map<ZoneKey, NoiseZone> zones;
  for (NoisePlace& place : report.places) {
    if (place.zones.empty() || !is_ruled(place.part)) continue;
    const Edition* edition = editions.of("GB 3096", place.year);
    if (edition == nullptr) {
      if (place.year) warn(report.diagnostics, without_edition("GB 3096", *place.year));
      continue;
    }
    const std::string name = place.zones.size() == 1 ? place.zones.front() : "4";
    NoiseZone& zone = zones[{place.year.value_or(0), place.part, name}];
    zone.year = place.year;
    zone.part = place.part;
    zone.zone = name;
    zone.edition = edition->id;
    judge_place(*edition, place, zone, report.diagnostics);
  }
  if (report.kind != "zone") return;  // the class of a grid or road is told, not counted
  for (auto& [key, zone] : zones) report.zones.push_back(std::move(zone));
}

void average_places(const NoiseEditions& editions, const Parameter& level, NoiseReport& report) {
  if (report.kind != "region" && report.kind != "traffic") return;
  const bool is_weighted = report.kind == "traffic";
  std::map<std::tuple<int, NoisePart>, std::pair<Group, NoiseMean>> groups;
  for (const NoisePlace& place : report.places) {
    auto& [group, mean] = groups[{place.year.value_or(0), place.part}];
    mean.year = place.year;
    mean.part = place.part;
    if (is_weighted && !place.length_m) {
      group.lacks_length = true;
      const Where where = place.measurements.empty() ? Where{} : place.measurements.front().where;
      report.diagnostics.push_back({"NOI004", Severity::error, where,
                                    fmt::format("路段{}没有长度，不能按长度加权", quote(place.name)),
                                    "在表中或点位表中补上路段长度", ""});
    }
    group.low.push_back(place.level ? place.level->low : std::nullopt);
    group.high.push_back(place.level ? place.level->high : std::nullopt);
    group.lengths.push_back(place.length_m.value_or(Rational(1)));
  }
  const methods::Bounds plausible = plausible_bounds(level);
  for (auto& [key, entry] : groups) {
    auto& [group, mean] = entry;
    const auto low = bounds_of(group, group.low, is_weighted, plausible, mean);
    const auto high = bounds_of(group, group.high, is_weighted, plausible, mean);
    if (!low || !high) warn(report.diagnostics, low ? high.error() : low.error());
    if (low && high && !group.lacks_length) mean.value = {low->low, high->high};
    grade(editions, report.kind, mean, report.diagnostics);
    report.means.push_back(std::move(mean));
  }
}

void add_day_night_levels(const NoiseEditions& editions, NoiseReport& report) {
  std::map<std::pair<int, std::string>, const NoisePlace*> days;
  for (const NoisePlace& place : report.places) {
    if (place.part == NoisePart::day && is_whole(place)) days[{place.year.value_or(0), place.key}] = &place;
    if (place.part != NoisePart::night || !is_whole(place)) continue;
    const auto day = days.find({place.year.value_or(0), place.key});
    const Edition* edition = editions.of("GB 3096", place.year);
    if (day == days.end() || edition == nullptr) continue;
    const NoiseValue& by_day = *day->second->level;
    const auto level = methods::day_night_level(*edition, {*by_day.low, *by_day.high},
                                                {*place.level->low, *place.level->high});
    if (level) report.day_night.push_back({place.year, place.key, {level->low, level->high}});
  }
}

}  // namespace chuangmo::app
