#pragma once
#include <optional>
#include <string>
#include <vector>

#include "eval/viewpoint.h"
#include "model/fact.h"
#include "model/pack.h"
#include "model/standard.h"
#include "model/verdict.h"

namespace chuangmo::eval {

struct EvaluationRequest {
  std::string programme;
  Date as_of;        // see Viewpoint
  Instant known_at;  // when the facts were read as known; stated in the result, not applied here
  std::vector<std::string> pinned;  // edition ids
  std::optional<int> indicator;     // only this one
};

// What evaluate() will look at: all facts whose period overlaps [from, until), readings of these sets only.
struct FactsNeeded {
  Date from;
  Date until;
  std::vector<std::string> station_sets;  // sorted
};
FactsNeeded facts_needed(const Pack& pack, const Standards& standards, const EvaluationRequest& request);

// The verdicts of a pack over facts. Pure: same pack, standards, facts and request give the same value.
// A criterion that does not parse is undecided and says so; `app` refuses such packs before.
Evaluation evaluate(const Pack& pack, const Standards& standards, const FactSet& facts,
                    const EvaluationRequest& request);

// One day of the city by the index in force, for calendars: level and the concentrations it came from.
struct DayLevel {
  Date day;
  std::string index_name;            // "API" or "AQI"
  const Edition* edition = nullptr;  // of the index; points into the standards
  std::optional<int> index;
  const IndexLevel* level = nullptr;  // points into the standards; none when the day is not valid
  std::string primary;
  std::optional<bool> is_good;  // as good_day() answers: one item above the bound decides without the others
  std::vector<std::string> missing;  // pollutants without a valid value
};
std::vector<DayLevel> day_levels(const Pack& pack, const Standards& standards, const FactSet& facts,
                                 const Viewpoint& viewpoint, const StationSetDefinition& set, int year);

// The tree of one city day, down to the hours of every station and the rows they were read from.
TraceNode explain_day(const Pack& pack, const Standards& standards, const FactSet& facts,
                      const Viewpoint& viewpoint, const StationSetDefinition& set, Date day);

}  // namespace chuangmo::eval
