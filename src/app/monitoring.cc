#include "app/monitoring.h"

#include <algorithm>

#include "methods/registry.h"
#include "rule/pack_schema.h"

namespace chuangmo::app {

namespace {

void take_needs(MonitoredSet& monitored, int indicator, const rule::Needs& needs) {
  bool is_asked = false;
  for (const rule::SeriesNeed& need : needs.series) {
    if (need.set != monitored.set->key) continue;
    monitored.series.push_back(need);
    is_asked = true;
  }
  if (!is_asked) return;
  monitored.limits.insert(monitored.limits.end(), needs.limits.begin(), needs.limits.end());
  if (monitored.indicators.empty() || monitored.indicators.back() != indicator)
    monitored.indicators.push_back(indicator);
}

// Sets that no criterion asks about are not drawn.
std::vector<MonitoredSet> monitored_sets(const Pack& pack, const Standards& standards) {
  std::vector<MonitoredSet> sets;
  for (const StationSetDefinition& set : pack.station_sets) sets.push_back({&set, {}, {}, {}});
  const rule::PackSchema schema(pack, standards, methods::signatures());
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      const rule::ReadCriterion read = rule::read_criterion(criterion.rule, schema);
      if (!read.criterion.is_valid()) continue;
      const rule::Needs needs = rule::needs_of(read.criterion);
      for (MonitoredSet& set : sets) take_needs(set, indicator.number, needs);
    }
  }
  std::erase_if(sets, [](const MonitoredSet& set) { return set.indicators.empty(); });
  return sets;
}

bool has_readings(const FactSet& facts, const StationSetDefinition& set) {
  return std::any_of(facts.series.begin(), facts.series.end(),
                     [&](const ReadingSeries& series) { return series.set == set.key; });
}

}  // namespace

bool MonitoredSet::is_asked(std::string_view method) const {
  return std::any_of(series.begin(), series.end(),
                     [&](const rule::SeriesNeed& need) { return need.method == method; });
}

publish::Monitoring monitoring(const Pack& pack, const Library& library, const Judgement& judgement,
                               std::optional<int> indicator) {
  publish::Monitoring monitoring;
  const Evaluation& evaluation = judgement.evaluation;
  const eval::FactView view(pack, library.standards, judgement.facts, {evaluation.as_of, evaluation.pinned});
  for (const MonitoredSet& set : monitored_sets(pack, library.standards)) {
    const bool is_asked = !indicator || std::find(set.indicators.begin(), set.indicators.end(), *indicator) !=
                                            set.indicators.end();
    if (!is_asked || !has_readings(judgement.facts, *set.set)) continue;
    const std::string& medium = set.set->medium;
    if (medium == "air") monitoring.air.push_back(air_monitoring(view, set));
    if (medium == "water") monitoring.water.push_back(water_monitoring(view, set));
    if (medium == "drinking_water") monitoring.water.push_back(source_monitoring(view, set));
    if (medium == "noise_region" || medium == "noise_traffic")
      monitoring.noise.push_back(noise_monitoring(view, set, evaluation));
  }
  return monitoring;
}

}  // namespace chuangmo::app
